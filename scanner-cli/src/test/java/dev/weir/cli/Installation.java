package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An installation of the launcher and a jar of the classes under test. */
public final class Installation {
  private static final long PATIENCE_SECONDS = 60;

  private final Path bin;
  private final Path share;

  Installation(Path folder, Path jar) throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    share = Files.createDirectories(folder.resolve("share/weir"));
    Files.copy(Path.of("../weir"), bin.resolve("weir"));
    Files.setPosixFilePermissions(
        bin.resolve("weir"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(jar, jar());
    Files.writeString(bin.resolve("f.txt"), "key = 'glpat-" + "aK3xQ9bT7cV2dW8eY4fZ'\n");
  }

  /** The exit code and output of a process. */
  record Answer(int code, String out, String err) {}

  Path jar() {
    return share.resolve("weir.jar");
  }

  /** Returns the names of the files in the jar's folder. */
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(share)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  Path archive(Path java) throws IOException {
    return share.resolve("weir-" + property(java, "JAVA_RUNTIME_VERSION") + ".jsa");
  }

  /**
   * Returns the archive of the classes that a hook loads.
   *
   * @param kind {@code staged} for a hook on staged changes, or {@code agent} for one of an agent
   */
  Path hookArchive(Path java, String kind) throws IOException {
    return Path.of(archive(java).toString().replaceAll("\\.jsa$", "-" + kind + ".jsa"));
  }

  Path lock(Path java) throws IOException {
    return Path.of(archive(java) + ".lock");
  }

  /** Returns the command that {@link #start} runs: a scan of one file with one secret. */
  String[] command() {
    return new String[] {
      "./weir", "dir", "--no-banner", "--log-level=error", "--verbose", "--redact", "f.txt"
    };
  }

  Answer run(Path java) throws Exception {
    return run(java, Map.of());
  }

  Answer run(Path java, Map<String, String> variables) throws Exception {
    return answer(start(java, variables));
  }

  Process start(Path java, Map<String, String> variables) throws IOException {
    return start(java, variables, command());
  }

  private Process start(Path java, Map<String, String> variables, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(bin.toFile());
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().remove("WEIR_NO_ARCHIVE");
    builder.environment().putAll(variables);
    return builder.start();
  }

  static Answer answer(Process process) throws Exception {
    process.getOutputStream().close();
    // The texts are short enough to fit into the pipes, so reading one after the other cannot
    // block.
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), out, err);
  }

  /** Returns true if a Java process that waits for input has mapped this installation's archive. */
  boolean usesArchive(Path java, Map<String, String> variables) throws Exception {
    Process process = start(java, variables, "./weir", "stdin", "--no-banner");
    try {
      Path maps = Path.of("/proc/" + process.pid() + "/maps");
      RequiredProgram.require(
          Files.exists(maps), "/proc, which shows the files that Java has mapped");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      // Java loads the library for opening files long after the archive.
      while (!Files.readString(maps).contains("libnio.so")) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new AssertionError("Java did not start: " + answer(process));
        }
        Thread.sleep(10);
      }
      return Files.readString(maps).contains(archive(java).toRealPath().toString());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * Returns the lines of Java's log that give the origin of each class that a hook loads. The
   * launcher disables this log, so after it this method starts Java with the launcher's arguments.
   *
   * @param kind as for {@link #hookArchive}
   * @param input the standard input
   * @param hook the words of the command line
   */
  List<String> classesOfHook(Path java, Path repository, String kind, String input, String... hook)
      throws Exception {
    Path in = Files.writeString(repository.resolveSibling("input.json"), input);
    List<String> start = new ArrayList<>(List.of(bin.resolve("weir").toString()));
    start.addAll(List.of(hook));
    ProcessBuilder launcher =
        new ProcessBuilder(start).directory(repository.toFile()).redirectInput(in.toFile());
    launcher.environment().put("JAVA_HOME", java.toString());
    // What the user sets for one hook must not decide what is in the archive.
    Path config = repository.resolveSibling("config.toml");
    Files.writeString(config, "[[rules]]\nid = 'a'\nregex = 'zzz'\n");
    launcher.environment().put("GITLEAKS_CONFIG", config.toString());
    Answer first = answer(launcher.start());
    assertThat(first.code()).as("%s", first).isZero();
    Path log = repository.resolveSibling("classes.txt");
    // Use the launcher's exact words: Java compares the class path with the one of the archive.
    String near = bin.toRealPath() + "/../share/weir/weir";
    List<String> words = new ArrayList<>();
    words.add(java.resolve("bin/java").toString());
    words.add("-Xlog:class+load:file=" + log);
    words.add("-XX:SharedArchiveFile=" + hookArchive(java, kind));
    words.add(isOfNewKind(java) ? "-XX:+UseSerialGC" : "-XX:+UseG1GC");
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", near + "-rules.jar:" + near + ".jar"));
    words.add("dev.weir.cli.Main");
    words.addAll(List.of(hook));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(repository.toFile()).redirectInput(in.toFile());
    Answer answer = answer(builder.start());
    assertThat(answer.code()).as("%s", answer).isZero();
    return Files.readAllLines(log);
  }

  /** Makes the jar's folder read-only. */
  void closes() throws IOException {
    Files.setPosixFilePermissions(share, PosixFilePermissions.fromString("r-xr-xr-x"));
  }

  /** Starts a command as a user to whom file permissions apply, unlike root. */
  Process startUnprivileged(String... command) throws Exception {
    List<String> words = new ArrayList<>();
    if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0
        && new ProcessBuilder("setpriv", "--version").start().waitFor() == 0) {
      words.addAll(List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all"));
    }
    words.addAll(List.of(command));
    Path java = Path.of(System.getProperty("java.home"));
    return start(java, Map.of(), words.toArray(String[]::new));
  }

  /**
   * Returns the Java of these tests and, if installed, one that makes the other kind of archive:
   * Java 25 and later differ from earlier ones.
   */
  static List<Path> javas() throws IOException {
    List<Path> javas = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> homes = Files.list(installed)) {
        homes
            .sorted()
            .filter(home -> Files.isExecutable(home.resolve("bin/java")))
            .filter(home -> Files.isReadable(home.resolve("release")))
            .filter(home -> release(home) >= 17)
            .filter(home -> isOfNewKind(home) != isOfNewKind(javas.get(0)))
            .findFirst()
            .ifPresent(javas::add);
      }
    }
    return javas;
  }

  /** Returns true for Java 25 and later. */
  static boolean isOfNewKind(Path java) {
    return release(java) >= 25;
  }

  private static int release(Path java) {
    try {
      return Integer.parseInt(property(java, "JAVA_VERSION").replaceAll("[^0-9].*", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String property(Path java, String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(java.resolve("release"))) {
      properties.load(in);
    }
    return properties.getProperty(name, "0").replace("\"", "");
  }

  /** Packs the class path into a jar that starts as weir.jar does. */
  public static Path pack(Path jar) throws IOException {
    Set<String> packed = new HashSet<>();
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      out.setMethod(ZipOutputStream.STORED);
      add(
          out,
          packed,
          "META-INF/MANIFEST.MF",
          "Manifest-Version: 1.0\nMain-Class: dev.weir.cli.Main\nMulti-Release: true\n\n"
              .getBytes(UTF_8));
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path path = Path.of(entry);
        if (Files.isDirectory(path)) {
          addFolder(out, packed, path);
        } else if (Files.exists(path)) {
          addJar(out, packed, path);
        }
      }
    }
    return jar;
  }

  private static void addFolder(ZipOutputStream out, Set<String> packed, Path folder)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(out, packed, folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private static void addJar(ZipOutputStream out, Set<String> packed, Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        // Class archives exclude classes of signed jars, and JGit's jar is signed.
        if (!entry.getName().matches("META-INF/.*\\.(SF|RSA|DSA)|(.*/)?module-info\\.class")) {
          add(out, packed, entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private static void add(ZipOutputStream out, Set<String> packed, String name, byte[] content)
      throws IOException {
    if (!packed.add(name)) {
      return;
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
