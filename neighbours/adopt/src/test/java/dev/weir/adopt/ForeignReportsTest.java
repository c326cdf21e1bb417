package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForeignReportsTest {
  private static ForeignReport read(String text) throws ForeignReportException {
    return ForeignReports.read(text.getBytes(UTF_8), "report");
  }

  @Test
  void aReportOfGitleaks() throws Exception {
    ForeignReport report =
        read(
            """
            [{"RuleID": "acme", "StartLine": 2, "Secret": "acme_x", "Match": "k=acme_x",
              "File": "a.txt", "Commit": "12ab", "Author": "Jane"}]
            """);
    assertThat(report.scanner()).isEqualTo(ScannerName.GITLEAKS);
    ReportedSecret secret = report.secrets().get(0);
    assertThat(secret).hasToString("acme at a.txt:2 in commit 12ab");
    assertThat(secret.fields()).containsEntry("Author", "Jane").doesNotContainKey("Secret");
    assertThat(secret.clue()).hasToString("a secret of 6 bytes");
  }

  @Test
  void whatIsNoReportIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> read("[{\"RuleID\": acme_x}]"))
        .isInstanceOf(ForeignReportException.class)
        .hasMessage("report:1: this is not JSON");
    assertThatThrownBy(() -> read("[{\"a\": 1}]"))
        .hasMessage("report: JSON, but not a report that weir knows");
  }
}
