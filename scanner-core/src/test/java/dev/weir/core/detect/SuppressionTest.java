package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.IgnoreEntry;
import org.junit.jupiter.api.Test;

/** Tests the reasons that no detector gives; the others are tested where they occur. */
class SuppressionTest {
  @Test
  void ignoredFindingsHaveTheirReason() {
    assertThat(new Suppression.Ignored().describe()).isEqualTo("an ignore file lists it");
    assertThat(new Suppression.InBaseline().describe()).isEqualTo("the baseline contains it");
    assertThat(new Suppression.IgnoredSecret(entry("")).describe())
        .isEqualTo("an entry of .weirignore covers it");
    assertThat(new Suppression.IgnoredSecret(entry("a sample")).describe())
        .isEqualTo("an entry of .weirignore covers it: a sample");
  }

  private static IgnoreEntry entry(String reason) {
    return new IgnoreEntry("0".repeat(16), "0".repeat(32), "r", "", null, "", reason);
  }
}
