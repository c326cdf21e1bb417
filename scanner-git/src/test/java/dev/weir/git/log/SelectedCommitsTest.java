package dev.weir.git.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.Recorder;
import dev.weir.git.TestRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the selected commits and their order with git's. */
class SelectedCommitsTest {
  private static final Instant NOW = Instant.ofEpochSecond(TestRepository.START + 100_000);

  @TempDir static Path folder;
  private static TestRepository git;

  /** Makes main with a merged and an open branch, two tags, a file and a folder. */
  @BeforeAll
  static void makeRepository() throws Exception {
    git = TestRepository.init(folder);
    git.write("f", "1\n").commit("one");
    git.write("d/g", "1\n").commit("two: fix a+b");
    git.git("tag light");
    git.git("checkout -q -b side");
    git.write("s", "1\n").commit("three on the side");
    git.git("checkout -q main");
    git.write("f", "1\n2\n").commit("four");
    git.git("merge -q --no-ff -m merged side");
    git.git("tag -a -m annotated v1.0");
    git.write("d/g", "1\n2\n").commit("six\n\nFIX of the body");
    git.git("checkout -q -b open light");
    git.run(
        "-c", "user.name=Other", "commit", "-q", "--allow-empty", "--author=Other <o@x>", "-mopen");
    git.git("checkout -q main");
    git.git("update-ref refs/remotes/origin/main HEAD~1");
    git.git("symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main");
    git.git("update-ref refs/bisect/bad HEAD");
    git.git("update-ref refs/bisect/good-1 light");
  }

  private List<String> selected(String words) throws Exception {
    return selected(SelectedCommits.of(List.of(words.split(" ", -1)), NOW));
  }

  private List<String> selected(CommitSelection selection) throws Exception {
    List<String> ids = new ArrayList<>();
    try (GitRepository repository = git.openWithGit();
        RevWalk walk = new RevWalk(repository.jgit())) {
      StartedWalk started = selection.start(repository, walk, new Recorder());
      int skip = selection.skip();
      int left = selection.maxCount();
      for (RevCommit commit = next(started); commit != null; commit = next(started)) {
        if (skip > 0) {
          skip--;
        } else if (left-- != 0) {
          ids.add(commit.name());
        } else {
          break;
        }
      }
    }
    return ids;
  }

