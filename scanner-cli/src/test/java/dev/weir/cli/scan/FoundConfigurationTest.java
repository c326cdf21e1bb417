package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Configuration files of a scanned repository are regular files inside it, and nothing that is
 * printed about them quotes them.
 */
class FoundConfigurationTest {
  private static final String RULES = "[[rules]]\nid='r'\nregex='tok_[a-z]{8}'\n";
  private static final String PRIVATE = "private text: 1 = { [\n";

  @TempDir Path folder;

  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    Files.writeString(folder.resolve("private"), PRIVATE);
    Files.writeString(folder.resolve("shared.toml"), RULES);
    Files.createDirectories(folder.resolve("r/sub"));
    Files.writeString(folder.resolve("r/f"), "tok_abcdefgh\n");
    new Workspace(folder).sh("git init -q r; cd r; git add .; git commit -qm one");
    work = new Workspace(folder.resolve("r"));
    work.set("PATH", System.getenv("PATH"));
  }

  @ParameterizedTest
  @CsvSource({
    ".gitleaksignore, git .",
    ".gitleaksignore, dir .",
    ".gitleaksignore, git --staged .",
    ".gitleaksignore, hook pre-commit -l info",
    ".gitleaksignore, explain f",
    ".weirignore, git .",
    ".weirignore, dir .",
  })
  void anIgnoreFileThatLeadsOutIsNotRead(String name, String command) throws Exception {
    Files.createSymbolicLink(folder.resolve("r").resolve(name), Path.of("../private"));
    work.weir(command.split(" "));
    assertThat(work.err()).contains("it leads out of the repository");
    assertThat(work.out() + work.err()).doesNotContain("private text");
  }

  @ParameterizedTest
  @CsvSource({".gitleaksignore", ".weirignore"})
  void aLineThatIsWrongIsNamedByItsNumber(String name) throws Exception {
    Files.writeString(folder.resolve("r").resolve(name), "# comment\n\n" + PRIVATE);
    work.weir("git", ".");
    assertThat(work.err()).contains(name + ":3: ").doesNotContain("private text");
  }

  @ParameterizedTest
  @CsvSource({"git .", "dir .", "git --staged .", "hook pre-commit", "rules list", "explain f"})
  void aConfigurationThatLeadsOutIsRefused(String command) throws Exception {
    Files.createSymbolicLink(folder.resolve("r/.gitleaks.toml"), Path.of("../shared.toml"));
    assertThat(work.weir(command.split(" "))).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains(".gitleaks.toml: it leads out of the repository");
    assertThat(work.weir((command + " -c .gitleaks.toml").split(" "))).isNotEqualTo(2);
    assertThat(work.err()).doesNotContain("it leads out");
  }

  @Test
  void aLinkInsideTheRepositoryIsFollowed() throws Exception {
    Files.writeString(folder.resolve("r/sub/rules.toml"), RULES);
    Files.writeString(folder.resolve("r/sub/ignored"), "f:r:1\n");
    Files.createSymbolicLink(folder.resolve("r/.gitleaks.toml"), Path.of("sub/rules.toml"));
    assertThat(work.weir("dir", ".")).as(work.err()).isEqualTo(1);
    assertThat(work.weir("git", ".")).isEqualTo(1);
    Files.createSymbolicLink(folder.resolve("r/.gitleaksignore"), Path.of("sub/ignored"));
    assertThat(work.weir("dir", ".")).as(work.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"../shared.toml", "link/shared.toml", "../private"})
  void aConfigurationExtendsOnlyFilesOfItsRepository(String path) throws Exception {
    Files.createSymbolicLink(folder.resolve("r/link"), Path.of(".."));
    Path config = folder.resolve("r/.gitleaks.toml");
    Files.writeString(config, "[extend]\npath = '" + path + "'\n" + RULES);
    assertThat(work.weir("git", ".")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err())
        .contains("it leads out of the repository")
        .doesNotContain("private text");
    if (!path.endsWith("private")) {
      assertThat(work.weir("git", ".", "-c", ".gitleaks.toml")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "private text = `1 2`",
        "[[rules]]~id='private text'~regex='private text('",
        "[[rules]]~id='private text'",
        "[[rules]]~regex='private text'~description='private text'",
        "[[rules]]~path='private text'",
        "[[rules]]~id='private text'~regex='x'~secretGroup=7",
        "[[rules]]~id='private text'~regex='x'~[[rules.allowlists]]~condition='private text'",
        "[[rules]]~id='private text'~regex='x'~[[rules.allowlists]]~paths=['private text(']",
        "[extend]~path='sub/x.toml'~[[rules]]~id='private text'~skipReport=true",
        "[[rules]]~id='a'~regex='private text'~secretGroup=7",
        "[[rules]]~id='a'~regex='private text'~[[rules.required]]~id='private text'",
        "[[rules]]~id='a'~regex='x'~[rules.allowlist]~regexes=['private text[']",
        "[[rules]]~id='a'~regex='x'~severity='private text'",
        "[[rules]]~id='a'~regex='x'~check='private text'",
        "[[allowlists]]~targetRules=['private text']~paths=['x']~[[rules]]~id='a'~regex='x'",
        "title='private text'~title='x'",
        "minVersion='private text'~[[rules]]~id='a'~regex='x'",
        "title=private text",
        "'private text'=1~'private text'=2",
      })
  void noMessageQuotesAConfiguration(String toml) throws Exception {
    Files.writeString(folder.resolve("r/.gitleaks.toml"), toml.replace('~', '\n') + "\n");
    work.weir("git", ".", "-l", "trace");
    assertThat(work.err()).doesNotContain("private text");
  }
}
