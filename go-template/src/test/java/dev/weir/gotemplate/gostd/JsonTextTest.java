package dev.weir.gotemplate.gostd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void escapesAsGoDoes() {
    assertThat(json("\"\\/\b\f\n\r\t\u0001\u001F\u007F\u2028\u2029\u00E9\uD83D\uDE00", ""))
        .isEqualTo(
            "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007F\\u2028\\u2029\u00E9\uD83D\uDE00\"");
  }

  @Test
  void escapesMoreIfAsked() {
    assertThat(json("<a href='b&c'>\uFFFD", "")).isEqualTo("\"<a href='b&c'>\uFFFD\"");
    assertThat(json("<a href='b&c'>\uFFFD", JsonText.HTML + "\uFFFD"))
        .isEqualTo("\"\\u003ca href='b\\u0026c'\\u003e\\ufffd\"");
  }

  @Test
  void aLoneSurrogateIsReplaced() {
    assertThat(json("a\uDC80\uD83Db", "")).isEqualTo("\"a\\ufffd\\ufffdb\"");
  }

  @Test
  void anyTextIsReadBackUnchanged() throws Exception {
    Random random = new Random(20261121);
    ObjectMapper reader = new ObjectMapper();
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(12); k > 0; k--) {
        int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
        text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 'x' : c);
      }
      String read = reader.readValue(json(text.toString(), JsonText.HTML), String.class);
      assertThat(read).isEqualTo(text.toString());
    }
  }

  private static String json(String text, String escaped) {
    StringBuilder out = new StringBuilder();
    JsonText.append(out, text, escaped);
    return out.toString();
  }
}
