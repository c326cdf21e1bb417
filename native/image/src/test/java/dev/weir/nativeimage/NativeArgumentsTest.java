package dev.weir.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The arguments that Maven gives to {@code native-image} are those of {@code native-arguments.txt};
 * {@code -Dgolden.update} rewrites it. A script takes the place of the compiler, which is not
 * installed here, and writes down its arguments.
 */
class NativeArgumentsTest {
  private static final Path EXPECTED = Path.of("src/test/resources/native-arguments.txt");

  private static final String COMPILER =
      """
      #!/bin/sh
      if [ "$1" = --version ]; then
        echo 'native-image 25.0.1 2025-10-21'
        echo 'GraalVM Runtime Environment GraalVM CE 25.0.1+8.1 (build 25.0.1+8-jvmci-b01)'
        echo 'Substrate VM GraalVM CE 25.0.1+8.1 (build 25.0.1+8, serial gc)'
        exit
      fi
      printf '%s\\n' "$@" >"${0%/*}/arguments"
      """;

  @TempDir Path graalvm;

  /** Returns the list, one argument per line. */
  static List<String> expected() throws IOException {
    return Files.readAllLines(EXPECTED);
  }

  @Test
  void mavenGivesTheseArguments() throws Exception {
    Path compiler = Files.createDirectory(graalvm.resolve("bin")).resolve("native-image");
    Files.writeString(compiler, COMPILER);
    Files.setPosixFilePermissions(compiler, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> words = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-Pnative"));
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      words.add("-Dmaven.repo.local=" + repository);
    }
    words.add("native:compile-no-fork@native");
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("GRAALVM_HOME", graalvm.toString());
    builder.environment().remove("MAVEN_CMD_LINE_ARGS");
    Process maven = builder.start();
    maven.getOutputStream().close();
    String output = new String(maven.getInputStream().readAllBytes(), UTF_8);
    assertThat(maven.waitFor()).as(output).isZero();
    List<String> given =
        Files.readAllLines(compiler.resolveSibling("arguments")).stream()
            .map(argument -> argument.replaceFirst("^/.*/\\.\\./\\.\\./", "ROOT/"))
            .toList();
    if (System.getProperty("golden.update") != null) {
      Files.write(EXPECTED, given);
    }
    assertThat(given).as(output).isEqualTo(expected());
  }
}
