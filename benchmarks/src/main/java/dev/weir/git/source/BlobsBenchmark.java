package dev.weir.git.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.benchmarks.Edits;
import dev.weir.benchmarks.Text;
import dev.weir.git.GitRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures reading the contents of files from a pack, newest first, as a history is read. The
 * counter is bytes per microsecond: MB/s of contents, not of the pack. It is in this package
 * because the measured class is not public.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlobsBenchmark {
  private static final int FILES = 20;
  private static final int COMMITS = 40;
  private static final int FILE_BYTES = Text.BYTES / FILES / 2;

  private Path folder;
  private GitRepository repository;
  private List<ObjectId> contents;

  /** The number of bytes that were read. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Read {
    /** The bytes of all invocations of an iteration. */
    public long bytes;
  }

  /** Makes git create a packed repository of files that change a little with each commit. */
  @Setup
  public void setUp() throws Exception {
    folder = Files.createTempDirectory("weir-benchmark");
    git(new byte[0], "init", "-q", "--bare");
    git(history(), "fast-import", "--quiet");
    git(new byte[0], "repack", "-q", "-a", "-d", "-f");
    contents = new ArrayList<>();
    String log = git(new byte[0], "log", "--all", "--raw", "--no-abbrev", "--format=");
    log.lines()
        .filter(line -> line.startsWith(":"))
        .forEach(line -> contents.add(ObjectId.fromString(line.split(" ")[3])));
    repository = GitRepository.open(folder, "benchmark", Map.of());
  }

  private static byte[] history() throws IOException {
    byte[] text = Text.SOURCE.make();
    byte[][] files = new byte[FILES][];
    for (int file = 0; file < FILES; file++) {
      files[file] = Arrays.copyOfRange(text, file * FILE_BYTES, (file + 1) * FILE_BYTES);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int commit = 0; commit < COMMITS; commit++) {
      line(out, "commit refs/heads/main\ncommitter J <j@example.com> " + commit + " +0000\ndata 0");
      for (int file = 0; file < FILES; file++) {
        files[file] = Edits.SCATTERED.of(files[file], commit * FILES + file);
        line(out, "M 644 inline src/File" + file + ".java\ndata " + files[file].length);
        out.write(files[file]);
        out.write('\n');
      }
    }
    return out.toByteArray();
  }

  private static void line(ByteArrayOutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(US_ASCII));
  }

  private String git(byte[] input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  /** Reads all contents that the commits added. */
  @Benchmark
  public void read(Read read, Blackhole hole) throws IOException {
    try (Blobs blobs = new Blobs(repository)) {
      for (ObjectId id : contents) {
        byte[] content = blobs.content(FileMode.REGULAR_FILE.getBits(), id);
        read.bytes += content.length;
        hole.consume(content);
      }
    }
  }

  /** Removes the repository. */
  @TearDown
  public void tearDown() throws IOException {
    repository.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
