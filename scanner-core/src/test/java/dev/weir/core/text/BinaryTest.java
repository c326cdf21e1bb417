package dev.weir.core.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryTest {
  @ParameterizedTest
  @CsvSource({
    "9000, -1, false",
    "9000, 0, true",
    "9000, 7999, true",
    "9000, 8000, false",
    "3, 2, true",
    "0, -1, false",
  })
  void aZeroAmongTheFirstBytesIsBinary(int size, int zeroAt, boolean expected) {
    assertThat(Binary.isBinary(text(size, zeroAt))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"8191, true", "8192, false"})
  void theHeadMayBeLonger(int zeroAt, boolean expected) {
    assertThat(Binary.isBinary(text(9000, zeroAt), 8_192)).isEqualTo(expected);
  }

  private static byte[] text(int size, int zeroAt) {
    byte[] text = "x".repeat(size).getBytes(US_ASCII);
    if (zeroAt >= 0) {
      text[zeroAt] = 0;
    }
    return text;
  }
}
