package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is broken, missing or of an uncommon kind: weir reads it right, or says what it did not read
 * and ends with 2. Nothing is found in what the others hold, so that no finding hides the code.
 */
class FaultsTest {
  private static final String CONFIG =
      "[[rules]]\nid = 'r'\ndescription = 'd'\nregex = 'key=([a-z]{5})'\n";

  /** A repository r of two commits, f with nothing to find and g that grew. */
  private static final String PLAIN =
      "git init -q -b main r; cd r; echo plain > f; echo one > g; git add .; git commit -qm one;"
          + " echo two >> g; git add .; git commit -qm two; ";

  /** Removes the object whose name is in $o. */
  private static final String REMOVE =
      "rm -f .git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-); ";

  /** Puts the text of standard input where the object is whose name is in $o. */
  private static final String OVERWRITE =
      "p=.git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-); chmod +w $p; cat > $p; ";

  private static final int FOUND = 1;
  private static final int BLIND = ExitCode.INCOMPLETE;

  @TempDir Path folder;

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            "a missing blob",
            "git r",
            BLIND,
            "is missing",
            PLAIN + "o=$(git rev-parse HEAD:g); " + REMOVE),
        Arguments.of(
            "a missing blob in the index",
            "git --staged r",
            BLIND,
            "is missing",
            PLAIN + "echo x > h; git add h; o=$(git rev-parse :h); " + REMOVE),
        Arguments.of(
            "a missing tree",
            "git r",
            BLIND,
            "is missing",
            PLAIN + "o=$(git rev-parse HEAD^{tree}); " + REMOVE),
        Arguments.of(
            "a missing commit",
            "git r",
            BLIND,
            "is missing",
            PLAIN + "o=$(git rev-parse HEAD~1); " + REMOVE),
        Arguments.of(
            "an empty object, as a power cut leaves it",
            "git r",
            BLIND,
            "g",
            PLAIN + "o=$(git rev-parse HEAD:g); : | { " + OVERWRITE + "}"),
        Arguments.of(
            "a damaged object",
            "git r",
            BLIND,
            "g",
            PLAIN + "o=$(git rev-parse HEAD:g); echo garbage | { " + OVERWRITE + "}"),
        Arguments.of(
            "a damaged pack",
            "git r",
            BLIND,
            "not read",
            PLAIN
                + "git gc -q; p=$(ls .git/objects/pack/*.pack); chmod +w $p; s=$(stat -c %s $p);"
                + " dd if=/dev/zero of=$p bs=1 seek=40 count=$((s-80)) conv=notrunc 2>/dev/null"),
        Arguments.of(
            "a pack without an index",
            "git r",
            BLIND,
            "",
            PLAIN + "git gc -q; rm -f .git/objects/pack/*.idx .git/objects/info/commit-graph"),
        Arguments.of(
            "a truncated index, staged",
            "git --staged r",
            BLIND,
            "index",
            PLAIN + "truncate -s 40 .git/index"),
        Arguments.of(
            "a truncated index, unstaged",
            "git --pre-commit r",
            BLIND,
            "index",
            PLAIN + "truncate -s 40 .git/index"),
        Arguments.of(
            "a reference that is none",
            "git r",
            BLIND,
            "refs/heads/main",
            PLAIN + "rm -rf .git/logs; echo garbage > .git/refs/heads/main"),
        Arguments.of(
            "an empty reference, as a power cut leaves it",
            "git r",
            BLIND,
            "refs/heads/side",
            PLAIN + "git branch side; : > .git/refs/heads/side"),
        Arguments.of("a HEAD that is none", "git r", BLIND, "", PLAIN + "echo garbage > .git/HEAD"),
        Arguments.of(
            "an index cut off behind its first entries",
            "git --staged r",
            BLIND,
            "check sum",
            PLAIN
                + "for i in 1 2 3 4 5 6; do echo $i > n$i; done; git add .; truncate -s 300 .git/index"),
        Arguments.of(
            "a reference to nothing",
            "git r",
            BLIND,
            "is missing",
            PLAIN + "echo 1111111111111111111111111111111111111111 > .git/refs/heads/other"),
        Arguments.of(
            "objects that lie elsewhere, and not there any more",
            "git c",
            BLIND,
            "is missing",
            PLAIN + "cd ..; git clone -q -s r c; rm -rf r/.git/objects/??"),
        Arguments.of(
            "a configuration that is none",
            "git r",
            BLIND,
            "config",
            PLAIN + "echo '[core' >> .git/config"),
        Arguments.of(
            "an extension that nobody knows",
            "git r",
            BLIND,
            "extensions.nonesuch",
            PLAIN + "git config core.repositoryFormatVersion 1; git config extensions.nonesuch 1"),
        Arguments.of(
            "a shallow clone, whole: what is there is read",
            "git c",
            0,
            "shallow",
            PLAIN + "cd ..; git clone -q --depth 1 file://$PWD/r c"),
        Arguments.of(
            "a shallow clone, with a range beyond it",
            "git c --log-opts=HEAD~1..HEAD",
            BLIND,
            "unknown revision",
            PLAIN + "cd ..; git clone -q --depth 1 file://$PWD/r c"),
        Arguments.of(
            "a shallow clone, with a range whose start it does not have",
            "git c --log-opts=other..HEAD",
            BLIND,
            "shallow",
            PLAIN
                + "git checkout -qb other HEAD~1; echo x > x; git add x; git commit -qm x; cd ..;"
                + " git clone -q --depth 1 -b main file://$PWD/r c; cd c;"
                + " git fetch -q --depth 1 origin other:other"),
        Arguments.of(
            "a shallow clone, with more commits than it has",
            "git c --log-opts=-5",
            BLIND,
            "shallow",
            PLAIN + "cd ..; git clone -q --depth 1 file://$PWD/r c"),
        Arguments.of(
            "a partial clone",
            "git c",
            BLIND,
            "is missing",
            PLAIN
                + "git config uploadpack.allowFilter true; cd ..; git clone -q -n --filter=blob:none"
                + " file://$PWD/r c"),
        Arguments.of(
            "a partial clone of SHA-256",
            "git c",
            BLIND,
            "is missing",
            PLAIN.replace("git init", "git init --object-format=sha256")
                + "git config uploadpack.allowFilter true; cd ..; git clone -q -n --filter=blob:none"
                + " file://$PWD/r c"),
        Arguments.of("no target", "dir nowhere", BLIND, "no such file or directory", "true"),
        Arguments.of(
            "a link that leads nowhere",
            "dir --follow-symlinks r",
            BLIND,
            "leads nowhere",
            "mkdir r; ln -s none r/link"),
        Arguments.of(
            "a file that cannot be read, not by root either",
            "dir --follow-symlinks r",
            BLIND,
            "could not read",
            "mkdir r; ln -s /proc/self/mem r/link"),
        Arguments.of(
            "an encrypted archive",
            "dir --max-archive-depth 1 r",
            BLIND,
            "encrypted",
            "mkdir r; cd r; echo secret > s; printf 'UEsDBAoACQAAAAAAIQAAAAAAEgAAAAYAAAABABwAc1VUCQADAAAAAAA"
                + "AAAB1eAsAAQQAAAAABAAAAAAxMjM0NTY3ODkwMTIzNDU2NzhQSwcIAAAAABIAAAAGAAAAUEsBAh4DCgAJAAAAAAAhAAAAAAASAAAABgAAAAEAGAAAAAAAAQAAAKSBAAAAAHNVVAUAAwAAAAB1eAsAAQQAAAAABAAAAABQSwUGAAAAAAEAAQBHAAAAXQAAAAAA'"
                + " | base64 -d > a.zip"),
        Arguments.of(
            "a disk that is full when the report is written",
            "dir r -r /dev/full -f json",
            BLIND,
            "failed to write report",
            "mkdir r; echo a > r/a"),
        Arguments.of(
            "a disk that is full when the coverage is written",
            "dir r --coverage-report /dev/full",
            BLIND,
            "failed to write report",
            "mkdir r; echo a > r/a"),
        Arguments.of(
            "a merge whose parent is missing",
            "git r",
            BLIND,
            "is missing",
            PLAIN
                + "git checkout -qb s; echo s > s; git add s; git commit -qm s; git checkout -q main;"
                + " echo m > m; git add m; git commit -qm m; git merge -q -m merged s;"
                + " o=$(git rev-parse s^{tree}); "
                + REMOVE),
        Arguments.of(
            "a tag of nothing",
            "git r",
            BLIND,
            "is missing",
            PLAIN + "git tag -a -m t t; o=$(git rev-parse t); " + REMOVE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void isNamed(String name, String command, int exitCode, String reason, String script)
      throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")) || !command.contains("/dev/full"));
    Workspace work = workspace(script);
    assertThat(weir(work, command)).as(work.err()).isEqualTo(exitCode);
    assertThat(work.err())
        .contains(reason)
        .doesNotContain("\tat ")
        .doesNotContain("internal error");
    // A report that cannot be written is told of a scan that was complete.
    if (exitCode == BLIND && !command.contains("/dev/full")) {
      assertThat(work.err()).doesNotContain("no leaks found\n");
    }
  }

  static Stream<Arguments> uncommonRepositories() {
    String sha256 = "git init -q -b main --object-format=sha256 r; cd r; ";
    String plain = "git init -q -b main r; cd r; ";
    String content =
        "mkdir d; echo a > d/a; echo a > f; git add .; git commit -qm one; echo key=abcde > d/new;"
            + " git add d; ";
    String commit = "git commit -qm two; ";
    String work = "echo key=abcde >> f; ";
    return Stream.of(
        Arguments.of("SHA-256, history", "git r", sha256 + content + commit),
        Arguments.of("SHA-256, packed", "git r", sha256 + content + commit + "git gc -q"),
        Arguments.of("SHA-256, staged", "git --staged r", sha256 + content),
        Arguments.of("SHA-256, unstaged", "git --pre-commit r", sha256 + content + commit + work),
        Arguments.of(
            "SHA-256, a range of full names",
            "git r --log-opts=HEAD~1..HEAD",
            sha256 + content + commit),
        Arguments.of(
            "SHA-256, a linked work tree",
            "git --staged w",
            sha256
                + content
                + "git stash -q; git worktree add -q ../w; cd ../w; echo key=abcde > n;"
                + " git add n"),
        Arguments.of(
            "split index", "git --staged r", plain + content + "git update-index --split-index"),
        Arguments.of(
            "split index, unstaged",
            "git --pre-commit r",
            plain + content + commit + work + "git update-index --split-index"),
        Arguments.of(
            "sparse index",
            "git --staged r",
            plain
                + "mkdir e; echo e > e/e; echo b > b; git add .; git commit -qm x;"
                + " git sparse-checkout set --sparse-index e; "
                + content.replace("mkdir d", "git sparse-checkout add d; mkdir d")
                + "git update-index --refresh"),
        Arguments.of(
            "the configuration of a work tree",
            "git --pre-commit w",
            plain
                + content
                + commit
                + "git config extensions.worktreeConfig true; git worktree add -q ../w;"
                + " git config core.bare true; git config --worktree core.bare false;"
                + " echo key=fghij >> ../w/f"),
        Arguments.of(
            "partial clone, all blobs there",
            "git c",
            plain
                + content
                + commit
                + "git config uploadpack.allowFilter true; cd ..;"
                + " git clone -q --filter=blob:limit=1k file://$PWD/r c"),
        Arguments.of(
            "shallow clone",
            "git c",
            plain + content + commit + "cd ..; git clone -q --depth 1 file://$PWD/r c"),
        Arguments.of(
            "owned by another user",
            "git r",
            sha256 + content + commit + "chown -R 12345 . || true"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uncommonRepositories")
  void isReadRight(String name, String command, String script) throws Exception {
    Workspace work = workspace(script);
    assertThat(weir(work, command)).as(work.err()).isEqualTo(FOUND);
    assertThat(work.err()).contains("leaks found: 1").doesNotContain("ERR");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uncommonRepositories")
  void withoutGitItIsNeverGreen(String name, String command, String script) throws Exception {
    Workspace work = workspace(script);
    work.set("PATH", "");
    int exitCode = weir(work, command);
    if (exitCode != FOUND) {
      assertThat(exitCode).as(work.err()).isEqualTo(BLIND);
      assertThat(work.err()).contains("there is no git on the path");
    }
  }

  @Test
  void aReftableInALinkedWorkTreeIsReadByGitOrNotAtAll() throws Exception {
    // No git before 2.45 makes or reads these: then the reason is named.
    Workspace work =
        workspace(
            PLAIN
                + "git worktree add -q ../w; git config core.repositoryFormatVersion 1;"
                + " git config extensions.refStorage reftable; mkdir .git/reftable");
    assertThat(weir(work, "git --staged w")).as(work.err()).isEqualTo(BLIND);
    assertThat(work.err()).containsIgnoringCase("refstorage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git r",
        "git --staged r",
        "git --pre-commit r",
        "git --unreachable r",
        "git r --log-opts=HEAD^!",
        "git r --log-opts=--max-parents=1"
      })
  void theGitThatIsAskedRunsAndFetchesNothing(String command) throws Exception {
    Workspace work =
        workspace(
            PLAIN.replace("git init", "git init --object-format=sha256")
                + "git config uploadpack.allowFilter true; git update-index --split-index; cd ..;"
                + " mv r full; git clone -q -n --filter=blob:none file://$PWD/full r; cd r;"
                + " git reset -q; mkdir ../hooks; t=\"touch $PWD/../EXECUTED\";"
                + " for h in post-index-change reference-transaction post-checkout pre-auto-gc; do"
                + " printf '#!/bin/sh\\n%s\\n' \"$t\" > ../hooks/$h; chmod +x ../hooks/$h; done;"
                + " git config core.hooksPath ../hooks; for c in core.fsmonitor core.pager"
                + " core.sshCommand core.alternateRefsCommand diff.external diff.x.textconv"
                + " diff.x.command filter.x.clean filter.x.smudge gpg.program alias.cat-file"
                + " alias.ls-files remote.origin.uploadpack credential.helper; do"
                + " git config $c \"$t; true\"; done; git config log.showSignature true;"
                + " git config pager.cat-file \"$t\"; echo '* diff=x filter=x' > .gitattributes;"
                + " rm -f ../EXECUTED; find .git -type f | sort > ../before");
    weir(work, command);
    assertThat(work.path("EXECUTED")).doesNotExist();
    work.sh("cd r; find .git -type f | sort > ../after; cmp ../before ../after");
  }

  static Stream<Arguments> signals() {
    return Stream.of(
        Arguments.of("SIGTERM", "stdin"),
        Arguments.of("SIGKILL", "stdin"),
        Arguments.of("SIGTERM", "git r"),
        Arguments.of("SIGKILL", "git r"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("signals")
  void aScanThatIsEndedLeavesNothingBehind(String signal, String command) throws Exception {
    Workspace work =
        workspace(
            PLAIN.replace("git init", "git init --object-format=sha256")
                + "cd ..; find r | sort > before");
    Process weir = started(List.of(), command + " -c c.toml -r report.json");
    // The banner: it has begun.
    assertThat(weir.getErrorStream().read()).isNotNegative();
    if (signal.equals("SIGKILL")) {
      weir.destroyForcibly();
    } else {
      weir.destroy();
    }
    int code = weir.waitFor();
    boolean wasDone = code == 0 && command.startsWith("git");
    assertThat(wasDone || code != 0).isTrue();
    assertThat(Files.exists(work.path("report.json"))).isEqualTo(wasDone);
    work.sh("find r | sort > after; cmp before after; test -z \"$(ls -d .weir-* 2>/dev/null)\"");
  }

  private Process started(List<String> before, String command) throws Exception {
    List<String> words = new ArrayList<>(before);
    words.add(System.getProperty("java.home") + "/bin/java");
    words.add("-cp");
    words.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    words.add("dev.weir.cli.Main");
    words.addAll(List.of(command.split(" ")));
    return new ProcessBuilder(words).directory(folder.toFile()).start();
  }

  /** Root may read all there is, unless it gives that right away. */
  private static List<String> withoutRootsRights() throws Exception {
    Process id = new ProcessBuilder("id", "-u").start();
    boolean root = new String(id.getInputStream().readAllBytes(), UTF_8).strip().equals("0");
    return root
        ? List.of("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search")
        : List.of("env");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "dir r, chmod 000 r/d, r/d",
    "dir r, chmod 000 r/d/f, r/d/f",
    "git r, chmod 000 r/.git/objects/??, commit",
    "git --staged r, chmod 000 r/.git/index, index",
    "git r, chmod 000 r/.git/refs/heads/main, ''"
  })
  void whatMayNotBeReadIsNamed(String command, String change, String named) throws Exception {
    List<String> weak = withoutRootsRights();
    try {
      Process trial =
          new ProcessBuilder(Stream.concat(weak.stream(), Stream.of("true")).toList()).start();
      assumeTrue(trial.waitFor() == 0, "root cannot give its rights away here");
    } catch (IOException e) {
      assumeTrue(false, "there is no setpriv to give root's rights away");
    }
    Workspace work = workspace(PLAIN + "mkdir d; echo x > d/f; cd ..; " + change);
    try {
      Process weir = started(weak, command + " -c c.toml");
      String said = new String(weir.getErrorStream().readAllBytes(), UTF_8);
      assertThat(weir.waitFor()).as(said).isEqualTo(BLIND);
      assertThat(said).contains(named).doesNotContain("\tat ").doesNotContain("internal error");
    } finally {
      work.sh("chmod -R u+rwX r");
    }
  }

  private Workspace workspace(String script) throws Exception {
    Workspace work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    work.sh(script);
    Files.writeString(work.path("c.toml"), CONFIG);
    return work;
  }

  private static int weir(Workspace work, String command) {
    return work.weir((command + " -c c.toml --no-banner").split(" "));
  }
}
