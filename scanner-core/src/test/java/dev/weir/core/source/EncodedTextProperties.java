package dev.weir.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EncodedTextProperties {
  private static byte[] streamed(byte[] bytes) throws IOException {
    return EncodedText.utf8(new ByteArrayInputStream(bytes)).readAllBytes();
  }

  @Property(tries = 200, seed = "20261121")
  void textWithAMarkIsRead(
      @ForAll @StringLength(min = 1, max = 12_000) String text, @ForAll @IntRange(max = 3) int kind)
      throws IOException {
    Charset charset =
        Charset.forName(new String[] {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}[kind]);
    String valid = new String(text.getBytes(UTF_8), UTF_8).replace("\0", "0");
    byte[] bytes = ("\uFEFF" + valid).getBytes(charset);
    assertThat(EncodedText.utf8(bytes)).isEqualTo(valid.getBytes(UTF_8));
    assertThat(streamed(bytes)).isEqualTo(valid.getBytes(UTF_8));
  }

  @Property(tries = 50, seed = "20261121")
  void asciiWithoutAMarkIsRead(@ForAll long seed, @ForAll boolean big) throws IOException {
    StringBuilder text = new StringBuilder();
    new Random(seed).ints(3_000, ' ', '~').forEach(c -> text.append((char) c).append("\r\n"));
    byte[] bytes = text.toString().getBytes(Charset.forName(big ? "UTF-16BE" : "UTF-16LE"));
    assertThat(EncodedText.utf8(bytes)).isEqualTo(text.toString().getBytes(UTF_8));
    assertThat(streamed(bytes)).isEqualTo(text.toString().getBytes(UTF_8));
  }

  @Property(tries = 100, seed = "20261121")
  void bytesAreNoText(@ForAll long seed) throws IOException {
    byte[] bytes = new byte[4_000];
    new Random(seed).nextBytes(bytes);
    bytes[0] = 1;
    bytes[7] = 0;
    assertThat(EncodedText.utf8(bytes)).isNull();
    assertThat(streamed(bytes)).isEqualTo(bytes);
  }

  @Test
  void textOfOneByteACharacterStays() throws IOException {
    byte[] bytes = "na\u00EFve key=abc".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(EncodedText.utf8(bytes)).isSameAs(bytes);
    assertThat(streamed(bytes)).isEqualTo(bytes);
  }
}
