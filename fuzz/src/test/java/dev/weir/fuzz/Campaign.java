package dev.weir.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a fuzz target under Jazzer and provides the seeds: see {@code bench/fuzz.sh}. */
public final class Campaign {
  private static FuzzTarget target;

  private Campaign() {}

  /** Chooses the target; Jazzer calls this method with its name. */
  public static void fuzzerInitialize(String[] arguments) {
    target = Targets.named(arguments[0]);
  }

  /** Runs the target; Jazzer calls this method with each input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    target.run(input);
  }

  /** Prints the names of all targets, and writes the seeds of each into a folder with its name. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (FuzzTarget each : Targets.ALL) {
      Path folder = Path.of(arguments[0], Targets.name(each));
      Files.createDirectories(folder);
      int number = 0;
      for (byte[] seed : all(each)) {
        Files.write(folder.resolve("seed-" + number++), seed);
      }
      System.out.println(Targets.name(each));
    }
    System.exit(0);
  }

  /** Returns the seeds of a target and the inputs that once made it fail. */
  static List<byte[]> all(FuzzTarget target) throws IOException, InterruptedException {
    List<byte[]> all = new ArrayList<>(target.seeds());
    all.addAll(kept(target));
    return all;
  }

  /** Returns the inputs that once made a target fail. */
  static List<byte[]> kept(FuzzTarget target) throws IOException {
    Path folder = Path.of("src/test/resources/once-failed", Targets.name(target));
    List<byte[]> inputs = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }
}
