package dev.weir.git.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.Recorder;
import dev.weir.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks staged changes, unstaged changes, and the content of the newest commit. */
class StagedSourceTest {
  private static final ChangeReading PLAIN =
      ChangeReading.asGitLog(FileReading.withoutArchives(false));

  @TempDir Path folder;
  private TestRepository git;

  @BeforeEach
  void makeRepository() throws Exception {
    git = TestRepository.init(folder);
    git.write("a", "1\n2\n3\n").write("d/b", "b\n").write("gone", "gone\n").commit("one");
  }

  /** Reads the staged changes directly and with JGit; both must be the same. */
  private Recorder staged(Path place) throws Exception {
    Recorder direct;
    try (GitRepository repository = GitRepository.openWhenNeeded(place, "r", Map.of())) {
      direct = Recorder.of(staged(repository, place));
    }
    try (GitRepository repository = GitRepository.open(place, "r", Map.of())) {
      Recorder byJgit = Recorder.of(staged(repository, place));
      assertThat(direct.fragments).isEqualTo(byJgit.fragments);
      assertThat(direct.unread).isEqualTo(byJgit.unread);
      assertThat(direct.skipped).isEqualTo(byJgit.skipped);
      assertThat(direct.counts).isEqualTo(byJgit.counts);
    }
    return direct;
  }

  private static StagedSource staged(GitRepository repository, Path place) {
    return new StagedSource(repository, PathScope.of(repository, List.of(place)), PLAIN);
  }

  private Recorder unstaged() throws Exception {
    try (GitRepository repository = git.open()) {
      return Recorder.of(new UnstagedSource(repository, PathScope.EVERYTHING, PLAIN));
    }
  }

  @Test
  void readsAddedLinesWithTheirPositions() throws Exception {
    git.write("a", "1\n2\nnew\n3\n").write("d/c", "c\n");
    Files.delete(git.path("gone"));
    git.git("add -A");
    Recorder read = staged(folder);
    assertThat(read.fragments).containsExactly("a:3:new\n", "d/c:1:c\n");
    assertThat(read.raw).allMatch(fragment -> fragment.commit().sha().isEmpty());
  }

  @Test
  void separatesStagedFromUnstagedChanges() throws Exception {
    git.write("a", "1\nstaged\n2\n3\n");
    git.git("add a");
    git.write("a", "1\nstaged\n2\n3\nwork\n").write("untracked", "u\n");
    Files.delete(git.path("gone"));
    assertThat(staged(folder).fragments).containsExactly("a:2:staged\n");
    assertThat(unstaged().fragments).containsExactly("a:5:work\n");
  }

  @Test
  void readsOnlyTheFilesOfAFolder() throws Exception {
    git.write("a", "x\n").write("d/b", "y\n").write("dd", "z\n");
    git.git("add -A");
    assertThat(staged(folder.resolve("d")).fragments).containsExactly("d/b:1:y\n");
  }

  @Test
  void beforeTheFirstCommitEverythingIsNew() throws Exception {
    Path place = Files.createDirectory(folder.resolve("new"));
    TestRepository fresh = TestRepository.init(place);
    fresh.write("f", "text\n").git("add f");
    assertThat(staged(place).fragments).containsExactly("f:1:text\n");
  }

  @Test
  void treatsAnIntentToAddAsUnstaged() throws Exception {
    git.write("n", "text\n").git("add -N n");
    assertThat(staged(folder).fragments).isEmpty();
    assertThat(unstaged().fragments).containsExactly("n:1:text\n");
  }

  @Test
  void namesAConflict() throws Exception {
    git.git("checkout -q -b side");
    git.write("a", "side\n").commit("side");
    git.git("checkout -q main");
    git.write("a", "main\n").write("d/b", "b\nmore\n").commit("main");
    assertThatThrownBy(() -> git.git("merge -q side"));
    Recorder read = staged(folder);
    assertThat(read.unread)
        .containsExactly("a: UNREADABLE it is in conflict; resolve it and stage it");
    assertThat(unstaged().unread)
        .containsExactly("a: UNREADABLE it is in conflict; resolve it and stage it");
  }

  @Test
  void namesAMissingStagedFile() throws Exception {
    git.write("a", "x\n").write("n", "n\n").git("add -A");
    String lost = git.git("ls-files -s n").split(" ")[1];
    git.lose(lost);
    Recorder read = staged(folder);
    assertThat(read.unread).containsExactly("index:n: MISSING object " + lost + " is missing");
    assertThat(read.fragments).containsExactly("a:1:x\n");
  }

  @Test
  void anIndexThatIsCutOffScansNothing() throws Exception {
    git.write("n", "n\n").git("add -A");
    Path index = git.path(".git/index");
    byte[] bytes = Files.readAllBytes(index);
    Files.write(index, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> staged(folder))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cannot read the staged changes")
        .hasMessageContaining("it is cut off, so nothing was scanned");
    assertThatThrownBy(this::unstaged)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cannot read the unstaged changes");
  }

  @Test
  void skipsBinaryFilesByName() throws Exception {
    git.write("bin", "\0").git("add -A");
    Recorder read = staged(folder);
    assertThat(read.skipped).containsExactly("index:bin: BINARY git treats it as binary");
    assertThat(read.fragments).isEmpty();
  }

