package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.cli.process.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan with a ledger reports the same as a scan of everything. */
class LedgerTest {
  private static final String CONFIG =
      "[[rules]]\nid = 'r'\ndescription = 'd'\nregex = 'key=([a-z]{5})'\nkeywords = ['key']\n"
          + "[allowlist]\npaths = ['left-out']\n";

  /** Changes of a repository between two scans; %1$d is the number of the step. */
  private static final List<String> STEPS =
      List.of(
          "echo word%1$d > f%1$d; C",
          "echo key=abcde >> f; C",
          "git mv -k f moved%1$d; echo again > f; C",
          "git checkout -qb side%1$d; echo key=sside > s%1$d; C; git checkout -q main",
          "git checkout -qb old%1$d HEAD~1 2>/dev/null; echo o > o%1$d; C; git checkout -q main",
          "echo m > m%1$d; C; git merge -q -m merge $(git branch | tail -1) || git merge --abort",
          "echo t > f; C; git tag -a v%1$d -m 'key=tagge'",
          "printf 'a\\0key=zeros' > b%1$d; mkdir -p left-out; echo key=leftt > left-out/f; C",
          "git commit -q --allow-empty -m 'x key=messg'",
          "git commit -q --allow-empty --amend -m amended",
          "git branch -D $(git branch | grep -v '*' | tail -1)",
          "echo '* -diff' > .gitattributes",
          "rm -f .gitattributes; echo '*.x text' > .git/info/attributes",
          "echo 'b* text' > .gitattributes",
          "echo 'b* diff' > .gitattributes",
          "printf '\\377\\376key=utf16' > u%1$d; gzip -c f > z%1$d; echo key=gzips >> z%1$d; C",
          "echo 'z* diff' > .git/info/attributes",
          "echo 'u* diff=foo' > .gitattributes; git config diff.foo.binary false",
          "GIT_COMMITTER_DATE='2001-01-01T00:00:00Z' git commit -q --allow-empty -m 'long ago'",
          "git notes add -f -m 'key=notee'",
          "git pack-refs --all; git repack -qad",
          "git checkout -q --orphan root%1$d; git commit -q --allow-empty -m r; git checkout -qf main",
          "git reset -q --hard HEAD~1 2>/dev/null",
          "true");

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void repository() throws Exception {
    work = new Workspace(folder);
    work.set("HOME", work.path("home").toString());
    Files.writeString(work.path("c.toml"), CONFIG);
    step("git init -q -b main .; echo a > f; C", 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void reportsTheSameAsAScanOfEverything(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> done = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      String next = STEPS.get(random.nextInt(STEPS.size()));
      step(next, i);
      done.add(next);
      assertThat(scan()).as("after %s", done).isEqualTo(scan("--no-ledger"));
    }
  }

  @Test
  void remembersOnlyWhatItRead() throws Exception {
    assertThat(scan()).isEqualTo(scan());
    assertThat(ledgers()).hasSize(1);
    Files.delete(objectOf("HEAD:f"));
    assertThat(work.weir("git", "-c", "c.toml", "r")).isZero();
    assertThat(work.weir("git", "-c", "c.toml", "--no-ledger", "r")).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void readsEverythingAgainForOtherRules() throws Exception {
    step("echo 'key=abcde other=abcde' > g; C", 1);
    scan();
    Files.writeString(work.path("c.toml"), CONFIG.replace("key=(", "other=("));
    assertThat(scan()).isEqualTo(scan("--no-ledger")).contains("other=abcde");
    assertThat(ledgers()).hasSize(2);
  }

  @Test
  void ignoresADamagedLedger() throws Exception {
    step("echo key=abcde > g; C", 1);
    String whole = scan();
    Path file = ledgers().get(0);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, i % 4 == 0 ? Arrays.copyOf(damaged, i * 5) : damaged);
      assertThat(scan()).isEqualTo(whole);
    }
  }

  @Test
  void keepsOnlyAFewLedgers() throws Exception {
    for (int depth = 0; depth < 6; depth++) {
      scan("--max-decode-depth=" + depth);
    }
    assertThat(ledgers()).hasSize(4);
  }

  @Test
  void isNotKeptInAReadOnlyRepository() throws Exception {
    Files.writeString(work.path("r/.git/weir"), "in the way");
    assertThat(scan()).isEqualTo(scan("--no-ledger"));
  }

