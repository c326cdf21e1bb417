package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeFiles() throws Exception {
    work = new Workspace(folder);
    Files.writeString(
        work.path(".gitleaks.toml"),
        """
        [[rules]]
        id = "acme"
        regex = '''acme_([0-9a-z]{8})'''
        entropy = 2.5
        keywords = ["acme_"]
        [[rules.allowlists]]
        description = "documented ones"
        stopwords = ["doc"]
        [[rules]]
        id = "php"
        path = '''\\.php$'''
        regex = '''acme_[a-z]+'''
        keywords = ["acme_"]
        [[allowlists]]
        description = "vendored"
        paths = ['''^vendor/''']
        """);
    Files.writeString(
        work.path("a.txt"),
        """
        acme_ab12cd34
        acme_aaaaaaaa
        acme_docs1234
        acme_short
        acme_ef56gh78 gitleaks:allow
        nothing
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.txt:1 | acme | reported at line 1, entropy 3.00 above 2.50",
        "a.txt:1 | php | not tried: its path pattern does not match",
        "a.txt:2 | acme | matched at line 2, not reported: entropy 0.00 is not above 2.50",
        "a.txt:3 | acme | not reported: allowed by an allowlist of the rule 'documented ones'",
        "a.txt:4 | acme | not matched by its pattern, tried from",
        "a.txt:4 | acme | keyword \"acme_\" at 4:1",
        "a.txt:5 | acme | not reported: the line carries gitleaks:allow",
        "a.txt:6 | a.txt:6 | 0 rules were close",
      })
  void printsTheReason(String place, String first, String reason) {
    assertThat(work.weir("explain", place)).as(work.err()).isZero();
    assertThat(work.out()).contains(first).contains(reason).doesNotContain("ab12cd34");
  }

  @Test
  void printsTheScoreAndItsParts() throws Exception {
    Files.delete(work.path(".gitleaks.toml"));
    String random = "q7Rk2vLx" + "91ZtYw3m" + "Hc8d";
    Files.writeString(
        work.path("b.py"), "api_key = '" + random + "'\ntoken = 'the-name-of-nothing'\n");
    assertThat(work.weir("explain", "b.py")).as(work.err()).isZero();
    assertThat(work.out())
        .containsPattern("reported at line 1.*\n    score [1-9][.][0-9], made of\n")
        .containsPattern("\n      [+][0-9][.][0-9] how evenly its characters are spread\n")
        .containsPattern("line 2, not reported: .*\n    score -[0-9.]+, made of\n")
        .doesNotContain(random)
        .doesNotContain("nothing");
  }

  @Test
  void printsTheIgnoreEntry() {
    assertThat(work.weir("ignore", "a.txt:1", "--reason", "an example")).isZero();
    assertThat(work.weir("explain", "a.txt:1")).isZero();
    assertThat(work.out()).contains("an entry of .weirignore covers it: an example");
  }

  @Test
  void printsThatAPathIsExempt() throws Exception {
    Files.createDirectories(work.path("vendor"));
    Files.writeString(work.path("vendor/a.txt"), "acme_ab12cd34\n");
    assertThat(work.weir("explain", "vendor/a.txt")).isZero();
    assertThat(work.out()).contains("not scanned: a global allowlist (vendored) exempts");
  }

  @Test
  void needsAFile() {
    assertThat(work.weir("explain")).isEqualTo(126);
    assertThat(work.weir("explain", "none.txt:3")).isEqualTo(2);
    assertThat(work.err()).contains("cannot read none.txt");
  }
}
