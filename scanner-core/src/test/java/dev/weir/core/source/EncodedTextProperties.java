package dev.weir.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodedTextProperties {
  private static byte[] streamed(byte[] bytes) throws IOException {
    return EncodedText.utf8(new ByteArrayInputStream(bytes)).readAllBytes();
  }

  @Property(tries = 200)
  void textWithAMarkIsRead(Draw draw) throws IOException {
    String text = draw.text(1, 12_000);
    Charset charset = Charset.forName(draw.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"));
    // If there are two byte order marks in UTF-32, both are dropped.
    String valid =
        new String(text.getBytes(UTF_8), UTF_8).replace('\0', '0').replace('\uFEFF', 'x');
    byte[] bytes = ("\uFEFF" + valid).getBytes(charset);
    assertThat(EncodedText.utf8(bytes)).isEqualTo(valid.getBytes(UTF_8));
    assertThat(streamed(bytes)).isEqualTo(valid.getBytes(UTF_8));
  }

  @Property(tries = 50)
  void asciiWithoutAMarkIsRead(Draw draw) throws IOException {
    StringBuilder text = new StringBuilder();
    new Random(draw.seed())
        .ints(3_000, ' ', '~')
        .forEach(c -> text.append((char) c).append("\r\n"));
    byte[] bytes = text.toString().getBytes(Charset.forName(draw.of("UTF-16BE", "UTF-16LE")));
    assertThat(EncodedText.utf8(bytes)).isEqualTo(text.toString().getBytes(UTF_8));
    assertThat(streamed(bytes)).isEqualTo(text.toString().getBytes(UTF_8));
  }

  @Property(tries = 100)
  void bytesAreNotText(Draw draw) throws IOException {
    byte[] bytes = new byte[4_000];
    new Random(draw.seed()).nextBytes(bytes);
    bytes[0] = 1;
    bytes[7] = 0;
    assertThat(EncodedText.utf8(bytes)).isNull();
    assertThat(streamed(bytes)).isEqualTo(bytes);
  }

  @Test
  void textOfOneBytePerCharacterStays() throws IOException {
    byte[] bytes = "na\u00EFve key=abc".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(EncodedText.utf8(bytes)).isSameAs(bytes);
    assertThat(streamed(bytes)).isEqualTo(bytes);
  }
}
