package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.settings.ExitSettings;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanCommandTest {
  private static final RuleSet RULES = new RuleSet(List.of(), List.of(), List.of());

  private static int code(ScanSummary summary, int found, boolean allowIncomplete) {
    ScanResult result = new ScanResult(RULES, summary, List.of(), null, null);
    return ScanCommand.exitCode(result, new ExitSettings(found, allowIncomplete));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # findings | not read | timed out | --exit-code | --allow-incomplete | exit code
            0 | 0 | false | 1  | false | 0
            3 | 0 | false | 1  | false | 1
            3 | 0 | false | 17 | false | 17
            3 | 0 | false | 0  | false | 0
            0 | 1 | false | 1  | false | 2
            0 | 1 | false | 17 | false | 2
            0 | 1 | false | 1  | true  | 0
            3 | 1 | false | 1  | false | 1
            3 | 1 | false | 17 | true  | 17
            3 | 1 | false | 0  | false | 2
            3 | 1 | false | 0  | true  | 0
            0 | 0 | true  | 1  | false | 1
            0 | 0 | true  | 1  | true  | 1
            3 | 0 | true  | 17 | false | 1
          """)
  void ofAScan(
      long findings, long notRead, boolean timedOut, int found, boolean allow, int expected) {
    ScanSummary summary = new ScanSummary(1, 10, findings, notRead, timedOut, Map.of());
    assertThat(code(summary, found, allow)).isEqualTo(expected);
  }

  private static int code(ScanFailure.Kind kind, boolean allowIncomplete) {
    ScanResult result = ScanResult.failed(RULES, new ScanFailure(kind, "why", ""));
    assertThat(result.isComplete()).isFalse();
    return ScanCommand.exitCode(result, new ExitSettings(17, allowIncomplete));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what failed | exit code | with --allow-incomplete
          CONFIGURATION | 1   | 1
          NO_TARGET     | 2   | 1
          NO_REVISION   | 2   | 2
          SETTING       | 1   | 1
          LOG_OPTIONS   | 126 | 0
          SOURCE        | 2   | 0
          INTERRUPTED   | 1   | 1
          """)
  void ofAFailure(ScanFailure.Kind kind, int expected, int allowed) {
    assertThat(code(kind, false)).isEqualTo(expected);
    assertThat(code(kind, true)).isEqualTo(allowed);
  }

  /** A failed scan passes only with {@code --allow-incomplete}, which restores gitleaks' codes. */
  @Test
  void noFailurePassesUnlessItIsAllowed() {
    assertThat(Arrays.stream(ScanFailure.Kind.values()).map(kind -> code(kind, false)))
        .hasSize(7)
        .doesNotContain(0);
  }
}
