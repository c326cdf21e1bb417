package dev.weir.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
  private static String decoded(String text) {
    DecodedText decoded = new Decoder().decode(Content.of(text), null);
    return decoded == null ? "" : decoded.content().text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "x = \"c2VjcmV0PWtleV9hYmNkZWZnaDEy\" # x = \"secret=key_abcdefgh12\"",
        "x = key%5Fabc and %20 tail # x = key_abc and   tail",
        "\"\\u006bey\\\\u005fab\" # \"key_ab\"",
        "6b65795f616263646566676831325f78 # key_abcdefgh12_x",
        "a=Pj4-Pz8_a2V5X2FiY2RlZmdoMTJ- # a=>>>???key_abcdefgh12~"
      })
  void decodesEachEncoding(String text, String wanted) {
    assertThat(decoded(text.strip())).isEqualTo(wanted.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "'x = key%5Fab and %ff tail'", // one byte that is not printable spoils the line
    "'b=Pj4-Pz8_a2V5X2FiY2RlZmdoMTIzfg=='", // URL form with padding
    "'abcdefghijklmnopqrst'", // no digit
    "'6b65795f61626364656667683132787'", // hexadecimal of odd length
    "'plain text'"
  })
  void leavesTheRest(String text) {
    assertThat(decoded(text)).isEmpty();
  }

  @Test
  void mapsBackToTheWholeEncodedText() {
    Content text = Content.of("hi\nx = \"c2VjcmV0PWtleV9hYmNkZWZnaDEy\" tail\n");
    DecodedText decoded = new Decoder().decode(text, null);
    assertThat(decoded).isNotNull();
    assertThat(decoded.original(15, 29)).isEqualTo(new MatchSpan(8, 36));
    assertThat(decoded.tags(15, 29)).containsExactly("decoded:base64", "decode-depth:1");
    assertThat(decoded.touches(0, 2)).isFalse();
  }

  @Test
  void layersAddUp() {
    Content text = Content.of("x = \"NmI2NTc5NWY2MTYyNjM2NDY1NjY2NzY4MzEzMjVmNzg3OTdh\"\n");
    Decoder decoder = new Decoder();
    DecodedText one = decoder.decode(text, null);
    assertThat(one).isNotNull();
    DecodedText two = decoder.decode(one.content(), one);
    assertThat(two).isNotNull();
    assertThat(two.content().text()).isEqualTo("x = \"key_abcdefgh12_xyz\"\n");
    assertThat(two.tags(6, 12)).containsExactly("decoded:hex", "decoded:base64", "decode-depth:2");
    assertThat(two.original(6, 12)).isEqualTo(new MatchSpan(5, 53));
  }

  @Property(tries = 300)
  void encodedTextIsDecoded(Draw draw) {
    String secret =
        draw.text(12, 40, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    String encoded =
        Base64.getEncoder().encodeToString(("1:" + secret).getBytes(StandardCharsets.UTF_8));
    if (encoded.matches(".*[0-9+/].*") && !encoded.matches("[0-9A-Fa-f]{32}.*")) {
      assertThat(decoded("v=\"" + encoded + "\"")).isEqualTo("v=\"1:" + secret + "\"");
    }
  }
}
