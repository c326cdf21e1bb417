package dev.weir.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weir.cli.QuickProgram;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the quick lines of bench/hooks/run.py with the real programs that call hooks. A line whose
 * program is missing is reported as skipped; .ci/setup installs the programs.
 */
class HookBenchTest {
  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> everyHookWithAndWithoutASecret() throws Exception {
    if (!RequiredProgram.isThere("python3")) {
      return List.of(dynamicTest("python3", () -> RequiredProgram.find("python3")));
    }
    Path program = QuickProgram.write(folder.resolve("weir"));
    Process process =
        new ProcessBuilder("python3", "bench/hooks/run.py", "--quick", "--program", "" + program)
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    List<String> lines = output.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertThat(lines).as(output).hasSizeGreaterThan(15);
    assertThat(code == 0).as(output).isEqualTo(lines.stream().noneMatch(l -> l.contains("WRONG")));
    return lines.stream().map(line -> dynamicTest(line, () -> check(line, output))).toList();
  }

  private static void check(String line, String output) {
    RequiredProgram.require(
        !line.contains("skipped"), output.substring(output.lastIndexOf("\n\n")).strip());
    assertThat(line).as(output).doesNotContain("WRONG");
  }
}
