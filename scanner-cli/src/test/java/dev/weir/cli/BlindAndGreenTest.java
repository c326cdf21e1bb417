package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Repositories with a credential that other scanners miss while exiting with 0. weir finds it, or
 * its exit code shows that not everything was read.
 */
class BlindAndGreenTest {
  private static final String CONFIG =
      "[[rules]]\nid = 'r'\ndescription = 'd'\nregex = 'key=([a-z]{5})'\n";
  private static final String COMMITTED = "git init -q -b main r; cd r; echo key=abcde > f; C;";
  private static final int FOUND = 1;

  @TempDir Path folder;

  static Stream<Arguments> repositories() {
    return Stream.of(
        Arguments.of("in a file", FOUND, COMMITTED),
        Arguments.of(
            "added by a merge",
            ExitCode.INCOMPLETE,
            "git init -q -b main r; cd r; echo a > f; C; git checkout -qb side; echo s > s; C;"
                + " git checkout -q main; echo m > m; C; git merge -q --no-commit side;"
                + " echo key=abcde >> f; C"),
        Arguments.of("owned by another user", FOUND, COMMITTED + "chown -R 12345 . || true"),
        Arguments.of("not a repository", ExitCode.INCOMPLETE, "mkdir r"),
        Arguments.of("colored diffs", FOUND, COMMITTED + "git config color.ui always"),
        Arguments.of(
            "a missing order file", FOUND, COMMITTED + "git config diff.orderFile /nonexistent"),
        Arguments.of(
            "UTF-16",
            FOUND,
            "git init -q -b main r; cd r; printf 'x\\r\\nkey=abcde\\r\\n' | iconv -t UTF-16 > f; C"),
        Arguments.of(
            "hidden by an attribute",
            FOUND,
            "git init -q -b main r; cd r; echo '* -diff' > .gitattributes; echo key=abcde > f; C"),
        Arguments.of(
            "a configuration with only an allowlist",
            FOUND,
            COMMITTED + "printf '[allowlist]\\nregexes=[\"zzz\"]\\n' > .gitleaks.toml"),
        Arguments.of(
            "a configuration with a typing error",
            FOUND,
            COMMITTED + "printf '[extend]\\nuseDefualt = true\\n' > .gitleaks.toml"),
        Arguments.of(
            "in a commit's message",
            FOUND,
            "git init -q -b main r; cd r; echo a > f; git add .; git commit -qm 'x\n\nkey=abcde'"),
        Arguments.of(
            "in a tag's message",
            FOUND,
            "git init -q -b main r; cd r; echo a > f; C; git tag -a v1 -m key=abcde"),
        Arguments.of(
            "a program as textconv",
            FOUND,
            COMMITTED
                + "echo 'f diff=x' > .git/info/attributes;"
                + " git config diff.x.textconv 'touch ../EXECUTED; cat'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("repositories")
  void isNeverGreen(String name, int exitCode, String script) throws Exception {
    Workspace work = new Workspace(folder);
    work.sh("C() { git add -A; git commit -qm x; }; " + script.replace("C;", "C ;"));
    Files.writeString(work.path("c.toml"), CONFIG);
    boolean ownConfiguration = Files.exists(work.path("r/.gitleaks.toml"));
    List<String> arguments =
        ownConfiguration ? List.of("git", "r") : List.of("git", "r", "-c", "c.toml");
    assertThat(work.weir(arguments.toArray(new String[0]))).as(work.err()).isEqualTo(exitCode);
    assertThat(work.err()).doesNotContain("abcde").doesNotContain("no leaks found\n");
    assertThat(work.path("EXECUTED")).doesNotExist();
  }
}
