package dev.weir.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.archive.ArchiveReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFileTest {
  private static final String HEADER =
      "RuleID,Commit,File,SymlinkFile,Secret,Match,StartLine,EndLine,StartColumn,EndColumn,Author,"
          + "Message,Date,Email,Fingerprint,Tags";
  private static final String ROW = "r,,a,,\"a \"\"b\"\"\nc,d\",m,1,1,2,3,,,,,a:r:1,x y";
  private static final String FINDING =
      "{\"RuleID\": \"r\", \"StartLine\": 1, \"Secret\": \"s\", \"Tags\": [\"x\"]}";

  private static @Nullable String kind(String text) throws IOException {
    return OwnFile.kind(ArchiveReader.channel(text.getBytes(UTF_8)));
  }

  @Test
  void reportsAreKnown() throws IOException {
    assertThat(kind(HEADER + "\n" + ROW + "\n" + ROW + "\n")).isEqualTo("a CSV report");
    assertThat(kind(HEADER + ",Link\r\n" + ROW + ",l\r\n")).isEqualTo("a CSV report");
    assertThat(kind("[\n " + FINDING + ",\n " + FINDING + "\n]\n")).isEqualTo("a JSON report");
    assertThat(kind(FINDING + "\n" + FINDING + "\n")).isEqualTo("a JSON Lines report");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEADER~ROW~secret = s~",
        "HEADER~ROW~~",
        "HEADER~ROW,s~",
        "HEADER,s~ROW,s~",
        "HEADER~r,,a,,s,m,1,1,2,s,,,,,a:r:1,~",
        "HEADER~r,,a,,s,m,1,1,2,,,,,,a:r:1,~",
        "HEADER~r,,a,,s,m,1,1,2,3,,,,,a:r:1,\"~secret = s~",
        "HEADER~r,,a,,\"s\"t,m,1,1,2,3,,,,,a:r:1,~",
        "[{\"RuleID\":\"r\",\"StartLine\":1,\"Other\":\"s\"}]",
        "[{\"RuleID\":\"r\",\"StartLine\":1,\"Secret\":{\"s\":\"s\"}}]",
        "[{\"RuleID\":\"r\",\"StartLine\":1,\"Tags\":[{\"s\":\"s\"}]}]",
        "[FINDING,\"s\",FINDING]",
        "[FINDING]~secret = s~[FINDING]",
        "[FINDING][{\"s\":\"s\"}]",
        "FINDING~secret = s~FINDING",
        "FINDING~{\"s\":\"s\"}"
      })
  void aFileThatHoldsMoreThanAReportIsRead(String form) throws IOException {
    String text = form.replace("HEADER", HEADER).replace("ROW", ROW).replace("FINDING", FINDING);
    assertThat(kind(text.replace('~', '\n'))).isNull();
  }
}
