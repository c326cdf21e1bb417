package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.GivenProgram;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Runs the classes under test, or the {@link GivenProgram}, for tests that start it often. The jar
 * does not exist yet during tests, so this class packs unsigned jars and creates a class archive as
 * the launcher does.
 */
public final class QuickProgram {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable");

  private static String command;

  private QuickProgram() {}

  /** Writes a script that starts the program. */
  public static Path write(Path script) throws Exception {
    Files.writeString(script, "#!/bin/sh\nWEIR_PROGRAM=$0 exec " + command() + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private static synchronized String command() throws Exception {
    if (GivenProgram.PATH != null) {
      return "'" + GivenProgram.PATH + "'";
    }
    if (command == null) {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "program-");
      String classPath = classPath(folder);
      Path archive = folder.resolve("classes.jsa");
      rehearse(folder, archive, classPath);
      assertThat(archive).isNotEmptyFile();
      List<String> words = new ArrayList<>(List.of(JAVA));
      words.addAll(FLAGS);
      words.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath));
      words.add("dev.weir.cli.Main");
      command = "'" + String.join("' '", words) + "'";
    }
    return command;
  }

  /** Runs the commands of the tests in the folder that {@link #rehearse} creates. */
  public static void main(String[] args) throws IOException {
    Rehearsal.main(args);
    Workspace work = new Workspace(Path.of(""));
    work.set("PATH", System.getenv("PATH"));
    for (String command : List.of("--scan a", "--scan-history", "--pre_commit_hook --")) {
      work.weir(("git-secrets " + command).split(" "));
    }
  }

  private static void rehearse(Path folder, Path archive, String classPath) throws Exception {
    Workspace work = new Workspace(Files.createDirectory(folder.resolve("repository")));
    work.sh(
        "git init -q; echo api_key > a; git add a; git commit -qm a; echo >> a; git add a;"
            + " git config secrets.patterns api");
    List<String> words = new ArrayList<>(List.of(JAVA));
    words.addAll(FLAGS);
    words.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath));
    words.add(QuickProgram.class.getName());
    Process process =
        new ProcessBuilder(words)
            .directory(work.path("").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static String classPath(Path folder) throws IOException {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> entries = new ArrayList<>();
    for (String entry : all.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      Path jar = folder.resolve(entries.size() + ".jar");
      if (Files.isDirectory(path)) {
        pack(path, jar);
        entries.add(jar.toString());
      } else if (isSigned(path)) {
        copyUnsigned(path, jar);
        entries.add(jar.toString());
      } else if (Files.exists(path)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }

  private static boolean isSigned(Path jar) throws IOException {
    if (!Files.exists(jar)) {
      return false;
    }
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      return file.stream().anyMatch(QuickProgram::isSignature);
    }
  }

  private static boolean isSignature(JarEntry entry) {
    return entry.getName().matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
  }

  private static void copyUnsigned(Path from, Path to) throws IOException {
    try (JarFile file = new JarFile(from.toFile(), false);
        OutputStream bytes = Files.newOutputStream(to);
        JarOutputStream out = new JarOutputStream(bytes)) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        // Drop the manifest, too: it only contains digests.
        if (!isSignature(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
          out.putNextEntry(new JarEntry(entry.getName()));
          file.getInputStream(entry).transferTo(out);
        }
      }
    }
  }
}
