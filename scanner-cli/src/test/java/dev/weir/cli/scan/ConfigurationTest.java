package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The origin of the configuration, and configurations that are refused. */
class ConfigurationTest {
  private static final String RULES =
      "[[rules]]\nid='acme'\nregex='acme_[a-z]{8}'\nkeywords=['acme_']\n";
  private static final String BLIND = RULES + "[[allowlists]]\npaths=['.*']\n";

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeWorkspace() {
    work = new Workspace(folder);
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(work.path(name), text);
  }

  @Test
  void aBranchCannotBlindItsOwnScan() throws Exception {
    write(".gitleaks.toml", RULES);
    work.sh("git init -q -b main; git add .; git commit -qm base; git checkout -qb topic");
    write("a.txt", "acme_abcdefgh\n");
    write(".gitleaks.toml", BLIND);
    write(".gitleaksignore", "a.txt:acme:1\n");
    work.sh("git add .; git commit -qm blind");
    assertThat(work.weir("git", "--log-opts=main..topic", ".")).isZero();
    assertThat(work.weir("git", "--log-opts=main..topic", "--config-from=main", ".")).isEqualTo(1);
    assertThat(work.err()).contains("configuration: .gitleaks.toml of main (--config-from)");
    assertThat(work.weir("dir", "--config-from=main", ".")).isEqualTo(1);
  }

  @Test
  void theBaseNeedsNoConfigurationOfItsOwn() throws Exception {
    write("a.txt", "x\n");
    work.sh("git init -q -b main; git add .; git commit -qm base");
    write(".gitleaks.toml", BLIND);
    assertThat(work.weir("git", "--config-from=main", ".")).isZero();
    assertThat(work.err()).contains("the built-in rules (no .gitleaks.toml of main");
  }

  @Test
  void extendedFilesComeFromTheBase() throws Exception {
    write("base.toml", RULES);
    write(".gitleaks.toml", "[extend]\npath='base.toml'\n");
    write("a.txt", "acme_abcdefgh\n");
    work.sh("git init -q -b main; git add .; git commit -qm base");
    write("base.toml", BLIND);
    assertThat(work.weir("dir", "a.txt", "--config-from=main")).isEqualTo(1);
    work.sh("git rm -q --cached base.toml; git commit -qm gone");
    assertThat(work.weir("dir", "a.txt", "--config-from=main")).isEqualTo(1);
    assertThat(work.err()).contains("open base.toml: ").contains("Failed to load config");
  }

  @Test
  void aMissingRevisionFails() throws Exception {
    write("a.txt", "x\n");
    work.sh("git init -q -b main; git add .; git commit -qm base");
    assertThat(work.weir("git", "--config-from=nope", ".")).isEqualTo(2);
    assertThat(work.err()).contains("unknown revision nope; nothing was scanned");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "[[rule]]\\nid='a'\\nregex='x' # .gitleaks.toml:1: rule: unknown key, which has no effect (did you mean rules?)",
        "[[rules]]\\nid='a'\\nregex='x'\\nkeyword=['x'] # .gitleaks.toml:4: rules[0].keyword: unknown key, which has no effect (did you mean keywords?)",
        "[[rules]]\\nid='a'\\nregex='x'\\n[allowlsit]\\npaths=['x'] # (did you mean allowlist?)",
        "[extend]\\nuseDefualt=true\\n[[rules]]\\nid='a'\\nregex='x' # (did you mean usedefault?)",
        "[[rules]]\\nid='a'\\nregex='x'\\n[[rules.allowlists]]\\npath=['x'] # (did you mean paths?)",
        "title='none' # the configuration has no rules",
      })
  void mistypedKeysAreRefused(String toml, String message) throws Exception {
    write(".gitleaks.toml", toml.replace("\\n", "\n"));
    assertThat(work.weir("dir", ".")).isEqualTo(1);
    assertThat(work.err()).contains("FTL").contains(message);
  }

  @Test
  void unknownTablesOnlyCauseAWarning() throws Exception {
    write(".gitleaks.toml", RULES + "[[rules.verification]]\nurl='x'\n");
    assertThat(work.weir("dir", ".")).isZero();
    assertThat(work.err()).contains("WRN").contains("verification: unknown key");
  }

  /** Each way to hand over a pattern; none may replace what it cannot read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dir . | .gitleaks.toml:3: ",
        "git --config-from=main . | main:.gitleaks.toml:3: ",
        "dir -c .gitleaks.toml a.txt | .gitleaks.toml:3: ",
        "dir -c extends.toml a.txt | .gitleaks.toml:3: ",
        "stdin -c .gitleaks.toml | .gitleaks.toml:3: ",
        "rules test .gitleaks.toml | .gitleaks.toml:3: ",
        "doctor | .gitleaks.toml:3: ",
        "trufflehog filesystem a.txt -x .gitleaks.toml | .gitleaks.toml: line 3: ",
        "dir --verify --verify-config=.gitleaks.toml -c good.toml a.txt | .gitleaks.toml: line 3: ",
      })
  void bytesThatAreNotUtf8AreRefused(String command, String place) throws Exception {
    Files.write(
        work.path(".gitleaks.toml"),
        "[[rules]]\nid='x'\nregex='''acme_\u00e9'''\n".getBytes(StandardCharsets.ISO_8859_1));
    write("extends.toml", "[extend]\npath='.gitleaks.toml'\n");
    write("good.toml", RULES);
    write("a.txt", "x\n");
    work.sh("git init -q -b main; git add .; git commit -qm base");
    assertThat(work.weir(command.split(" "))).isNotZero();
    assertThat(work.out() + work.err())
        .contains(place)
        .contains("byte 15 of the line (0xE9) is not UTF-8");
  }

  @Test
  void aVariableThatIsNotUtf8IsRefused() throws Exception {
    write("a.txt", "x\n");
    // Java has replaced the bytes when it hands the variable over.
    work.set("GITLEAKS_CONFIG_TOML", "[[rules]]\nid='x'\nregex='''acme_\ufffd'''\n");
    assertThat(work.weir("dir", ".")).isEqualTo(1);
    assertThat(work.err()).contains("GITLEAKS_CONFIG_TOML:3: ").contains("is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkdir .gitleaks.toml", "mkfifo .gitleaks.toml"})
  void aConfigurationThatIsNoFileIsNotReplacedByTheBuiltInRules(String made) throws Exception {
    write("a.txt", "x\n");
    work.sh(made);
    assertThat(work.weir("dir", ".")).isEqualTo(1);
    assertThat(work.err())
        .contains("unable to load gitleaks config")
        .containsAnyOf("not a regular file", "it is a folder");
  }
}