  @Test
  void readsLinksAsLinks() throws Exception {
    Files.createSymbolicLink(git.path("link"), Path.of("nowhere"));
    git.git("add link");
    assertThat(staged(folder).fragments).containsExactly("link:1:nowhere");
    Files.delete(git.path("link"));
    Files.createSymbolicLink(git.path("link"), Path.of("elsewhere"));
    assertThat(unstaged().fragments).containsExactly("link:1:elsewhere");
  }

  @Test
  void filesThatAreAssumedUnchangedAreNotRead() throws Exception {
    git.write("a", "x\n").write("d/b", "y\n").write("gone", "z\n");
    git.git("update-index --assume-unchanged a");
    git.git("update-index --skip-worktree d/b");
    assertThat(unstaged().fragments).containsExactly("gone:1:z\n");
  }

  @Test
  void convertsLineEndsAsGitDoes() throws Exception {
    git.write("a", "1\r\n2\r\n3\r\nnew\r\n");
    assertThat(unstaged().fragments).containsExactly("a:1:1\r\n2\r\n3\r\nnew\r\n");
    git.git("config core.autocrlf input");
    assertThat(unstaged().fragments).containsExactly("a:4:new\n");
  }

  @Test
  void needsAWorkTree() throws Exception {
    git.git("clone -q --bare . bare");
    try (GitRepository bare = GitRepository.open(folder.resolve("bare"), "bare", Map.of())) {
      assertThatThrownBy(() -> new UnstagedSource(bare, PathScope.EVERYTHING, PLAIN))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("has no work tree");
    }
  }

  @Test
  void listsTheStagedPaths() throws Exception {
    git.write("a", "x\n").write("d/n", "n\n");
    Files.delete(git.path("gone"));
    git.git("add -A");
    git.write("d/b", "unstaged\n");
    try (GitRepository repository = git.open()) {
      assertThat(StagedNames.of(repository)).containsExactlyInAnyOrder("a", "d/n", "gone");
    }
  }

  @Test
  void readsTheContentsOfTheIndex() throws Exception {
    git.write("a", "staged\n").git("add a");
    git.write("a", "work\n").write("n", "n\n").git("add -N n");
    Files.createSymbolicLink(git.path("link"), Path.of("a"));
    git.git("add link");
    try (GitRepository repository = git.open()) {
      IndexContent index = new IndexContent(repository);
      assertThat(index.names()).containsExactly("a", "d/b", "gone");
      assertThat(index.read("a", 100)).isEqualTo("staged\n".getBytes());
      assertThat(index.read("a", 3)).isEqualTo("sta".getBytes());
      assertThat(index.read("n", 100)).isNull();
    }
  }

  @Test
  void readsTheWholeNewestCommit() throws Exception {
    git.write("a", "1\n2\n3\nmore\n").commit("two");
    git.write("a", "work\n").write("staged", "s\n").git("add staged");
    try (GitRepository repository = git.open()) {
      Recorder read = Recorder.of(new NewestCommitSource(repository, PLAIN));
      assertThat(read.fragments)
          .containsExactly("a:1:1\n2\n3\nmore\n", "d/b:1:b\n", "gone:1:gone\n");
    }
    git.lose(git.id("HEAD:gone"));
    try (GitRepository repository = git.open()) {
      assertThat(Recorder.of(new NewestCommitSource(repository, PLAIN)).unread)
          .hasSize(1)
          .first()
          .asString()
          .startsWith("HEAD:gone: MISSING");
    }
  }

  @Test
  void readsManyFilesInParts() throws Exception {
    for (int i = 0; i < 130; i++) {
      git.write("m/" + (1000 + i), i + "\n");
    }
    git.commit("many");
    try (GitRepository repository = git.open()) {
      Recorder read = Recorder.of(new NewestCommitSource(repository, PLAIN));
      assertThat(read.fragments).hasSize(133);
      assertThat(read.parts).isEqualTo(3);
    }
  }

  @Test
  void readsUnreachableObjects() throws Exception {
    String lost = git.write("a", "lost\n").commit("lost");
    git.git("reset -q --hard HEAD~1");
    git.write("blob", "blob\n");
    String blob = git.git("hash-object -w blob").strip();
    git.write("t/f", "in a tree\n").git("add t");
    git.git("write-tree");
    git.git("rm -q -r --cached t");
    git.git("reflog expire --expire=now --all");
    try (GitRepository repository = git.openWithGit()) {
      Recorder read =
          Recorder.of(new UnreachableSource(repository, HistoryExtras.REACHABLE, PLAIN));
      assertThat(read.fragments)
          .contains(
              "commit message:1:lost\n",
              "a:1:lost\n",
              "blob " + blob + ":1:blob\n",
              "t/f:1:in a tree\n");
      assertThat(read.raw.get(0).commit().sha()).isEqualTo(lost);
      assertThat(read.unread).isEmpty();
    }
    try (GitRepository repository = git.open()) {
      Recorder read =
          Recorder.of(new UnreachableSource(repository, HistoryExtras.REACHABLE, PLAIN));
      assertThat(read.unread)
          .containsExactly("unreachable objects: UNREADABLE there is no git on the PATH");
    }
  }
}
