package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adopt.ReportedSecret.Liveness;
import dev.weir.adopt.SecretClue.Hashed;
import dev.weir.adopt.SecretClue.Plain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignReportsTest {
  private static ForeignReport read(String text) throws ForeignReportException {
    return ForeignReports.read(text.getBytes(UTF_8), "report");
  }

  private static List<String> shown(ForeignReport report) {
    return report.secrets().stream().map(ReportedSecret::toString).toList();
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
    assertThat(shown(report)).containsExactly("acme at a.txt:2 in commit 12ab");
    ReportedSecret secret = report.secrets().get(0);
    assertThat(secret.fields()).containsEntry("Author", "Jane").doesNotContainKey("Secret");
    assertThat(secret.clue()).hasToString("a secret of 6 bytes");
  }

  @Test
  void aReportOfWeirWithMaskedSecrets() throws Exception {
    ForeignReport report =
        read(
            """
            {"RuleID":"acme","StartLine":1,"Secret":"REDACTED","File":"a","Confidence":"high"}
            {"RuleID":"acme","StartLine":2,"Secret":"acm...","File":"a","Confidence":"high"}
            """);
    assertThat(report.scanner()).isEqualTo(ScannerName.WEIR);
    assertThat(report.secrets())
        .extracting(ReportedSecret::clue)
        .containsExactly(SecretClue.NONE, new SecretClue.Masked("acm"));
  }

  @Test
  void aSarifReport() throws Exception {
    ForeignReport report =
        read(
            """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "gitleaks"}}, "results": [
              {"ruleId": "acme", "message": {"text": "acme_x"}, "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": "my%20dir/a+b.txt"},
                "region": {"startLine": 3, "snippet": {"text": "acme_x"}}}}],
               "partialFingerprints": {"commitSha": "12ab"}}]}]}
            """);
    assertThat(shown(report)).containsExactly("acme at my dir/a+b.txt:3 in commit 12ab");
    ReportedSecret secret = report.secrets().get(0);
    assertThat(secret.clue()).isInstanceOf(Plain.class);
    assertThat(secret.fields().values()).doesNotContain("acme_x");
  }

  @Test
  void truffleHogsLines() throws Exception {
    ForeignReport report =
        read(
            """
            {"level":"info","msg":"running source"}
            {"SourceMetadata":{"Data":{"Git":{"commit":"12ab","file":"a.txt","line":4}}},\
            "DetectorName":"AWS","Verified":true,"Raw":"AKIAX","RawV2":"AKIAX:yz"}
            {"SourceMetadata":{"Data":{"Filesystem":{"file":"./b.txt","line":1}}},\
            "DetectorName":"Slack","Verified":false,"Raw":"xox","RawV2":""}
            """);
    assertThat(report.scanner()).isEqualTo(ScannerName.TRUFFLEHOG);
    assertThat(shown(report)).containsExactly("AWS at a.txt:4 in commit 12ab", "Slack at b.txt:1");
    assertThat(report.secrets().get(0).liveness()).isEqualTo(Liveness.LIVE);
    assertThat(report.toString()).doesNotContain("AKIAX", "xox");
  }

  @Test
  void kingfishersFindings() throws Exception {
    String finding =
        """
        {"rule":{"name":"Acme","id":"kingfisher.acme.1"},"finding":{"snippet":"acme_x","line":5,\
        "path":"/r/a.txt","validation":{"status":"Active Credential"},\
        "git_metadata":{"commit":{"id":"12ab"},"file":{"path":"a.txt"}}}}
        """;
    for (String text : List.of(finding, "{\"findings\":[" + finding + "]}")) {
      assertThat(shown(read(text))).containsExactly("kingfisher.acme.1 at a.txt:5 in commit 12ab");
      ReportedSecret secret = read(text).secrets().get(0);
      assertThat(secret.liveness()).isEqualTo(Liveness.LIVE);
      assertThat(secret.fields().values()).doesNotContain("acme_x");
    }
  }

  @Test
  void aBaselineOfDetectSecrets() throws Exception {
    ForeignReport report =
        read(
            """
            {"version": "1.5.0", "plugins_used": [], "filters_used": [
              {"path": "detect_secrets.filters.regex.should_exclude_file",
               "pattern": ["^docs/"]}],
             "results": {"a\\\\b.py": [{"type": "Keyword", "hashed_secret": "AB12",
               "line_number": 7, "is_secret": true}]}}
            """);
    assertThat(shown(report)).containsExactly("Keyword at a/b.py:7");
    assertThat(report.secrets().get(0).clue()).isEqualTo(new Hashed("SHA-1", "ab12"));
    assertThat(report.paths()).extracting(ReportedPaths::regex).containsExactly("^docs/");
  }

  @ParameterizedTest
  @CsvSource({
    "'secret: {ignored_matches: [{name: n, match: abc}], ignored-paths: [d/*]}', n",
    "'{matches-ignore: [{name: n, match: abc}], paths-ignore: [d/*]}', n",
    "'matches_ignore: [abc]:paths_ignore: [d/*]', ''",
  })
  void bothVersionsOfGgshieldsConfiguration(String yaml, String reason) throws Exception {
    String text = yaml.startsWith("{") ? " " + yaml.substring(1, yaml.length() - 1) : yaml;
    ForeignReport report = read(text.strip().replace("], p", "]\np").replace("]:p", "]\np"));
    assertThat(report.scanner()).isEqualTo(ScannerName.GGSHIELD);
    assertThat(report.secrets()).extracting(ReportedSecret::reason).containsExactly(reason);
    assertThat(report.paths()).extracting(ReportedPaths::regex).containsExactly("(?:^|/)d/[^/]+$");
  }

  @ParameterizedTest
  @CsvSource({
    "**/README.md, (?:^|/)(?:[^/]+/)*README\\.md$",
    "/doc/*, ^doc/[^/]+$",
    "build/, (?:^|/)build/",
  })
  void globsOfGgshield(String glob, String regex) {
    assertThat(GitguardianYaml.regex(glob)).isEqualTo(regex);
  }

  @Test
  void linesOfGitleaksignore() throws Exception {
    ForeignReport report = read("# old\n\n12abcde:a:b.txt:acme:3\nc.txt:acme:4\n");
    assertThat(shown(report))
        .containsExactly("acme at a:b.txt:3 in commit 12abcde", "acme at c.txt:4");
    assertThatThrownBy(() -> read("c.txt:acme:4\nelse\n"))
        .hasMessage("report:2: not file:rule:line, as other lines of this file are");
  }

  @Test
  void patternsOfTruffleHogAndGitSecrets() throws Exception {
    ForeignReport paths = read("# paths\n^vendor/\n\\.lock$\n");
    assertThat(AllowlistToml.of(paths.paths(), "from x").text())
        .contains("paths = [\n  '''^vendor/''',\n");
    byte[] allowed = "^docs/.*:.*\nexample_token\n(?<!a)b\n".getBytes(UTF_8);
    ForeignReport lines = ForeignReports.read(allowed, "d/.gitallowed");
    AllowlistToml toml = AllowlistToml.of(lines.paths(), "from .gitallowed");
    assertThat(toml.text())
        .contains("regexTarget = \"line\"", "'''example_token'''", "'''^docs/.*$'''");
    assertThat(toml.notes())
        .contains(":3: the pattern uses syntax that Go does not have; write it anew by hand");
  }

  @Test
  void whatIsNoReportIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> read("[{\"RuleID\": acme_x}]"))
        .isInstanceOf(ForeignReportException.class)
        .hasMessage("report:1: this is not JSON");
    assertThatThrownBy(() -> read("[{\"a\": 1}]"))
        .hasMessage("report: JSON, but not a report that weir knows");
    assertThatThrownBy(() -> read("a: 1\n")).hasMessageStartingWith("report: YAML, but it has no");
  }

  /** PowerShell writes them; as a list of patterns, the report would show its secrets. */
  @Test
  void aByteOrderMarkAndUtf16() throws Exception {
    String json =
        "[{\"RuleID\": \"acme\", \"StartLine\": 2, \"Secret\": \"x\", \"File\": \"a.txt\"}]";
    for (byte[] bytes :
        List.of(("\uFEFF" + json).getBytes(UTF_8), ("\uFEFF" + json).getBytes(UTF_16LE))) {
      assertThat(shown(ForeignReports.read(bytes, "report"))).containsExactly("acme at a.txt:2");
    }
    assertThatThrownBy(() -> read("a\0b\n\1")).hasMessage("report: this is not text");
  }

  @Test
  void deepYamlAndLargeNumbers() throws Exception {
    assertThatThrownBy(() -> read("paths-ignore: " + "[".repeat(60_000)))
        .isInstanceOf(ForeignReportException.class)
        .hasMessageNotContaining("[[");
    assertThat(read("a.txt:acme:99999999999\n").secrets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RuleID,Commit,File,SymlinkFile,Secret,Match\nacme,12ab,a.txt,,acme_x,k=acme_x\n",
        "<?xml version=\"1.0\"?>\n<testsuites></testsuites>\n",
        "\nFinding:     k=acme_x\nSecret:      acme_x\n   |\n",
        "Found unverified result\nRaw result: acme_x\n",
      })
  void aReportInAnotherFormatIsNoListOfPaths(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ForeignReportException.class)
        .hasMessageNotContaining("acme_x");
  }
}
