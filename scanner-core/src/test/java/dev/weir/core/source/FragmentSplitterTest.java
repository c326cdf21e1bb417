package dev.weir.core.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentSplitterTest {
  private static List<Object> read(byte[] bytes, boolean allText) throws Exception {
    RecordingSink sink = new RecordingSink();
    FileReading reading = FileReading.withoutArchives(allText);
    new FragmentSplitter(new ByteArrayInputStream(bytes), "a", "", null, reading).split(sink);
    return List.copyOf(sink.recorded());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PK\u0003\u0004",
        "PK\u0005\u0006",
        "7z\u00BC\u00AF'\u001C",
        "\u001F\u008B\b",
        "BZh",
        "MZ\u0001\u0001",
        "%PDF"
      })
  void textAfterTheFirstBytesOfAFormatIsRead(String signature) throws Exception {
    for (String rest : List.of(" the word", " le caf\u00E9 \u2013 the word \u0001")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(signature.getBytes(ISO_8859_1));
      bytes.write((rest + "\n").repeat(1_000).getBytes(UTF_8));
      assertThat(read(bytes.toByteArray(), true)).first().isInstanceOf(Fragment.class);
      assertThat(read(bytes.toByteArray(), false)).hasOnlyElementsOfType(Skip.class);
    }
  }

  @Test
  void anArchiveIsLeftOut() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a"));
      out.write('x');
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write("The word is marmalade.\n".getBytes(UTF_8));
    }
    for (ByteArrayOutputStream archive : List.of(zip, gzip)) {
      assertThat(read(archive.toByteArray(), true))
          .hasSize(1)
          .first()
          .isInstanceOfSatisfying(
              Skip.class, skip -> assertThat(skip.reason()).isEqualTo(SkipReason.ARCHIVE));
    }
  }
}
