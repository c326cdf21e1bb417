package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The places where a repository can hold text, as docs/compatibility.md lists them. */
class PlacesTest {
  private static final Path TABLE = Path.of("src/test/resources/places/places.tsv");
  private static final Path DOCUMENT = Path.of("../docs/compatibility.md");

  /**
   * Shell functions: C commits, H prints an id as bytes, T commits a tree, W a commit of any text.
   */
  private static final String FUNCTIONS =
      """
      C() { git add -A; git commit -qm x; }
      H() { for p in $(echo $1 | sed 's/../& /g'); do printf "\\\\$(printf %03o 0x$p)"; done; }
      T() { git update-ref refs/heads/main $(git commit-tree -m x $({ printf "$1"; H $2; } |
        git hash-object --literally -w -t tree --stdin)); }
      W() { e=$(git hash-object -w -t tree /dev/null); git update-ref refs/heads/main $(printf \
        "tree $e\\nauthor A <a@example.com> 1 +0000\\ncommitter A <a@example.com> 1 +0000\\n$1\\n\\n$2" |
        git hash-object --literally -w -t commit --stdin); }
      """;

  @TempDir Path folder;

  private Workspace work;

  private int scan(String command, String script) throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    work.sh(FUNCTIONS + "git init -q -b main r; cd r; " + script);
    Files.writeString(work.path("c.toml"), "[[rules]]\nid = 'r'\nregex = 'key=([a-z]{5})'\n");
    String target = command.equals("dir") ? " r/.git" : " r";
    return work.weir((command + target + " -c c.toml --no-color -v").split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/places/places.tsv", delimiter = '\t', numLinesToSkip = 1)
  void isRead(String name, String command, String script) throws Exception {
    int code = scan(command, script);
    assertThat(work.out()).as(work.err()).contains("Secret:      abcde");
    assertThat(code).isEqualTo(1);
  }

  @Test
  void isListed() throws Exception {
    List<String> listed;
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      listed =
          lines
              .dropWhile(line -> !line.startsWith("| place |"))
              .skip(2)
              .takeWhile(line -> line.startsWith("|"))
              .map(line -> line.split("\\|")[1].strip())
              .toList();
    }
    try (Stream<String> rows = Files.lines(TABLE)) {
      assertThat(listed).isEqualTo(rows.skip(1).map(row -> row.split("\t")[0]).toList());
    }
  }

  @Test
  void aDamagedHeadOfALinkedWorkTreeIsNamed() throws Exception {
    int code =
        scan("git", "echo a > f; C; git worktree add -q ../w; echo zzz > .git/worktrees/w/HEAD");
    assertThat(work.err()).contains("worktrees/w/HEAD");
    assertThat(code).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void anEmptyFolderInACommitDoesNotStopTheHook() throws Exception {
    int code =
        scan(
            "git --staged",
            "e=$(git hash-object -t tree /dev/null); T '40000 e\\000' $e; echo key=abcde > f; git add f");
    assertThat(work.out()).as(work.err()).contains("Secret:      abcde");
    assertThat(work.err()).doesNotContain("not read");
    assertThat(code).isEqualTo(1);
  }
}
