package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.EncodedText;
import dev.weir.core.text.Utf8;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Characters and bytes convert to each other, and text in UTF-16 or UTF-32 becomes valid UTF-8. */
final class TextFuzz implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    String text = "key = \"mk_0123\"\r\né € \uD83D\uDE00 \u4E16\u754C\n".repeat(3);
    List<byte[]> seeds = new ArrayList<>();
    for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      seeds.add(text.getBytes(Charset.forName(charset)));
      seeds.add(("\uFEFF" + text).getBytes(Charset.forName(charset)));
      seeds.add(("\uFEFF" + text.repeat(60)).getBytes(Charset.forName(charset)));
    }
    return seeds;
  }

  @Override
  public void run(byte[] input) throws Exception {
    checkChars(input);
    byte[] text = EncodedText.utf8(input);
    if (text != null && text != input) {
      assertThat(Utf8.encode(Utf8.decode(text, 0, text.length))).isEqualTo(text);
    }
  }

  private static void checkChars(byte[] input) {
    String text = Utf8.decode(input, 0, input.length);
    int index = 0;
    for (int offset = 0; offset < input.length; ) {
      int length = Utf8.length(input, offset, input.length);
      assertThat(text.codePointAt(index)).isEqualTo(Utf8.codePoint(input, offset, length));
      index = text.offsetByCodePoints(index, 1);
      offset += length;
    }
    assertThat(index).isEqualTo(text.length());
    if (text.indexOf(Utf8.REPLACEMENT) < 0) {
      assertThat(Utf8.encode(text)).isEqualTo(input);
      assertThat(new String(input, UTF_8)).isEqualTo(text);
    }
  }
}