  private static RevCommit next(StartedWalk started) throws Exception {
    return started == null ? null : started.commits().next();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD",
        "--all",
        "main",
        "main open",
        "light..main",
        "main..light",
        "..open",
        "side..",
        "main...open",
        "main ^side",
        "^light main open",
        "HEAD~2",
        "v1.0",
        "v1.0..HEAD",
        "--branches",
        "--branches=o*",
        "--branches=main",
        "--tags",
        "--tags=v*",
        "--remotes",
        "--remotes=origin",
        "-n 2",
        "-2 --all",
        "-n1 --skip=1",
        "--max-count=3 --skip 1 --all",
        "--no-merges",
        "--merges --all",
        "--first-parent",
        "--author=Other --all",
        "--author=jane@example --all",
        "--committer=Jane --all",
        "--grep=fix --all",
        "-i --grep=fix",
        "-F --grep=a+b",
        "-E --grep=(one|four)",
        "--since=1700000180",
        "--until=1700000180 --all",
        "--since=1700000120 --until=1700000240 --all",
        "-- f",
        "main -- d",
        "main d",
        "--reverse -- f",
        "HEAD^!",
        "HEAD~1^@",
        "--max-parents=0 --all",
        "--min-parents=2",
        "open --not main",
        "--glob=heads/o*",
        "--left-right main...open",
        "--all-match --grep=six --grep=FIX",
        "--invert-grep --grep=fix --all",
        "--no-walk main open",
        "--max-parents=1 main -- f",
        "@",
        "@~1",
        "@^",
        "HEAD~2..@",
        "@~2..@",
        "..@",
        "@...open",
        "^@~1 @",
        "origin",
        "origin..HEAD",
        "origin~1..main",
        "remotes/origin/HEAD",
        "heads/main",
        "v1.0^{}",
        "main~1^2",
        ":/four",
        "main^{/two}",
        "-n 1 --full-history main -- s",
        "--full-history -n 2 main -- f",
        "--full-history --skip=1 main -- d",
        "--bisect"
      })
  void equalThoseOfGit(String words) throws Exception {
    List<String> command = new ArrayList<>(List.of("log", "--format=%H"));
    command.addAll(List.of(words.split(" ", -1)));
    List<String> expected = git.run(command.toArray(String[]::new)).lines().toList();
    List<String> found = selected(words);
    if (words.contains("--reverse")) {
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    } else {
      assertThat(found).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void refusesASelectionThatChangesDiffs() {
    assertThatThrownBy(() -> selected("--simplify-by-decoration --all"))
        .isInstanceOf(LogOptionsException.class)
        .hasMessageContaining("--simplify-by-decoration changes which lines");
  }

  @Test
  void withFullHistoryNoCommitIsSkipped() throws Exception {
    String words = "--full-history main -- s";
    assertThat(selected(words))
        .containsAll(git.git("log --format=%H " + words).lines().toList())
        .containsExactlyElementsOf(selected("main"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"main d", "HEAD^!", "--all", "-n 1 -- f"})
  void startingDoesNotChangeTheSelection(String words) throws Exception {
    CommitSelection selection = SelectedCommits.of(List.of(words.split(" ")), NOW);
    List<String> first = selected(selection);
    assertThat(first).isNotEmpty();
    assertThat(selected(selection)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "--all, false",
    "main, false",
    "-n 3, true",
    "light..main, true",
    "^light main, true",
    "--since=1600000000, true",
    "--until=1600000000, false",
    "--no-merges, false",
    "HEAD^!, true"
  })
  void recognisesABound(String words, boolean isBounded) {
    CommitSelection selection = SelectedCommits.of(List.of(words.split(" ")), NOW);
    assertThat(selection.isBounded()).isEqualTo(isBounded);
    assertThat(selection.isWholeHistory()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "nonesuch, unknown revision 'nonesuch'",
    "light..nonesuch, unknown revision 'nonesuch'",
    "nonesuch...main, unknown revision 'nonesuch'",
    "^nonesuch, unknown revision 'nonesuch'",
    "nonesuch^@, git failed: bad revision 'nonesuch^@'",
    "a..b..c, unknown revision"
  })
  void namesAnUnknownRevision(String words, String reason) {
    assertThatThrownBy(() -> selected(words))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("so nothing was scanned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-- *.txt", "-- :!f", "HEAD^! -- f?", "-- [ab]"})
  void rejectsAPatternForPaths(String words) {
    assertThatThrownBy(() -> selected(words))
        .isInstanceOf(LogOptionsException.class)
        .hasMessageContaining("is a pattern for paths");
  }

  @ParameterizedTest
  @CsvSource({
    "--all, v1.0",
    "v1.0, v1.0",
    "light..v1.0, v1.0",
    "--tags, v1.0",
    "main, ''",
    "v1.0..main, ''",
    "light, ''",
    "^v1.0 main, ''",
    "--max-parents=1 v1.0, v1.0",
    "--max-parents=1 --all, v1.0"
  })
  void findsTheAnnotatedTagsThatAreNamed(String words, String tag) throws Exception {
    try (GitRepository repository = git.openWithGit()) {
      List<String> tags =
          SelectedCommits.of(List.of(words.split(" ")), NOW).named(repository).tags().stream()
              .map(ObjectId::name)
              .toList();
      assertThat(tags).isEqualTo(tag.isEmpty() ? List.of() : List.of(git.id(tag)));
    }
  }

  @Test
  void allCommitsAreAWholeHistory() throws Exception {
    CommitSelection all = CommitSelection.all();
    assertThat(all.isWholeHistory()).isTrue();
    assertThat(all.isBounded()).isFalse();
    assertThat(selected(all))
        .containsExactlyElementsOf(git.git("log --all --format=%H").lines().toList());
    try (GitRepository repository = git.open();
        RevWalk walk = new RevWalk(repository.jgit())) {
      StartedWalk started = all.start(repository, walk, new Recorder());
      assertThat(started).isNotNull();
      assertThat(started.starts())
          .extracting(ObjectId::name)
          .containsExactlyInAnyOrder(
              git.id("main"), git.id("side"), git.id("open"), git.id("light"), git.id("main~1"));
    }
  }

  @Test
  void findsTheNewCommitsOfAPush() throws Exception {
    assertThat(selected(new NewCommits(List.of("open"), List.of("main"), List.of(), List.of())))
        .containsExactly(git.id("open"));
    assertThat(
            selected(
                new NewCommits(List.of("main"), List.of(), List.of(), List.of("refs/remotes/"))))
        .containsExactly(git.id("main"));
    String gone = "0123456789012345678901234567890123456789";
    assertThat(
            selected(
                new NewCommits(
                    List.of("main"), List.of(), List.of(gone, git.id("main~1")), List.of())))
        .containsExactly(git.id("main"));
    assertThatThrownBy(
            () -> selected(new NewCommits(List.of("nonesuch"), List.of(), List.of(), List.of())))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("unknown revision 'nonesuch'");
    assertThatThrownBy(
            () -> selected(new NewCommits(List.of(gone), List.of(), List.of(), List.of())))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is missing");
  }

  @Test
  void aTreeHasNoHistory() throws Exception {
    Recorder recorder = new Recorder();
    try (GitRepository repository = git.open();
        RevWalk walk = new RevWalk(repository.jgit())) {
      CommitSelection tree =
          new NewCommits(List.of(git.id("HEAD^{tree}")), List.of(), List.of(), List.of());
      assertThat(tree.start(repository, walk, recorder)).isNull();
      assertThat(tree.named(repository).contents()).hasSize(1).first().matches(c -> c.isFolder());
    }
    assertThat(recorder.unread).isEmpty();
  }

  @Test
  void namesDamagedReferences(@TempDir Path place) throws Exception {
    TestRepository damaged = TestRepository.init(place);
    damaged.commit("one");
    damaged.write(".git/refs/heads/broken", "garbage\n");
    damaged.write(".git/refs/heads/lost", "0123456789012345678901234567890123456789\n");
    Recorder recorder = new Recorder();
    try (GitRepository repository = damaged.open();
        RevWalk walk = new RevWalk(repository.jgit())) {
      assertThat(CommitSelection.all().start(repository, walk, recorder)).isNotNull();
    }
    assertThat(recorder.unread)
        .containsExactlyInAnyOrder(
            "refs/heads/broken: UNREADABLE the reference is damaged: it names no object",
            "refs/heads/lost: MISSING object 0123456789012345678901234567890123456789 is missing");
  }
}
