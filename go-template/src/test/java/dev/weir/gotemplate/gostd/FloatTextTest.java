package dev.weir.gotemplate.gostd;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3.6841838, 3.6841838",
    "0.5, 0.5",
    "1e10, 10000000000",
    "-2.5e-7, -0.00000025"
  })
  void theShortestDecimalIsWritten(float value, String text) {
    assertThat(FloatText.of(value, 'f', -1, true)).isEqualTo(text);
  }

  @Test
  void theShortestDecimalIsReadBackUnchanged() {
    Random random = new Random(20261121);
    for (int i = 0; i < 2000; i++) {
      float single = Float.intBitsToFloat(random.nextInt());
      double exact = Double.longBitsToDouble(random.nextLong());
      if (Float.isFinite(single) && Double.isFinite(exact)) {
        assertThat(Float.parseFloat(FloatText.of(single, 'f', -1, true))).isEqualTo(single);
        assertThat(Double.parseDouble(FloatText.of(exact, 'e', -1, false))).isEqualTo(exact);
      }
    }
  }

  @Test
  void sixDecimalsAreThoseOfTheExactValue() {
    Random random = new Random(20261121);
    for (int i = 0; i < 2000; i++) {
      double entropy = random.nextFloat() * 8;
      assertThat(FloatText.of(entropy, 'f', 6, true))
          .isEqualTo(String.format(Locale.ROOT, "%.6f", new BigDecimal(entropy)));
    }
  }
}
