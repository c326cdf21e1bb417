package dev.weir.gotemplate.gostd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GoQuoteTest {
  @Test
  void escapesWhatGoDoesNotPrint() {
    assertThat(GoQuote.quote("a\"b\\c\u0007\n\u0001\u007F\u00A0\u00E9\u2028\uD83D\uDE00"))
        .isEqualTo("\"a\\\"b\\\\c\\a\\n\\x01\\x7f\\u00a0\u00E9\\u2028\uD83D\uDE00\"");
  }

  @Test
  void aByteThatBelongsToNoCharacterIsEscapedAsAByte() {
    assertThat(GoQuote.quote(GoText.of(new byte[] {'x', (byte) 0x80}))).isEqualTo("\"x\\x80\"");
  }

  @Test
  void aQuotedTextIsReadBackUnchanged() {
    Random random = new Random(20261121);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      String text = GoText.of(bytes);
      assertThat(GoQuote.unquote(GoQuote.quote(text))).isEqualTo(text);
      assertThat(GoQuote.unquote(GoQuote.quote(text, '"', true))).isEqualTo(text);
    }
  }
}
