package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that {@code git log -p} does not show, the flags for it, and the coverage line. */
class BeyondTheLogTest {
  private static final String CONFIG =
      "[[rules]]\nid = 'r'\ndescription = 'd'\nregex = 'key=([a-z]{5})'\n";

  @TempDir Path folder;

  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    work.sh(
        "git init -q -b main r; cd r; echo a > f; git add .; git commit -qm first;"
            + " echo 'attribute -diff' > .gitattributes; echo key=attri > attribute; git add .;"
            + " git commit -qm 'second\n\nkey=messa'; git tag -a -m 'x\ny\nkey=inthe' v1;"
            + " git notes add -m key=notes;"
            + " git checkout -qb s HEAD~1; echo s > s; git add .; git commit -qm side;"
            + " git checkout -q main; git merge -q --no-commit s; echo key=merge > m; git add m;"
            + " git commit -qm merged; echo key=loose | git hash-object -w --stdin");
    Files.writeString(work.path("c.toml"), CONFIG);
  }

  private int weir(String arguments) {
    return work.weir(("git r -c c.toml -v --no-color " + arguments).strip().split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "--messages=true, messa, commit message:r:3",
    "--messages=true, inthe, tag message:r:3",
    "--all-text=true, attri, attribute:r:1",
    "--merges=true, merge, m:r:1",
    "--unreachable=true, loose, blob ",
    "--log-opts=-3, notes, note:r:1"
  })
  void findsTextOnlyWithItsFlag(String flag, String secret, String fingerprint) {
    assertThat(weir(flag)).isEqualTo(1);
    assertThat(work.out()).contains("Secret:      " + secret).contains(fingerprint);
    boolean notes = flag.startsWith("--log-opts");
    weir(notes ? flag + " --notes=false" : flag.replace("=true", "=false"));
    assertThat(work.out()).doesNotContain("Secret:      " + secret);
  }

  @ParameterizedTest
  @CsvSource({
    "--log-opts=HEAD^!, 1",
    "--log-opts=--max-parents=0, 0",
    "--log-opts=--not^--all, 0",
    "--log-opts=-Skey, 126",
    "--log-opts=--output=x, 126",
    "--log-opts=--ext-diff, 126",
    "'--log-opts=--^*.txt', 126",
    "--log-opts=nonesuch^@, 2"
  })
  void passesOnlyCommitSelectionsToGit(String options, int exitCode) {
    String[] words = {
      "git", "r", "-c", "c.toml", "--merges", options.replaceFirst("\\^(?=[-*])", " ")
    };
    assertThat(work.weir(words)).as(work.err()).isEqualTo(exitCode);
    assertThat(work.path("x")).doesNotExist();
  }

  @Test
  void reportsCoverage() throws Exception {
    assertThat(weir("--all-text=false --coverage-report coverage.json")).isEqualTo(1);
    assertThat(Files.readString(work.path("coverage.json")))
        .contains("\"complete\": false", "\"commits\": 5", "\"messages\": 6")
        .contains("\"reason\": \"merge\"", "\"reason\": \"binary\"", ":attribute\"")
        .doesNotContain("messa\"");
    assertThat(work.err()).contains("read: 5 commits,", "not read: 1 merge; skipped: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "LATIN1"})
  void readsEncodedTextInFoldersAndTheIndex(String encoding) throws Exception {
    work.sh(
        "mkdir d; printf 'some words first\\nkey=encod\\n' | iconv -t "
            + encoding
            + " > d/t;"
            + " cd r; rm .gitattributes; cp ../d/t t; git add t");
    assertThat(work.weir("dir", "d", "-c", "c.toml", "-v")).isEqualTo(1);
    assertThat(work.out()).contains("t:r:2");
    assertThat(work.weir("git", "r", "--staged", "-c", "c.toml", "-v")).isEqualTo(1);
    assertThat(work.out()).contains("t:r:2");
  }
}
