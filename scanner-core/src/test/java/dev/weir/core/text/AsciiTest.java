package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class AsciiTest {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  @Test
  void eachClassHoldsItsCharactersAndNothingElse() {
    assertThat(members(Ascii::isDigit)).isEqualTo("0123456789");
    assertThat(members(Ascii::isUpper)).isEqualTo(LETTERS.substring(0, 26));
    assertThat(members(Ascii::isLower)).isEqualTo(LETTERS.substring(26));
    assertThat(members(Ascii::isLetter)).isEqualTo(LETTERS);
    assertThat(members(Ascii::isLetterOrDigit)).isEqualTo("0123456789" + LETTERS);
    assertThat(members(Ascii::isHexDigit)).isEqualTo("0123456789ABCDEFabcdef");
  }

  @Test
  void hexValueReadsBothCases() {
    for (int c = -128; c <= Character.MAX_CODE_POINT; c++) {
      int expected = c >= 0 && c < 128 ? Character.digit(c, 16) : -1;
      assertThat(Ascii.hexValue(c)).as("U+%04X", c).isEqualTo(expected);
    }
  }

  @Test
  void toLowerChangesCapitalsOnly() {
    for (int c = -128; c <= Character.MAX_CODE_POINT; c++) {
      int expected = c >= 0 && c < 128 ? Character.toLowerCase(c) : c;
      assertThat(Ascii.toLower(c)).as("U+%04X", c).isEqualTo(expected);
    }
  }

  /** Returns the members among all bytes and code points. */
  private static String members(IntPredicate isMember) {
    StringBuilder members = new StringBuilder();
    for (int c = -128; c <= Character.MAX_CODE_POINT; c++) {
      if (isMember.test(c)) {
        members.appendCodePoint(c);
      }
    }
    return members.toString();
  }
}
