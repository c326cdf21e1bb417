package dev.weir.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedTextProperties {
  private static byte[] inBlocks(byte[] bytes, Draw draw) {
    Charset charset = Objects.requireNonNull(EncodedText.charset(bytes, bytes.length));
    EncodedText.Blocks blocks = new EncodedText.Blocks(charset);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length) {
      int end = Math.min(bytes.length, at + draw.number(1, 5_000));
      text.writeBytes(blocks.utf8(Arrays.copyOfRange(bytes, at, end)));
      at = end;
    }
    text.writeBytes(blocks.end());
    return text.toByteArray();
  }

  @Property(tries = 200)
  void textWithAMarkIsRead(Draw draw) {
    String text = draw.text(1, 12_000);
    Charset charset = Charset.forName(draw.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"));
    String valid = new String(text.getBytes(UTF_8), UTF_8).replace('\0', '0');
    byte[] bytes = ("\uFEFF" + valid).getBytes(charset);
    assertThat(EncodedText.utf8(bytes)).isEqualTo(valid.getBytes(UTF_8));
    assertThat(inBlocks(bytes, draw)).isEqualTo(valid.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void onlyTheFirstMarkIsDropped(String charset) {
    byte[] bytes = "\uFEFF\uFEFFkey".getBytes(Charset.forName(charset));
    assertThat(EncodedText.utf8(bytes)).isEqualTo("\uFEFFkey".getBytes(UTF_8));
  }

  @Property(tries = 50)
  void asciiWithoutAMarkIsRead(Draw draw) {
    StringBuilder text = new StringBuilder();
    new Random(draw.seed())
        .ints(3_000, ' ', '~')
        .forEach(c -> text.append((char) c).append("\r\n"));
    byte[] bytes = text.toString().getBytes(Charset.forName(draw.of("UTF-16BE", "UTF-16LE")));
    assertThat(EncodedText.utf8(bytes)).isEqualTo(text.toString().getBytes(UTF_8));
    assertThat(inBlocks(bytes, draw)).isEqualTo(text.toString().getBytes(UTF_8));
  }

  @Property(tries = 100)
  void bytesAreNotText(Draw draw) {
    byte[] bytes = new byte[4_000];
    new Random(draw.seed()).nextBytes(bytes);
    bytes[0] = 1;
    bytes[7] = 0;
    assertThat(EncodedText.utf8(bytes)).isNull();
  }

  @Test
  void textOfOneBytePerCharacterStays() {
    byte[] bytes = "na\u00EFve key=abc".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(EncodedText.utf8(bytes)).isSameAs(bytes);
  }
}
