package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.decode.Decoder;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.text.Content;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Decoded text is not longer than its source, and its ranges are within the source. */
final class DecoderFuzz implements FuzzTarget {
  private static final int DEPTH = 6;

  @Override
  public List<byte[]> seeds() {
    String text = "user = \"jane\"\nkey = \"mk_0123456789abcdef\"\n";
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    String url =
        Base64.getUrlEncoder().withoutPadding().encodeToString((text + "?>").getBytes(UTF_8));
    String twice = Base64.getEncoder().encodeToString(("a=" + base64).getBytes(UTF_8));
    String hex = HexFormat.of().formatHex(text.getBytes(UTF_8));
    return List.of(
        bytes("a: " + base64 + "\nb: " + url + "\n"),
        bytes(twice + " " + hex + "\n"),
        bytes("q=%6D%6B_%30123&r=100%25%20 \\u006d\\u006b_1 U+006D U+006B \\U0041 %zz %4"),
        bytes("é " + base64 + "é\n" + hex.toUpperCase(Locale.ROOT)),
        bytes(Base64.getEncoder().encodeToString(bytes("%6D%6B%5F" + hex + " \\u0041\\u0042"))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  public void run(byte[] input) {
    Decoder decoder = new Decoder();
    Content text = Content.ofOwned(input);
    DecodedText decoded = null;
    for (int depth = 0; depth < DEPTH; depth++) {
      decoded = decoder.decode(text, decoded);
      if (decoded == null) {
        return;
      }
      assertThat(decoded.content().length()).isLessThanOrEqualTo(text.length());
      text = decoded.content();
      check(decoded, text.length(), input.length);
    }
  }

  private static void check(DecodedText decoded, int length, int originalLength) {
    int step = Math.max(1, length / 16);
    for (int start = 0; start < length; start += step) {
      for (int end : new int[] {start + 1, Math.min(length, start + 20), length}) {
        MatchSpan original = decoded.original(start, end);
        assertThat(original.start()).isBetween(0, originalLength);
        assertThat(original.end()).isBetween(original.start(), originalLength);
        if (decoded.touches(start, end)) {
          assertThat(decoded.tags(start, end)).isNotEmpty();
          assertThat(decoded.line(start, end).length()).isLessThanOrEqualTo(length);
        }
      }
    }
  }
}