  @Test
  void isNotUsedForAPartOfTheHistory() throws Exception {
    work.weir("git", "-c", "c.toml", "--log-opts=-1", "r");
    assertThat(work.path("r/.git/weir")).doesNotExist();
  }

  @Test
  void holdsNoSecret() throws Exception {
    step("echo key=abcde > g; C", 1);
    scan();
    assertThat(new String(Files.readAllBytes(ledgers().get(0)), StandardCharsets.ISO_8859_1))
        .doesNotContain("abcde");
  }

  /** Reports that rules suppress are not part of a ledger that was written without them. */
  @Test
  void reportsSuppressedValuesAfterAScanWithoutThem() throws Exception {
    step("echo 'key=abcde # gitleaks:allow' > g; C", 1);
    scan();
    scan();
    assertThat(scan("--report-suppressed")).isEqualTo(scan("--report-suppressed", "--no-ledger"));
  }

  /** A file that is read as UTF-16, because of its first bytes, is text for a diff driver. */
  @Test
  void readsAgainWhatAnAttributeMakesText() throws Exception {
    step("printf '\\377\\376x\\nkey=abcde\\n' > g; C", 1);
    scan();
    step("echo 'g diff' > .gitattributes", 2);
    assertThat(scan()).isEqualTo(scan("--no-ledger")).contains("abcde");
  }

  /** A ledger that somebody else made, for example in an archive of the repository. */
  @Test
  void ignoresAForeignLedger() throws Exception {
    step("echo key=abcde > g; C", 1);
    Files.writeString(work.path("c.toml"), CONFIG.replace("key=(", "other=("));
    scan();
    Path planted = ledgers().get(0);
    Files.writeString(work.path("c.toml"), CONFIG);
    scan();
    Path own = ledgers().get(0).equals(planted) ? ledgers().get(1) : ledgers().get(0);
    Files.copy(planted, own, StandardCopyOption.REPLACE_EXISTING);
    assertThat(scan()).contains("key=abcde");
    work.set("HOME", work.path("other").toString());
    assertThat(scan()).contains("key=abcde");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ln -s ../../foreign weir",
        "mkfifo weir",
        "mkdir weir; cd weir; for l in $OLD; do mkfifo $l; done",
        "mkdir weir; cd weir; for l in $OLD; do ln -s /dev/zero $l; done",
        "mkdir weir; cd weir; for l in $OLD; do truncate -s 3G $l; done",
      })
  void doesNotFollowWhatTakesItsPlace(String script) throws Exception {
    step("echo key=abcde > g; C", 1);
    String whole = scan();
    work.sh("mkdir foreign; for i in 1 2 3 4 5 6; do echo mine > foreign/ledger-$i; done");
    work.sh("cd r/.git; OLD=$(ls weir); rm -r weir; " + script);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> assertThat(scan()).isEqualTo(whole).isEqualTo(scan()));
    assertThat(work.path("foreign").toFile().list()).hasSize(6);
  }

  @Test
  void isNotKeptWithoutAHome() throws Exception {
    work.set("HOME", "");
    assertThat(scan()).isEqualTo(scan("--no-ledger"));
    assertThat(work.path("r/.git/weir")).doesNotExist();
  }

  private void step(String script, int number) throws Exception {
    String commands = String.format(script, number).replace("C;", "C ;");
    work.sh(
        "set +e; mkdir -p r; cd r; C() { git add -A; git commit -qm x; }; "
            + commands
            + " || true");
  }

  /** Returns the report and the coverage. */
  private String scan(String... flags) throws Exception {
    List<String> words = new ArrayList<>(List.of("git", "-c", "c.toml", "-f", "json", "-r", "-"));
    words.addAll(List.of("--coverage-report", "coverage.json"));
    words.addAll(List.of(flags));
    words.add("r");
    int exitCode = work.weir(words.toArray(String[]::new));
    String coverage =
        Files.readString(work.path("coverage.json")).replaceAll("(?m)^ *\"(start|end)\".*$", "");
    String output = work.err().lines().filter(line -> line.contains("read: ")).toList().toString();
    return exitCode + "\n" + work.out() + "\n" + output.replaceAll("^.*read:", "") + coverage;
  }

  private List<Path> ledgers() throws IOException {
    try (Stream<Path> files = Files.list(work.path("r/.git/weir"))) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    }
  }

  private Path objectOf(String name) throws Exception {
    work.sh("cd r; git rev-parse " + name + " > ../id");
    String id = Files.readString(work.path("id")).strip();
    return work.path("r/.git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
  }
}
