package dev.weir.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSignatureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MZ text",
        "%! text",
        "SQLi text",
        "FWS text",
        "CWS",
        "BZh",
        "PK\3\4",
        "PK\5\6",
        "%PDF-1.7",
        "{\\rtf1",
        "Cr24",
        "MSCF",
        "!<arch>\n",
        "LZIP",
        "\u001F\u008B\b",
        "\u00CA\u00FE\u00BA\u00BE",
        "\0asm\1\0\0\0",
        "(\u00B5/\u00FD",
        "7z\u00BC\u00AF'\u001C",
        "wOFF\0\1\0\0",
        "OTTO\0",
        "\u00D0\u00CF\u0011\u00E0",
        "NES\u001A",
        "Rar!\u001A\7\0",
        "P*M\u0018\1\0\0\0x(\u00B5/\u00FD"
      })
  void isSkipped(String start) {
    assertThat(application(start)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "M",
        "mz",
        "GIF8",
        "\u0089PNG",
        "\0\1\2",
        "PK\3\3",
        "BM",
        "ID3",
        "FLV\1",
        "\u007FELF short",
        "\u00EF\u00BB\u00BFMZ",
        "P*M\u0018\u00FF\0\0\0x(\u00B5/\u00FD",
        "ustar"
      })
  void isScanned(String start) {
    assertThat(application(start)).isNull();
  }

  @Test
  void signatureFartherInIsFound() {
    assertThat(application(" ".repeat(257) + "ustar")).isEqualTo("an archive");
    assertThat(application(" ".repeat(32769) + "CD001")).isEqualTo("an archive");
    assertThat(application(" ".repeat(128) + "DICM")).isNotNull();
  }

  @Test
  void pictureIsNotSkippedAsArchive() {
    assertThat(application("BM" + " ".repeat(255) + "ustar")).isNull();
  }

  @Test
  void longOldOfficeFileNeedsItsSecondSignature() {
    String start = "\u00D0\u00CF\u0011\u00E0" + " ".repeat(508);
    assertThat(application(start + "  ")).isNull();
    assertThat(application(start + "\u00EC\u00A5")).isEqualTo("an office document");
  }

  private static @Nullable String application(String start) {
    byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
    return FileSignature.application(bytes, bytes.length);
  }
}
