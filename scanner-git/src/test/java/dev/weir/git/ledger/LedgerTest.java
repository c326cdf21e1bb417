package dev.weir.git.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.FileReading;
import dev.weir.git.GitRepository;
import dev.weir.git.Recorder;
import dev.weir.git.TestRepository;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a second scan only reads what the first one did not. */
class LedgerTest {
  @TempDir Path folder;
  private TestRepository git;
  private Map<String, String> variables = Map.of();

  /**
   * Makes three commits that the recorder sees without text, so that their summaries are stored.
   */
  @BeforeEach
  void makeRepository() throws Exception {
    git = TestRepository.init(Files.createDirectory(folder.resolve("r")));
    variables = Map.of("HOME", folder.resolve("home").toString());
    git.commit("one");
    git.commit("two");
    git.commit("three");
  }

  private Recorder scan(String identity) throws Exception {
    try (GitRepository repository = git.open()) {
      LedgerKey key = LedgerKey.of(repository, variables);
      Ledger ledger = key == null ? null : Ledger.open(repository, identity, key);
      Recorder recorder =
          Recorder.of(
              new HistorySource(
                  repository,
                  CommitSelection.all(),
                  new HistoryExtras(HistoryExtras.Merges.REPORTED, false, false, false),
                  ChangeReading.asGitLog(FileReading.withoutArchives(true)),
                  ledger));
      if (ledger != null) {
        ledger.save();
      }
      return recorder;
    }
  }

