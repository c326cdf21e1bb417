package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateReporterTest {
  private static final Finding FINDING =
      new Finding(
          "generic",
          "Generic",
          "a/b.txt",
          "",
          null,
          new Location(3, 4, 5, 6),
          Content.of("line"),
          Content.of("match"),
          Content.ofOwned(new byte[] {'x', (byte) 0x80}),
          1.5f,
          List.of("a", "b"),
          "",
          List.of(),
          Region.FILE,
          "",
          Confidence.UNKNOWN);

  @Test
  void findingIsWrittenAsGitleaksDoes() throws Exception {
    ByteArrayOutputStream out = write("{{range .}}{{.}}{{end}}{{typeOf .}}");
    assertThat(out.toString("ISO-8859-1"))
        .isEqualTo(
            "{generic Generic 3 4 5 6 line match x\u0080 a/b.txt    1.5     [a b]"
                + " a/b.txt:generic:3 <nil> []}[]report.Finding");
  }

  @Test
  void jsonOfAFindingOmitsLineAndEmptyLink() throws Exception {
    assertThat(write("{{first . | toJson}}").toString(UTF_8))
        .isEqualTo(
            "{\"RuleID\":\"generic\",\"Description\":\"Generic\",\"StartLine\":3,\"EndLine\":4,"
                + "\"StartColumn\":5,\"EndColumn\":6,\"Match\":\"match\",\"Secret\":\"x\\ufffd\","
                + "\"File\":\"a/b.txt\",\"SymlinkFile\":\"\",\"Commit\":\"\",\"Entropy\":1.5,"
                + "\"Author\":\"\",\"Email\":\"\",\"Date\":\"\",\"Message\":\"\","
                + "\"Tags\":[\"a\",\"b\"],\"Fingerprint\":\"a/b.txt:generic:3\"}");
  }

  @Test
  void outputBeforeAnErrorIsKept() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> write("ab{{.Foo}}", out))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "template: custom:1:4: executing \"custom\" at <.Foo>: can't evaluate field Foo in"
                + " type []report.Finding");
    assertThat(out.toString(UTF_8)).isEqualTo("ab");
  }

  private static ByteArrayOutputStream write(String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(text, out);
    return out;
  }

  private static void write(String text, ByteArrayOutputStream out) throws Exception {
    try (FindingStore findings = new FindingStore();
        FindingStore none = new FindingStore()) {
      findings.add(FINDING, "");
      ScanDetails run =
          new ScanDetails(
              "weir",
              "1",
              Instant.EPOCH,
              Instant.EPOCH,
              1,
              true,
              List.of(),
              0,
              null,
              false,
              null,
              "",
              ReportPaths.AS_THEY_ARE);
      TemplateReporter.of(text).write(new Report(List.of(), findings, none, run), out);
    }
  }
}
