package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewCommandTest {
  private static final String KEY = "Zq3vW8xK1pL5";
  private static final String PIN = "48151623";
  private static final String CONFIG =
      """
      [[rules]]
      id = "word-key"
      regex = '''key=([0-9A-Za-z]{12})'''
      [[rules]]
      id = "pin"
      regex = '''pin-([0-9]{8})'''
      """;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder.resolve("r"));
    Files.createDirectories(work.path("sub"));
    work.set("PATH", System.getenv("PATH"));
    work.set("HOME", folder.toString());
    Files.writeString(work.path(".gitleaks.toml"), CONFIG);
    work.sh("git init -q -b main; echo key=%s > a.txt; echo pin-%s > b.txt".formatted(KEY, PIN));
  }

  private void commit() throws Exception {
    work.sh("git add .; git commit -qm one");
  }

  /** Lists a review of one report, outside of which nothing is shown. */
  private String listed(String report, String text) throws Exception {
    Files.writeString(work.path("../" + report), text);
    work.weir("review", "../" + report, "--list");
    return work.out() + work.err();
  }

  @Test
  void aReportOfAnyScannerNamesTheSecrets() throws Exception {
    commit();
    assertThat(work.weir("review", "--list")).as(work.err()).isZero();
    assertThat(work.out()).isEqualTo("2 secrets: 2 open\n");
    String truffle =
        """
        {"SourceMetadata":{"Data":{"Git":{"commit":"","file":"a.txt","line":1}}},\
        "DetectorName":"Words","Verified":true,"Raw":"%s"}
        """;
    assertThat(listed("t.json", truffle.formatted(KEY))).isEqualTo("1 secret: 1 open\n");
    assertThat(listed("t.json", truffle.formatted("another-9f8e7d")))
        .startsWith("1 secret: 1 open");
    String gitleaks =
        """
        [{"RuleID":"pin","StartLine":1,"EndLine":1,"File":"b.txt","Secret":"REDACTED",\
        "Match":"REDACTED","Commit":"","Entropy":0}]
        """;
    assertThat(listed("g.json", gitleaks)).startsWith("1 secret: 1 open");
    assertThat(listed("g.json", gitleaks.replace("b.txt", "c.txt")))
        .contains("0 secrets", "1 masked secret");
    assertThat(listed("x.json", "{\"words\": 1}")).contains("cannot read the report ../x.json");
    assertThat(listed("x.json", "[]")).contains("0 secrets");
  }

  @Test
  void thePageHasOnlyTheRulesOfItsFindings() throws Exception {
    commit();
    String truffle =
        """
        {"SourceMetadata":{"Data":{"Filesystem":{"file":"z.txt","line":1}}},\
        "DetectorName":"Words","Verified":true,"Raw":"another-9f8e7d"}
        {"SourceMetadata":{"Data":{"Filesystem":{"file":"b.txt","line":1}}},\
        "DetectorName":"Pins","Verified":false,"Raw":"%s"}
        """;
    Files.writeString(work.path("../t.json"), truffle.formatted(PIN));
    assertThat(work.weir("review", "../t.json", "--page", "../p.html")).as(work.err()).isZero();
    String page = Files.readString(work.path("../p.html"));
    JsonNode data =
        new ObjectMapper()
            .readTree(page.substring(page.indexOf("id=\"data\">") + 10, page.indexOf("</script>")));
    Map<String, String> rules = new TreeMap<>();
    for (JsonNode finding : data.get("findings")) {
      rules.put(
          finding.get("file").asText(),
          data.get("rules").get(finding.get("rule").asInt()).get("id").asText());
    }
    assertThat(rules).isEqualTo(Map.of("z.txt", "Words", "b.txt", "pin"));
    assertThat(data.get("rules")).hasSize(2);
  }

  @Test
  void lastTakesWhatTheHookHasShown() throws Exception {
    assertThat(work.weir("ignore", "--last")).isEqualTo(1);
    assertThat(work.err()).contains("no hook has found anything");
    work.sh("git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).contains("All of them at the same time:", "ignore --last --reason");
    Path shown = work.path(".git/weir/shown");
    assertThat(Files.readString(shown))
        .contains("# a.txt:1\n", "# b.txt:1\n")
        .doesNotContain(KEY, PIN);

    assertThat(work.weir("ignore", "--last", "--reason", "made up", "--until", "2999-01-31"))
        .as(work.err())
        .isZero();
    assertThat(work.out())
        .contains("shown by the hook: a.txt:1\n", "until=\"2999-01-31\"", "reason=\"made up\"")
        .contains("commit .weirignore");
    work.sh("git add .");
    assertThat(work.weir("hook", "pre-commit")).as(work.out()).isZero();
    assertThat(shown).doesNotExist();
  }

  @Test
  void oldFindingsAreNotTaken() throws Exception {
    work.sh("git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    Files.setLastModifiedTime(
        work.path(".git/weir/shown"), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    assertThat(work.weir("ignore", "--last")).isEqualTo(1);
    assertThat(work.err()).contains("more than a day old", "FILE:LINE");
    assertThat(work.path(".weirignore")).doesNotExist();
  }

  @Test
  void remediateTakesOnlyTrueSecretsOfAReview() throws Exception {
    commit();
    assertThat(work.weir("remediate", "--reviewed")).as(work.err()).isZero();
    assertThat(work.err()).contains("the review has no true secrets");
    assertThat(work.weir("remediate", "--reviewed", "report.json")).isEqualTo(126);
  }

  @Test
  void outsideOfARepositoryFilesAreReviewed() throws Exception {
    work.sh("rm -rf .git");
    assertThat(work.weir("review", "--list")).as(work.err()).isZero();
    assertThat(work.out()).isEqualTo("2 secrets: 2 open\n");
    assertThat(work.weir("review", "a", "b")).isEqualTo(126);
  }
}
