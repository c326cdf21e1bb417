package dev.weir.core.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigReader;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RequiredRunsTest {
  private static final RequiredRuns RUNS =
      RequiredRuns.of(
          rules("[[rules]]\nid='a'\nregex='(?i)([0-9a-k]{8})'\n[[rules]]\nid='b'\nregex='x+'")
              .rules());

  @Test
  void aRunIsFoundWhereverItIs() {
    assertThat(isIn("acme=0123abcd")).isTrue();
    assertThat(isIn("0123abcd")).isTrue();
    assertThat(isIn("z0123abcdz")).isTrue();
    assertThat(isIn("0123abc 0123abcd")).isTrue();
    assertThat(isIn("0123abc")).isFalse();
    assertThat(isIn("0123abc z0123ab")).isFalse();
    assertThat(isIn("")).isFalse();
  }

  @Test
  void theKelvinSignMayBeALetterOfARun() {
    assertThat(isIn("0123abc\u212a")).isTrue();
    assertThat(isIn("0123abc\u00e4")).isFalse();
  }

  @Test
  void onlyTheRangeCounts() {
    byte[] bytes = "acme=0123abcd".getBytes(UTF_8);
    assertThat(RUNS.mayBeIn(0, bytes, 5, 13)).isTrue();
    assertThat(RUNS.mayBeIn(0, bytes, 6, 13)).isFalse();
    assertThat(RUNS.mayBeIn(0, bytes, 5, 12)).isFalse();
  }

  @Test
  void aRuleWithoutARunMayMatchEverywhere() {
    assertThat(RUNS.mayBeIn(1, new byte[0], 0, 0)).isTrue();
  }

  private static boolean isIn(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return RUNS.mayBeIn(0, bytes, 0, bytes.length);
  }

  private static RuleSet rules(String toml) {
    return new ConfigLoader(
            Path.of(""),
            () -> {
              throw new AssertionError();
            },
            new ArrayList<>())
        .load(ConfigReader.read(toml, "test", new ArrayList<>()));
  }
}
