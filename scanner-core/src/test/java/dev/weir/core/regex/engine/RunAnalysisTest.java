package dev.weir.core.regex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.syntax.RegexRun;
import dev.weir.core.regex.syntax.RegexSyntax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunAnalysisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[0-9a-f]{32}; 16; 32",
        "acme.{0,40}([0-9a-f]{32})(?:[^0-9a-f]|$); 16; 32",
        // parts that follow each other are one run
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}; 17; 26",
        "(?:ab){20}; 2; 40",
        // a choice has the shorter run of both sets
        "[0-9]{20}|[a-f]{30}; 16; 20",
        "[0-9]{20}|[a-f]{3}; 0; 0",
        // what may be missing counts for nothing
        "(?:[0-9a-f]{32})?x; 0; 0",
        "[0-9]{16,}(?:[.][0-9]{4})?; 10; 16",
        // a character beyond ASCII ends a run
        "é{20}; 0; 0",
        "[0-9]{10}é[0-9]{12}; 10; 12",
        // without letters: what folds beyond ASCII does not matter
        "(?i)[k]{20}; 2; 20",
        "[0-9]{5}; 0; 0",
      })
  void theRarestRunThatEachMatchContains(String pattern, int members, int length) {
    RegexRun run = RunAnalysis.of(RegexSyntax.parse(pattern).root());
    assertThat(run.members()).isEqualTo(members);
    assertThat(run.length()).isEqualTo(length);
  }
}
