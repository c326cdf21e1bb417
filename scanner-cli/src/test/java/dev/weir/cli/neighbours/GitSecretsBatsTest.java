package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weir.cli.QuickProgram;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs git-secrets' own, unchanged tests, which {@code .ci/git-secrets} downloads. */
class GitSecretsBatsTest {
  private static final int TESTS = 50;

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> everyTestOfGitSecrets() throws Exception {
    Path suite = Path.of("../.tools/git-secrets/test/git-secrets.bats");
    if (!Files.exists(suite)) {
      String name = "the tests of git-secrets in .tools";
      return List.of(dynamicTest(name, () -> RequiredProgram.require(false, name)));
    }
    Process process =
        new ProcessBuilder(
                "bash",
                "bench/git-secrets/bats.sh",
                QuickProgram.write(folder.resolve("weir")).toString())
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<String> lines = output.lines().filter(line -> line.matches("(not )?ok .*")).toList();
    assertThat(lines).as(output).hasSize(TESTS);
    return lines.stream()
        .map(line -> dynamicTest(line, () -> assertThat(line).as(output).startsWith("ok ")))
        .toList();
  }
}
