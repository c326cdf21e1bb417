package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntropyTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "a, 0",
    "abc, 1.5849625",
    "abcd, 2",
    "abcde, 2.321928",
    "éé, 0.5",
    "key_abcdefgh12, 3.6644979",
    "TrueX, 2.321928"
  })
  void isThatOfGitleaks(String text, float wanted) {
    assertThat((float) Entropy.of(Content.of(text))).isEqualTo(wanted);
  }
}
