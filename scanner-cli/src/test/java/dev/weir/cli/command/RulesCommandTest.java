package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.flag.CobraHelp;
import dev.weir.cli.flag.Command;
import dev.weir.cli.process.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeWorkspace() {
    work = new Workspace(folder);
  }

  private int test(String rules) throws Exception {
    Files.writeString(work.path("own.toml"), rules);
    return work.weir("rules", "test", "own.toml");
  }

  @Test
  void listsAndShows() {
    assertThat(work.weir("rules", "list")).isZero();
    assertThat(work.out()).contains("github-pat\tcritical\tGitHub\t").doesNotContain("null");
    assertThat(work.weir("rules", "show", "github-pat", "npm-access-token")).isZero();
    assertThat(work.out()).contains("  revoke ", "  keywords   ghp_", "npm-access-token\n");
    assertThat(work.weir("rules", "show", "nonsense")).isEqualTo(1);
    assertThat(work.err()).contains("unknown rule nonsense");
  }

  @Test
  void gitleaksHasNoSuchCommand() {
    assertThat(Command.words(Persona.GITLEAKS)).doesNotContain("rules");
    assertThat(new CobraHelp(Persona.GITLEAKS).of(null)).doesNotContain("list and show rules");
  }

  @Test
  void examplesAreRun() throws Exception {
    String rules =
        """
        [[rules]]
        id = "a"
        regex = '''acme_([a-z]{10})'''
        secretGroup = 1
        keywords = ["acme_"]
        [[rules.examples]]
        text = "x acme_abcdefghij"
        secret = "abcdefghij"
        [[rules.examples]]
        text = "acme_short"
        found = false
        """;
    assertThat(test(rules)).as(work.out()).isZero();
    assertThat(work.out())
        .isEqualTo("own.toml: 1 rules, 2 examples, 0 of them wrong, 0 warnings\n");
    Files.writeString(
        work.path("own.samples.toml"),
        """
        [[examples]]
        id = "a"
        text = "acme_UPPER"
        [[examples]]
        id = "a"
        text = "acme_abcdefghij"
        found = false
        [[examples]]
        id = "a"
        text = "acme_abcdefghij"
        secret = "acme_abcdefghij"
        [[examples]]
        id = "z"
        text = "acme_abcdefghij"
        """);
    assertThat(test(rules)).isEqualTo(1);
    assertThat(work.out())
        .contains("own.samples.toml:1: a: found nothing")
        .contains("own.samples.toml:4: a: found something, but should find nothing")
        .contains("own.samples.toml:8: a: found another text")
        .contains("own.samples.toml:12: z: unknown rule")
        .contains("6 examples, 4 of them wrong");
  }

  @Test
  void warnsAboutProbableMistakes() throws Exception {
    int code =
        test(
            """
            [[rules]]
            id = "a"
            regex = '''acme_([a-z]{10})'''
            keywords = ["acme_", "zebra!", "ten"]
            [[rules.allowlists]]
            stopwords = ["123", "abc"]
            commits = ["abc123"]
            [[rules.allowlists]]
            regexes = ['''^EXAMPLE-9''']
            [[rules]]
            id = "b"
            regex = '''x*'''
            [[rules]]
            id = "b"
            regex = '''y+'''
            """);
    assertThat(code).isZero();
    assertThat(work.out())
        .contains("own.toml:3: a: the pattern has 1 group and no secretGroup")
        .contains("no match contains the keyword 'zebra!'")
        .contains("the pattern does not need the keyword 'ten'")
        .contains("can never apply to commit 'abc123'")
        .contains("can never apply by the stopword '123'")
        .doesNotContain("stopword 'abc'")
        .contains("can never apply by the pattern '^EXAMPLE-9'")
        .contains("own.toml:12: b: the pattern matches the empty text")
        .contains("own.toml:13: rule b is already in line 10")
        .contains("2 rules, 0 examples, 0 of them wrong, 8 warnings");
  }

  @Test
  void printsWhatIsWrongWithInput() throws Exception {
    assertThat(work.weir("rules", "test", "none.toml")).isEqualTo(1);
    assertThat(work.err()).contains("cannot read none.toml: no such file or directory");
    assertThat(test("[[rules]]\nid='a'\nregex='('\n")).isEqualTo(1);
    assertThat(work.err()).contains("own.toml:3");
    assertThat(test("[[rules]]\nid='a'\nregex='x'\n[rules.weir]\ncheck='none'\n")).isEqualTo(1);
    assertThat(work.err()).contains("own.toml:5").contains("unknown check 'none'");
  }
}
