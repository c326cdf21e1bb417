package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.ExitCode;
import dev.weir.testing.RequiredProgram;
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
 * Broken, incomplete and uncommon repositories: weir reads them correctly, or prints what it could
 * not read and exits with 2. The readable parts contain no secrets, so that no finding hides the
 * exit code.
 */
class FaultsTest {
  private static final String CONFIG =
      "[[rules]]\nid = 'r'\ndescription = 'd'\nregex = 'key=([a-z]{5})'\n";

  /** A repository r with two commits, an unchanged file f and a file g that grew; no secrets. */
  private static final String PLAIN =
      "git init -q -b main r; cd r; echo plain > f; echo one > g; git add .; git commit -qm one;"
          + " echo two >> g; git add .; git commit -qm two; ";

  private static final int FOUND = 1;
  private static final int BLIND = ExitCode.INCOMPLETE;

  private static final Path CASES = Path.of("src/test/resources/faults").toAbsolutePath();
  private static final String FUNCTIONS = "functions.sh";

  @TempDir Path folder;

  /** The names of the folders of cases. */
  static List<String> faults() throws Exception {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(FUNCTIONS))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void printsTheFault(String name) throws Exception {
    Fault fault = Fault.read(CASES.resolve(name));
    RequiredProgram.require(
        Files.exists(Path.of("/dev/full")) || !fault.args().contains("/dev/full"), "/dev/full");
    Workspace work =
        workspace("CASES='" + CASES + "'; . '" + CASES.resolve(name).resolve("setup.sh") + "'");
    int exitCode = weir(work, String.join(" ", fault.args()));
    assertThat(exitCode).as(work.err()).isEqualTo(fault.exit());
    assertThat(work.err().lines().filter(line -> fault.level().matcher(line).find()))
        .as(work.err())
        .anyMatch(line -> line.contains(fault.reason()));
    assertThat(work.err()).doesNotContain("\tat ").doesNotContain("internal error");
    assertThat(work.err().contains("no leaks found\n")).isEqualTo(fault.complete());
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
            "an index with a wrong checksum, which git does not verify",
            "git --staged r",
            plain + content + "truncate -s -1 .git/index; printf x >> .git/index"),
        Arguments.of(
            "an index with a wrong checksum, unstaged",
            "git --pre-commit r",
            plain + content + commit + work + "truncate -s -1 .git/index; printf x >> .git/index"),
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
            "partial clone with all blobs",
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
  void readsUncommonRepositories(String name, String command, String script) throws Exception {
    Workspace work = workspace(script);
    assertThat(weir(work, command)).as(work.err()).isEqualTo(FOUND);
    assertThat(work.err()).contains("leaks found: 1").doesNotContain("ERR");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uncommonRepositories")
  void failsWithoutGit(String name, String command, String script) throws Exception {
    Workspace work = workspace(script);
    work.set("PATH", "");
    int exitCode = weir(work, command);
    if (exitCode != FOUND) {
      assertThat(exitCode).as(work.err()).isEqualTo(BLIND);
      assertThat(work.err()).contains("there is no git on the PATH");
    }
  }

  @Test
  void aReftableInALinkedWorkTreeIsReadByGitOrNotAtAll() throws Exception {
    // Git before 2.45 neither creates nor reads reftables; then weir prints the reason.
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
  void gitRunsNoProgramAndFetchesNothing(String command) throws Exception {
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
  void aKilledScanLeavesNothingBehind(String signal, String command) throws Exception {
    Workspace work =
        workspace(
            PLAIN.replace("git init", "git init --object-format=sha256")
                + "cd ..; find r | sort > before");
    Process weir = started(List.of(), command + " -c c.toml -r report.json");
    // The banner shows that the scan has begun.
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
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().put("NO_COLOR", "1");
    return builder.start();
  }

  /** Root can read everything unless it drops that privilege. */
  private static List<String> withoutRootPrivileges() throws Exception {
    Process id = new ProcessBuilder("id", "-u").start();
    boolean root = new String(id.getInputStream().readAllBytes(), UTF_8).strip().equals("0");
    return root
        ? List.of("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search")
        : List.of("env");
  }

  @ParameterizedTest(name = "{0}, without a right to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dir r | r/d | error=\"permission denied\" path=r/d",
        "dir r | r/d/f | error=\"permission denied\" path=r/d/f",
        "git r | r/.git/objects/?? | is missing\" path=refs/heads/main",
        "git --staged r | r/.git/index | cannot read the staged changes: the index is damaged",
        "git r | r/.git/refs/heads/main | error=\"the references cannot be listed: "
      })
  void printsWhatItMayNotRead(String command, String closed, String named) throws Exception {
    List<String> weak = withoutRootPrivileges();
    RequiredProgram.find(weak.get(0));
    Process trial =
        new ProcessBuilder(Stream.concat(weak.stream(), Stream.of("true")).toList()).start();
    RequiredProgram.require(trial.waitFor() == 0, "root's privilege to drop its privileges");
    Workspace work = workspace(PLAIN + "mkdir d; echo x > d/f; cd ..; chmod 000 " + closed);
    try {
      Process weir = started(weak, command + " -c c.toml");
      String output = new String(weir.getErrorStream().readAllBytes(), UTF_8);
      assertThat(weir.waitFor()).as(output).isEqualTo(BLIND);
      assertThat(output).contains(named).doesNotContain("\tat ").doesNotContain("internal error");
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
