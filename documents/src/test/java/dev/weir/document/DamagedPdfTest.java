package dev.weir.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * PDF documents that cannot be read completely are named, also those that are printable characters
 * throughout, so that their bytes are searched as well.
 */
class DamagedPdfTest {
  private static byte[] file() throws Exception {
    return Files.readAllBytes(Path.of("src/test/resources/documents/open.pdf"));
  }

  private static void isNamed(byte[] bytes) throws Exception {
    ReadDocument document = ReadDocument.of("a.pdf", bytes);
    assertThat(document.asBytes).isTrue();
    assertThat(document.failures)
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).startsWith("UNREADABLE a.pdf"));
  }

  @Test
  void aDocumentThatIsCutOff() throws Exception {
    byte[] bytes = file();
    for (int part = 1; part < 20; part++) {
      isNamed(Arrays.copyOf(bytes, bytes.length * part / 20));
    }
    isNamed(Arrays.copyOf(bytes, bytes.length - 10));
    isNamed("%PDF-1.4\nnothing".getBytes(UTF_8));
  }

  @Test
  void aPageWhoseTextIsDamaged() throws Exception {
    byte[] bytes = file();
    String text = new String(bytes, ISO_8859_1);
    int streams = 0;
    for (int at = text.indexOf("stream\n"); at > 0; at = text.indexOf("stream\n", at + 1)) {
      if (text.charAt(at - 1) == 'd') {
        continue;
      }
      int middle = (at + text.indexOf("endstream", at)) / 2;
      byte[] changed = bytes.clone();
      changed[middle] = (byte) (changed[middle] == 'a' ? 'b' : 'a');
      isNamed(changed);
      streams++;
    }
    assertThat(streams).isPositive();
  }

  @Test
  void aPageThatIsNotThere() throws Exception {
    String text = new String(file(), ISO_8859_1);
    isNamed(text.replace("/Count 2", "/Count 3").getBytes(ISO_8859_1));
    String content = text.replaceFirst("/Contents \\d+ 0 R", "/Contents 99 0 R");
    isNamed(content.getBytes(ISO_8859_1));
  }
}
