package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what the release workflow names. {@link ReleaseTest} runs it. */
class ReleaseWorkflowTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path WORKFLOW = TOP.resolve(".github/workflows/release.yml");

  @Test
  void eachActionIsPinnedToACommit() throws Exception {
    for (String line : Files.readAllLines(WORKFLOW)) {
      if (line.contains("uses:")) {
        assertThat(line).matches(" *- uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+");
      }
    }
  }

  @Test
  void theTestsThatItRunsExist() throws Exception {
    Matcher tests = Pattern.compile("-Dtest='([^']*)'").matcher(Files.readString(WORKFLOW));
    assertThat(tests.find()).isTrue();
    for (String name : tests.group(1).split(",")) {
      try (Stream<Path> files = Files.walk(TOP.resolve("scanner-cli/src/test/java"))) {
        assertThat(files).as(name).anyMatch(file -> file.endsWith(name + ".java"));
      }
    }
  }
}
