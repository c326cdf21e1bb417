package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.QuickProgram;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs bench/purge-lab.sh with the real git-filter-repo, which .ci/setup installs. */
class PurgeLabTest {
  @TempDir Path folder;

  @Test
  void weirsCommandsLeaveNothingAndLeftoversOfOtherGuidesAreListed() throws Exception {
    Path tools = Path.of("../.tools/neighbours/bin").toAbsolutePath().normalize();
    RequiredProgram.find("git-filter-repo", tools);
    Path program = QuickProgram.write(folder.resolve("weir"));
    ProcessBuilder builder =
        new ProcessBuilder("bench/purge-lab.sh") // as in docs/neighbours.md
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true);
    builder.environment().put("WEIR", program.toString());
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().filter(line -> line.endsWith("| ok |"))).as(output).hasSize(11);
    Path left;
    try (Stream<Path> files = Files.walk(folder, 3)) {
      left = files.filter(file -> file.endsWith("lab/guide.left")).findFirst().orElseThrow();
    }
    assertThat(left)
        .content()
        .contains(
            List.of(
                "commit message",
                "file moved.conf, path/to/file",
                "file other.py",
                "wide.txt",
                "key.b64",
                "odd.json",
                "note ",
                "tag, object",
                "refs/original/refs/heads/main",
                "refs/pull/1/head",
                "refs/tags/v1.0",
                "reference log logs/HEAD"));
  }
}
