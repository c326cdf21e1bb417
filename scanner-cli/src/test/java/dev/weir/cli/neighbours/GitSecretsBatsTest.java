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

/** git-secrets' own tests, unchanged; {@code .ci/git-secrets} gets them. */
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
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<String> lines = said.lines().filter(line -> line.matches("(not )?ok .*")).toList();
    assertThat(lines).as(said).hasSize(TESTS);
    return lines.stream()
        .map(line -> dynamicTest(line, () -> assertThat(line).as(said).startsWith("ok ")))
        .toList();
  }
}
