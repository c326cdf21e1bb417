package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "0, \\x00",
        "7, \\a",
        "9, \\t",
        "A, \\n",
        "D, \\r",
        "1B, \\x1b",
        "7F, \\x7f",
        "85, \\u0085",
        "9B, \\u009b",
        "AD, \\u00ad",
        "34F, \\u034f",
        "61C, \\u061c",
        "180E, \\u180e",
        "200B, \\u200b",
        "200F, \\u200f",
        "2028, \\u2028",
        "202E, \\u202e",
        "2066, \\u2066",
        "3164, \\u3164",
        "FE0F, \\ufe0f",
        "FEFF, \\ufeff",
        "E0041, \\U000e0041"
      })
  void escapesWhatNobodySees(String point, String shown) {
    String text = "a" + Character.toString(Integer.parseInt(point, 16)) + "b";
    assertThat(ForeignText.line(text)).isEqualTo("a" + shown + "b");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "::error title=x::y, \\x3a:error title=x::y",
        "`  ::error::y`, `  \\x3a:error::y`",
        "std::string, std::string",
        "a ##[error]b, a \\x23#[error]b",
        "##VSO[task.x]b, \\x23#VSO[task.x]b",
        "##teamcity[x], \\x23#teamcity[x]",
        "## title, ## title",
        "C:\\dir\\new.txt, C:\\dir\\new.txt",
        "grüße 日本 😀 é, grüße 日本 😀 é"
      })
  void breaksCommandsAndNothingElse(String text, String shown) {
    assertThat(ForeignText.line(text)).isEqualTo(shown);
  }

  @Test
  void keepsLines() {
    assertThat(ForeignText.lines("a\r\n\tb\n")).isEqualTo("a\r\n\tb\n");
    assertThat(ForeignText.lines("a\rb")).isEqualTo("a\\rb");
    assertThat(ForeignText.lines("a\n \t::set-env x")).isEqualTo("a\n \t\\x3a:set-env x");
  }

  @Test
  void keepsBytesThatNoTerminalObeys() {
    byte[] latin = {'a', (byte) 0xE9, (byte) 0x9B, 'b'};
    assertThat(ForeignText.lines(latin))
        .isEqualTo(new byte[] {'a', (byte) 0xE9, '\\', 'x', '9', 'b', 'b'});
    byte[] plain = {'a', (byte) 0xE9};
    assertThat(ForeignText.lines(plain)).isSameAs(plain);
  }

  @Property(tries = 500)
  void aLineHasNothingHidden(Draw draw) {
    StringBuilder text = new StringBuilder();
    for (int i = draw.number(0, 20); i > 0; i--) {
      text.appendCodePoint(
          draw.oneIn(2) ? draw.number(0, 0x2FF) : draw.number(0, Character.MAX_CODE_POINT));
    }
    String shown = ForeignText.line(text.toString());
    assertThat(shown.codePoints())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(ForeignText.line(shown)).isEqualTo(shown);
  }
}
