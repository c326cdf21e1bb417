package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0, 0",
    "'', abc, 3, 3",
    "regex, regex, 0, 0",
    "regx, regex, 1, 1",
    "regexx, regex, 1, 1",
    "rexex, regex, 1, 1",
    "kitten, sitting, 3, 3",
    "rgeex, regex, 2, 1",
    "ab, ba, 2, 1",
    // No letter is edited twice, so "ca" cannot become "ac" and then "abc".
    "ca, abc, 3, 3",
    "Regex, regex, 1, 1",
  })
  void countsEdits(String a, String b, int levenshtein, int damerau) {
    assertThat(EditDistance.levenshtein(a, b)).isEqualTo(levenshtein);
    assertThat(EditDistance.levenshtein(b, a)).isEqualTo(levenshtein);
    assertThat(EditDistance.damerau(a, b)).isEqualTo(damerau);
    assertThat(EditDistance.damerau(b, a)).isEqualTo(damerau);
  }
}