  private List<Path> ledgers() throws Exception {
    Path place = git.path(".git/weir");
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.sorted().toList();
    }
  }

  @Test
  void recordedCommitsAreNotReadAgain() throws Exception {
    Recorder first = scan("a");
    assertThat(first.parts).isEqualTo(3);
    assertThat(first.recorded).isZero();
    assertThat(ledgers()).hasSize(1);
    Recorder second = scan("a");
    assertThat(second.parts).isZero();
    assertThat(second.recorded).isEqualTo(3);
  }

  @Test
  void onlyNewCommitsAreRead() throws Exception {
    scan("a");
    git.commit("four");
    Recorder recorder = scan("a");
    assertThat(recorder.parts).isEqualTo(1);
    assertThat(recorder.recorded).isEqualTo(3);
    assertThat(scan("a").recorded).isEqualTo(4);
  }

  @Test
  void aCommitWithTextIsReadEachTime() throws Exception {
    git.write("f", "text\n").commit("four");
    git.commit("five");
    assertThat(scan("a").fragments).containsExactly("f:1:text\n");
    Recorder second = scan("a");
    assertThat(second.fragments).containsExactly("f:1:text\n");
    assertThat(second.parts).isEqualTo(1);
    assertThat(second.recorded).isEqualTo(4);
  }

  @Test
  void anotherIdentityReadsEverything() throws Exception {
    scan("a");
    assertThat(scan("b").parts).isEqualTo(3);
    assertThat(scan("a").recorded).isEqualTo(3);
    assertThat(ledgers()).hasSize(2);
  }

  @Test
  void deletesTheOldestLedgers() throws Exception {
    for (String identity : List.of("a", "b", "c", "d", "e", "f")) {
      scan(identity);
    }
    assertThat(ledgers()).hasSize(4);
  }

  @Test
  void anUnchangedLedgerIsNotWritten() throws Exception {
    scan("a");
    Path ledger = ledgers().get(0);
    Files.setLastModifiedTime(ledger, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    scan("a");
    assertThat(Files.getLastModifiedTime(ledger).toMillis()).isEqualTo(1_000_000);
    git.commit("four");
    scan("a");
    assertThat(Files.getLastModifiedTime(ledger).toMillis()).isNotEqualTo(1_000_000);
  }

  @Test
  void forgetsRemovedHistory() throws Exception {
    String one = git.id("HEAD~2");
    scan("a");
    git.git("reset -q --hard " + one);
    git.git("reflog expire --expire=now --all");
    Recorder recorder = scan("a");
    assertThat(recorder.parts + recorder.recorded).isEqualTo(1);
    git.commit("other");
    Recorder third = scan("a");
    assertThat(third.parts).isEqualTo(1);
    assertThat(third.recorded).isEqualTo(1);
  }

  @Test
  void namesAMissingCommit() throws Exception {
    scan("a");
    String lost = git.id("HEAD");
    String tip = git.commit("four");
    git.lose(lost);
    Recorder recorder = scan("a");
    assertThat(recorder.unread)
        .containsExactly(
            "commit " + tip + ": MISSING object " + lost + " is missing",
            "the rest of the history: MISSING object " + lost + " is missing");
  }

  @Test
  void aDamagedLedgerIsIgnored() throws Exception {
    scan("a");
    Files.writeString(ledgers().get(0), "weir ledger 1\n");
    assertThat(scan("a").parts).isEqualTo(3);
  }

  @Test
  void aBranchWithOlderCommitsIsReadInItsOrder() throws Exception {
    scan("a");
    // These commits have the same time as known ones, so their order needs a full walk.
    git.git("checkout -q -b side HEAD~1");
    git.run("-c", "user.name=x", "commit", "-q", "--allow-empty", "-m", "side");
    Recorder recorder = scan("a");
    assertThat(recorder.parts).isEqualTo(1);
    assertThat(recorder.recorded).isEqualTo(3);
  }

  @Test
  void aLedgerOfAnotherUserIsIgnored() throws Exception {
    scan("a");
    variables = Map.of("HOME", folder.resolve("other").toString());
    assertThat(scan("a").parts).isEqualTo(3);
  }

  @Test
  void aLedgerOfAnotherRepositoryIsIgnored() throws Exception {
    scan("a");
    Path copy = Files.createDirectory(folder.resolve("copy"));
    assertThat(
            new ProcessBuilder("cp", "-a", git.path(".git").toString(), copy.toString())
                .start()
                .waitFor())
        .isZero();
    git = new TestRepository(copy);
    assertThat(scan("a").parts).isEqualTo(3);
    assertThat(scan("a").recorded).isEqualTo(3);
  }

  @Test
  void withoutAHomeThereIsNoLedger() throws Exception {
    variables = Map.of();
    assertThat(scan("a").parts).isEqualTo(3);
    assertThat(git.path(".git/weir")).doesNotExist();
  }

  @Test
  void aLinkToAFolderIsNotUsed() throws Exception {
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    for (int i = 0; i < 6; i++) {
      Files.writeString(foreign.resolve("ledger-" + i), "mine");
    }
    Files.createSymbolicLink(git.path(".git/weir"), foreign);
    assertThat(scan("a").parts).isEqualTo(3);
    assertThat(scan("a").parts).isEqualTo(3);
    assertThat(foreign.toFile().list()).hasSize(6);
  }

  /** Each changes how some file could be read, so nothing that was recorded counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo '* diff' > .gitattributes",
        "echo '* diff' > d/.gitattributes",
        "echo '*.x -diff' > .git/info/attributes",
        "git config diff.foo.binary false",
        "git config core.attributesFile ../attributes",
        "git replace HEAD~1 HEAD~2",
        "git rev-parse HEAD > .git/info/grafts",
      })
  void otherConditionsReadEverythingAgain(String change) throws Exception {
    Files.writeString(folder.resolve("attributes"), "* diff\n");
    git.write("d/e/f", "x\n").commit("four");
    scan("a");
    assertThat(scan("a").parts).isEqualTo(1);
    assertThat(
            new ProcessBuilder("sh", "-ec", "mkdir -p .git/info; " + change)
                .directory(git.path("").toFile())
                .start()
                .waitFor())
        .isZero();
    Recorder changed = scan("a");
    assertThat(changed.recorded).isZero();
    assertThat(scan("a").recorded).isPositive();
  }
}
