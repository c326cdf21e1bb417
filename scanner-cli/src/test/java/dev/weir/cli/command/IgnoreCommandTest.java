package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IgnoreCommandTest {
  private static final String RULES =
      """
      [[rules]]
      id = "acme"
      regex = '''acme_[a-z]{8}'''
      keywords = ["acme_"]
      """;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    Files.writeString(work.path(".gitleaks.toml"), RULES);
    Files.writeString(work.path("a.txt"), "one\nkey acme_abcdefgh\n");
    work.sh("git init -q; git add .; git commit -qm one");
  }

  private String entries() throws Exception {
    return Files.readString(work.path(".weirignore"));
  }

  @Test
  void survivesMoveRenameAndRebase() throws Exception {
    assertThat(work.weir("git", ".")).isEqualTo(1);
    assertThat(work.weir("ignore", "a.txt:2", "--reason", "made up", "--author", "Jane")).isZero();
    assertThat(entries()).contains(" acme by=\"Jane\" reason=\"made up\"").doesNotContain("acme_");
    assertThat(work.weir("git", ".")).isZero();
    work.sh("{ echo; echo; cat a.txt; } > b.txt; git rm -q a.txt; git add .; git commit -qm two");
    work.sh("git commit -q --amend -m three --date 2001-01-01T00:00:00Z");
    assertThat(work.weir("git", ".")).isZero();
    assertThat(work.weir("dir", ".")).isZero();
    assertThat(work.weir("dir", ".", "--redact")).as("redacted secrets are distinguished").isZero();
  }

  @Test
  void aNewSecretOnTheSameLineIsReported() throws Exception {
    assertThat(work.weir("ignore", "a.txt:2")).isZero();
    Files.writeString(work.path("a.txt"), "one\nkey acme_abcdefgh acme_zzzzzzzz\n");
    assertThat(work.weir("dir", "-v", ".")).isEqualTo(1);
    assertThat(work.out()).contains("acme_zzzzzzzz").doesNotContain("Secret:      acme_abcdefgh");
  }

  @Test
  void fingerprintsNameCommitsAndStagedFiles() throws Exception {
    work.sh("git rm -q a.txt; git commit -qm gone; git rev-parse HEAD~1 > .git/first");
    String first = Files.readString(work.path(".git/first")).strip();
    assertThat(work.weir("ignore", first + ":a.txt:acme:2")).as(work.err()).isZero();
    assertThat(work.weir("git", ".")).isZero();
    Files.writeString(work.path("s.txt"), "acme_staaaged\n");
    work.sh("git add s.txt; rm s.txt");
    assertThat(work.weir("git", "--staged", ".")).isEqualTo(1);
    assertThat(work.weir("ignore", "s.txt:acme:1")).as(work.err()).isZero();
    assertThat(work.weir("git", "--staged", ".")).isZero();
  }

  @Test
  void entriesCanBeLimitedToPathsAndDays() throws Exception {
    Files.createDirectories(work.path("docs"));
    Files.copy(work.path("a.txt"), work.path("docs/a.txt"));
    assertThat(work.weir("ignore", "docs/a.txt", "--path", "docs/")).isZero();
    assertThat(work.weir("dir", "-v", ".")).isEqualTo(1);
    assertThat(work.out()).contains("File:        a.txt").doesNotContain("docs/a.txt");
    Files.delete(work.path(".weirignore"));
    assertThat(work.weir("ignore", "a.txt:2", "--until", "2020-02-29")).isEqualTo(126);
    assertThat(work.weir("ignore", "a.txt:2", "--until", "2099-02-28")).isZero();
    assertThat(work.weir("git", ".")).isZero();
    expire();
    assertThat(work.weir("git", ".")).isEqualTo(1);
    assertThat(work.err()).contains("1 entry has expired");
    assertThat(work.weir("ignore", "a.txt:2", "--until", "soon")).isEqualTo(126);
  }

  /** Lets the entries end on a day that has passed. */
  private void expire() throws Exception {
    Path file = work.path(".weirignore");
    Files.writeString(file, Files.readString(file).replace("\"2099-", "\"2020-"));
  }

  @Test
  void pruneRemovesUnusedEntries() throws Exception {
    assertThat(work.weir("ignore", "a.txt:2")).isZero();
    Files.writeString(work.path("n.txt"), "acme_notkepttt\n");
    assertThat(work.weir("ignore", "n.txt:1")).isZero();
    Files.delete(work.path("n.txt"));
    assertThat(work.weir("ignore", "--prune")).isZero();
    assertThat(work.out()).contains("kept 1 of 2 entries");
    assertThat(work.weir("git", ".")).isZero();
  }

  @Test
  void pruneChangesNothingIfSomethingCannotBeRead() throws Exception {
    assertThat(work.weir("ignore", "a.txt:2")).isZero();
    work.sh("rm -f .git/objects/$(git rev-parse HEAD:a.txt | sed 's,..,&/,')");
    String before = entries();
    assertThat(work.weir("ignore", "--prune")).isEqualTo(2);
    assertThat(entries()).isEqualTo(before);
  }

  @Test
  void pruneChangesNothingInAShallowClone() throws Exception {
    assertThat(work.weir("ignore", "a.txt:2")).isZero();
    work.sh("git rm -q a.txt; git add .weirignore; git commit -qm two");
    work.sh("git clone -q --depth 1 file://$PWD shallow");
    Workspace shallow = new Workspace(work.path("shallow"));
    assertThat(shallow.weir("ignore", "--prune")).isEqualTo(2);
    assertThat(shallow.err()).contains("shallow").contains("nothing was changed");
    assertThat(shallow.path(".weirignore")).content().isEqualTo(entries());
    shallow.sh("git fetch -q --unshallow");
    assertThat(shallow.weir("ignore", "--prune")).as("of one branch").isEqualTo(2);
    assertThat(shallow.err()).contains("has only some branches");
    shallow.sh("git remote set-branches origin '*'; git fetch -q");
    assertThat(shallow.weir("ignore", "--prune")).isZero();
    assertThat(shallow.out()).contains("kept 1 of 1 entries");
  }

  @Test
  void pruneKeepsEntriesOfRulesThatAreNotThere() throws Exception {
    assertThat(work.weir("ignore", "a.txt:2")).isZero();
    String before = entries();
    Files.writeString(work.path(".gitleaks.toml"), RULES.replace("\"acme\"", "\"other\""));
    assertThat(work.weir("ignore", "--prune")).isZero();
    assertThat(work.err()).contains("no rule acme");
    assertThat(entries()).isEqualTo(before);
  }

  /** A rule for paths finds no secret: its entries are for one path. */
  @Test
  void aFindingWithoutASecretIsBoundToItsPath() throws Exception {
    Files.writeString(
        work.path(".gitleaks.toml"), "[[rules]]\nid = \"key-store\"\npath = '''\\.jks$'''\n");
    work.sh("mkdir t; echo 1 > t/a.jks; echo 2 > b.jks; git add .; git commit -qm jks");
    assertThat(work.weir("git", "-v", ".")).isEqualTo(1);
    assertThat(work.err()).contains("leaks found: 2");
    assertThat(work.weir("ignore", "t/a.jks")).as(work.err()).isZero();
    for (String mode : List.of("git", "dir")) {
      for (String redact : List.of("--redact=0", "--redact")) {
        assertThat(work.weir(mode, "-v", redact, ".")).isEqualTo(1);
        assertThat(work.out()).contains("b.jks").doesNotContain("t/a.jks");
      }
    }
    Workspace below = new Workspace(work.path("t"));
    for (String target : List.of(".", "..", work.path("t").toString(), "a.jks")) {
      below.weir("dir", "-v", target);
      assertThat(below.out()).as(target).doesNotContain("a.jks");
    }
    work.sh("echo 3 > c.jks; git add c.jks");
    assertThat(work.weir("git", "--staged", ".")).isEqualTo(1);
    assertThat(work.weir("ignore", "--prune")).isZero();
    assertThat(work.out()).contains("kept 1 of 1 entries");
    assertThat(work.weir("dir", "-f", "gitlab", "-r", "-", ".")).isEqualTo(1);
    var ids = Pattern.compile("\"id\" ?: ?\"([^\"]*-[^\"]*)\"").matcher(work.out()).results();
    assertThat(ids.map(id -> id.group(1)).toList()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
  }

  @Test
  void aWholeReportCanBeIgnored() throws Exception {
    Files.writeString(work.path("b.txt"), "acme_bbbbbbbb\nacme_bbbbbbbb acme_cccccccc\n");
    work.sh("git rm -q a.txt; git add .; git commit -qm two");
    assertThat(work.weir("git", ".", "-r", "all.json")).isEqualTo(1);
    assertThat(work.weir("ignore", "--from", "all.json", "--reason", "old"))
        .as(work.err())
        .isZero();
    assertThat(entries().lines().filter(line -> line.contains("reason=\"old\""))).hasSize(3);
    assertThat(work.out()).contains("now ignored: ").contains("commit .weirignore");
    assertThat(work.weir("git", ".")).isZero();
    assertThat(work.weir("ignore", "--from", "all.json")).isZero();
    assertThat(work.out()).endsWith(": 4 secrets\nnothing to add: already ignored\n");
    Files.writeString(work.path("c.txt"), "acme_dddddddd\n");
    assertThat(work.weir("dir", ".")).as("a new secret").isEqualTo(1);
  }

  @Test
  void findingsOfAReportThatAreNotThereAreNamed() throws Exception {
    Files.writeString(
        work.path("all.json"),
        "[{\"RuleID\": \"github-pat\", \"StartLine\": 2, \"Secret\": \"gone\", \"File\": \"a.txt\","
            + " \"Confidence\": \"high\"}]");
    assertThat(work.weir("ignore", "--from", "all.json")).isEqualTo(1);
    assertThat(work.err()).contains("no finding at github-pat at a.txt:2; nothing to ignore there");
    assertThat(work.path(".weirignore")).doesNotExist();
    assertThat(work.weir("ignore", "--from", "missing.json")).isEqualTo(1);
    assertThat(work.err()).contains("cannot read the report missing.json");
    assertThat(work.weir("ignore", "--from", "all.json", "a.txt")).isEqualTo(126);
    assertThat(work.weir("ignore", "--from", "all.json", "--list")).isEqualTo(126);
  }

  /** The place tells which secret it is, as long as it is the only one there. */
  @Test
  void aRedactedReportCanBeIgnored() throws Exception {
    Files.writeString(work.path("b.txt"), "acme_bbbbbbbb acme_dddddddd\n");
    work.sh("git add .; git commit -qm two");
    work.weir("git", ".", "-r", "all.json", "--redact");
    assertThat(work.weir("ignore", "--from", "all.json")).isEqualTo(1);
    assertThat(work.err()).contains("several secrets at b.txt:1 in commit ");
    assertThat(entries().lines().filter(line -> line.contains("path=\"a.txt\""))).hasSize(1);
    assertThat(entries()).doesNotContain("b.txt");
  }

  /** gitleaks' own report, with weir's rules. */
  @Test
  void aReportOfGitleaksCanBeIgnored() throws Exception {
    Files.delete(work.path(".gitleaks.toml"));
    Files.writeString(work.path("p.txt"), "password = \"Xk29sLq8vT4z\"\n");
    Files.writeString(
        work.path("gl.json"),
        "[{\"RuleID\": \"generic-api-key\", \"Description\": \"as gitleaks says\", \"StartLine\": 1,"
            + " \"Secret\": \"Xk29sLq8vT4z\", \"File\": \"p.txt\"}]");
    assertThat(work.weir("ignore", "--from", "gl.json")).as(work.err()).isZero();
    assertThat(entries()).contains(" generic-password");
    assertThat(work.weir("dir", "p.txt")).isZero();
  }

  @Test
  void aPathThatNoFileCanHaveNeedsNoEntry() throws Exception {
    Files.writeString(
        work.path("odd.json"),
        "[{\"RuleID\": \"acme\", \"StartLine\": 1, \"Secret\": \"x\", \"File\": \"/a\\u0000b\"}]");
    assertThat(work.weir("ignore", "--from", "odd.json")).as(work.err()).isZero();
    assertThat(work.out()).contains("1 of 1 need no entry");
  }

  @Test
  void entriesThatConfigFromLeavesOutAreNamed() throws Exception {
    work.sh("git checkout -q -b branch");
    assertThat(work.weir("ignore", "a.txt:2")).isZero();
    work.sh("git add .weirignore; git commit -qm ignore; git branch -q base HEAD~1");
    assertThat(work.weir("git", ".", "--config-from=base")).isEqualTo(1);
    assertThat(work.err())
        .contains("1 entry of .weirignore has no effect: --config-from takes the file from base");
    assertThat(work.weir("git", ".", "--config-from=branch")).isZero();
    assertThat(work.err()).doesNotContain("no effect");
  }

  @Test
  void invalidLinesHaveNoEffect() throws Exception {
    Files.writeString(work.path(".weirignore"), "<<<<<<< ours\n# fine\n");
    assertThat(work.weir("git", ".")).isEqualTo(1);
    assertThat(work.err()).contains(".weirignore:1: not an ignore entry");
    assertThat(work.weir("ignore", "a.txt:2")).isEqualTo(1);
    assertThat(work.err()).contains("line 1").contains("fix or remove it first");
    assertThat(entries()).startsWith("<<<<<<< ours");
  }

  @Test
  void placesWithoutAFindingAreErrors() {
    assertThat(work.weir("ignore", "a.txt:1")).isEqualTo(1);
    assertThat(work.err()).contains("no finding at a.txt:1");
    assertThat(work.weir("ignore")).isEqualTo(126);
    assertThat(work.weir("ignore", "--list", "a.txt")).isEqualTo(126);
  }

  /** Also if both are the first to have the file. */
  @Test
  void branchesThatBothAddMerge() throws Exception {
    Files.writeString(work.path("b.txt"), "acme_bbbbbbbb acme_dddddddd acme_eeeeeeee\n");
    Files.writeString(work.path("c.txt"), "acme_cccccccc acme_ffffffff\n");
    work.sh("git add .; git commit -qm base; git checkout -qb other");
    assertThat(work.weir("ignore", "b.txt", "a.txt")).isZero();
    assertThat(work.out()).contains("commit .weirignore and .gitattributes, so that");
    work.sh("git add .; git commit -qm b; git checkout -q -");
    assertThat(work.weir("baseline", "--reason", "old", "--until", "2099-01-31")).isZero();
    assertThat(work.out()).startsWith("accepted: 6 secrets of 1 rule in 3 files\n");
    work.sh("git add .; git commit -qm c; git merge -q other");
    assertThat(entries().lines().filter(line -> line.contains(" acme"))).hasSize(10);
    assertThat(work.weir("git", ".")).as(entries()).isZero();
    assertThat(Files.readString(work.path(".gitattributes")))
        .isEqualTo(".weirignore merge=union\n");
  }

  @Test
  void aBaselineNeedsAReason() throws Exception {
    assertThat(work.weir("baseline")).isEqualTo(126);
    assertThat(work.err()).contains("say why, for example --reason \"before weir");
    assertThat(work.weir("baseline", "a.txt", "--reason", "old")).isEqualTo(126);
    Files.writeString(work.path(".gitattributes"), "*.txt text\n.weirignore -merge");
    assertThat(work.weir("baseline", "--reason", "old", "--path", "a.txt")).isZero();
    assertThat(entries()).contains(" acme path=\"a.txt\"").contains("reason=\"old\"");
    assertThat(Files.readString(work.path(".gitattributes"))).endsWith(" -merge");
    assertThat(work.weir("git", ".")).isZero();
    assertThat(work.weir("baseline", "--reason", "old")).isZero();
    assertThat(work.out()).isEqualTo("nothing to accept: weir reports nothing here\n");
    work.sh("git clone -q --bare . bare.git");
    Workspace bare = new Workspace(work.path("bare.git"));
    assertThat(bare.weir("baseline", "--reason", "old")).as(bare.err()).isZero();
    assertThat(bare.out()).as("the configuration is not here").startsWith("nothing to accept");
  }

  @Test
  void anExpiredEntryIsReplaced() throws Exception {
    assertThat(work.weir("ignore", "a.txt", "--until", "2099-01-31")).isZero();
    expire();
    assertThat(work.weir("git", ".")).isEqualTo(1);
    assertThat(work.weir("ignore", "a.txt", "--until", "2099-01-31")).isZero();
    assertThat(work.weir("git", ".")).isZero();
  }

  /** Lists of paths become allowlists of a configuration. */
  @Test
  void pathsBecomeAllowlists() throws Exception {
    Files.writeString(
        work.path(".gitguardian.yaml"),
        """
        version: 2
        secret:
          ignored_paths:
            - "**/fixtures/**/*.txt"
            - /a.txt
          ignored_matches:
            - name: made up
              match: acme_bbbbbbbb
        """);
    Files.createDirectories(work.path("x/fixtures"));
    Files.writeString(work.path("x/fixtures/f.txt"), "acme_ffffffff\n");
    Files.writeString(work.path("x/a.txt"), "acme_cccccccc acme_bbbbbbbb\n");
    work.sh("git add .; git commit -qm two");
    assertThat(work.weir("ignore", "--from", ".gitguardian.yaml")).as(work.err()).isZero();
    assertThat(work.out()).contains("[[allowlists]]", "paths = [", "'''^a\\.txt$''',");
    String[] convert = {"ignore", "--from", ".gitguardian.yaml", "--config-to", ".gitleaks.toml"};
    assertThat(work.weir(convert)).isZero();
    assertThat(work.weir("dir", ".", "-v")).isEqualTo(1);
    assertThat(work.out()).contains("acme_cccccccc").containsOnlyOnce("Secret:");
    assertThat(entries()).contains("reason=\"made up\"").doesNotContain("path=");
    assertThat(work.weir(convert)).isZero();
    assertThat(work.out()).contains("nothing to add to .gitleaks.toml: the patterns are there");
  }
}
