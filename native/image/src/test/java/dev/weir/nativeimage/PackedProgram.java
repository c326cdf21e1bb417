package dev.weir.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/** The packed jar, and Java processes that run it. */
final class PackedProgram {
  /** The module of the program, whose tests also run as black-box tests of the jar. */
  static final Path MODULE = Path.of("../../scanner-cli").toAbsolutePath().normalize();

  static final Path JAR = MODULE.resolve("target/weir.jar");
  private static final String METADATA =
      "META-INF/native-image/dev.weir/scanner-cli/reachability-metadata.json";

  private PackedProgram() {}

  /** The exit code and output of a process. */
  record Answer(int code, String out, String err) {}

  /** Returns the metadata in the jar. */
  static String metadata() throws IOException {
    try (ZipFile zip = new ZipFile(JAR.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(METADATA))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Runs Java without any of the variables that the launcher sets. */
  static Answer java(Path folder, Map<String, String> variables, List<String> words)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable"));
    command.addAll(words);
    Path err = Files.createTempFile("weir", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("WEIR_"));
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Answer(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  /**
   * Returns a class path of the jar, the tests of the program and the libraries that run them, but
   * nothing else of the program.
   */
  static String withTests() {
    List<String> entries = new ArrayList<>(List.of(JAR.toString()));
    for (String folder :
        List.of(
            "target/test-classes",
            "../scanner-core/target/test-classes",
            "../documents/target/test-classes",
            "../testing/target/classes")) {
      entries.add(MODULE.resolve(folder).normalize().toString());
    }
    classPath().stream().filter(PackedProgram::runsTests).forEach(entries::add);
    return String.join(File.pathSeparator, entries);
  }

  private static boolean runsTests(String entry) {
    String name = Path.of(entry).getFileName().toString();
    return name.matches("(junit-|opentest4j|apiguardian|assertj|byte-buddy|jspecify|asm-).*")
        || entry.endsWith(Path.of("native/image/target/test-classes").toString());
  }

  /** Returns the class path of this test. */
  static List<String> classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(all.split(File.pathSeparator));
  }

  /** Writes a jar with the agent; its classes are on the class path of {@link #withTests}. */
  static Path agent(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", CallAgent.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("empty.txt"));
      out.closeEntry();
    }
    return jar;
  }
}
