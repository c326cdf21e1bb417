package dev.weir.git.source;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkippedPaths;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.Recorder;
import dev.weir.git.TestRepository;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.SelectedCommits;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the lines that commits of small repositories add. */
class HistorySourceTest {
  private static final ChangeReading PLAIN =
      ChangeReading.asGitLog(FileReading.withoutArchives(false));

  @TempDir Path folder;
  private TestRepository git;

  @BeforeEach
  void makeRepository() throws Exception {
    git = TestRepository.init(folder);
  }

  private static HistoryExtras merges(HistoryExtras.Merges merges) {
    return new HistoryExtras(merges, false, false, false);
  }

  private Recorder read() throws Exception {
    return read(HistoryExtras.LOG, PLAIN, "");
  }

  private Recorder read(HistoryExtras extras, ChangeReading reading, String options)
      throws Exception {
    CommitSelection selection =
        options.isEmpty()
            ? CommitSelection.all()
            : SelectedCommits.of(List.of(options.split(" ")), Instant.EPOCH);
    try (GitRepository repository = git.open()) {
      return Recorder.of(new HistorySource(repository, selection, extras, reading));
    }
  }

  private static String numbered(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i <= to; i++) {
      text.append("line ").append(i).append('\n');
    }
    return text.toString();
  }

  @Test
  void eachHunkIsAFragmentAtItsLine() throws Exception {
    git.write("f", numbered(1, 20)).commit("one");
    String changed =
        numbered(1, 20).replace("line 3\n", "new 3\nnew 3b\n").replace("line 15\n", "new 15\n");
    git.write("f", changed).commit("two");
    Recorder read = read();
    assertThat(read.fragments)
        .containsExactly("f:3:new 3\nnew 3b\n", "f:16:new 15\n", "f:1:" + numbered(1, 20));
    assertThat(read.unread).isEmpty();
    assertThat(read.skipped).isEmpty();
    assertThat(read.counts).isEqualTo(Map.of(Source.Unit.COMMIT, 2, Source.Unit.BLOB, 2));
    assertThat(read.parts).isEqualTo(2);
  }

  @Test
  void removedLinesAreAFragmentWithoutText() throws Exception {
    git.write("f", numbered(1, 9)).commit("one");
    git.write("f", numbered(1, 3) + numbered(7, 9)).commit("two");
    assertThat(read().fragments).first().isEqualTo("f:3:");
  }

  @Test
  void doesNotReadDeletedFiles() throws Exception {
    git.write("f", "text\n").commit("one");
    Files.delete(git.path("f"));
    git.commit("two");
    assertThat(read().fragments).containsExactly("f:1:text\n");
  }

  @Test
  void aFragmentNamesItsCommit() throws Exception {
    String id = git.write("f", "text\n").commit("title\n\nbody");
    git.git("notes add -m noted");
    Fragment fragment =
        read(HistoryExtras.LOG, PLAIN, "main").raw.stream().findFirst().orElseThrow();
    assertThat(fragment.commit())
        .isEqualTo(
            new CommitInfo(
                id,
                "Jane Doe",
                "jane@example.com",
                "2023-11-14T22:14:20Z",
                "title\n\nbody\n\nNotes:\nnoted"));
  }

  @Test
  void newestCommitsComeFirstAndPathsInTheirOrder() throws Exception {
    git.write("b", "b\n").write("a/z", "z\n").write("a.txt", "t\n").commit("one");
    git.write("c", "c\n").commit("two");
    assertThat(read().fragments).containsExactly("c:1:c\n", "a.txt:1:t\n", "a/z:1:z\n", "b:1:b\n");
  }

  @Test
  void readsOnlyTheChangesOfARenamedFile() throws Exception {
    git.write("old name", numbered(1, 30)).commit("one");
    Files.move(git.path("old name"), git.path("new"));
    git.write("new", numbered(1, 30) + "added\n").commit("two");
    git.git("mv new newer");
    git.commit("three");
    assertThat(read().fragments).containsExactly("new:31:added\n", "old name:1:" + numbered(1, 30));
  }

  @Test
  void decodesNames() throws Exception {
    git.write("d\u00e9/\u65e5 \"x\"", "text\n").commit("one");
    assertThat(read().fragments).containsExactly("d\u00e9/\u65e5 \"x\":1:text\n");
  }

  @Test
  void readsTheCommitOfASubmodule() throws Exception {
    String id = "0123456789012345678901234567890123456789";
    git.git("update-index --add --cacheinfo 160000," + id + ",sub");
    git.run("commit", "-q", "-m", "one");
    assertThat(read().fragments).containsExactly("sub:1:Subproject commit " + id + "\n");
  }

  @Test
  void readsAFileThatBecameALinkOnlyOnRequest() throws Exception {
    git.write("f", "text\n").commit("one");
    Files.delete(git.path("f"));
    Files.createSymbolicLink(git.path("f"), Path.of("target"));
    git.commit("two");
    assertThat(read().fragments).containsExactly("f:1:text\n");
    // git log shows the link as a new file.
    assertThat(read(HistoryExtras.LOG, PLAIN, "main").fragments)
        .containsExactly("f:1:target", "f:1:text\n");
  }

  @Test
  void skipsABinaryFileByName() throws Exception {
    git.write("bin", "key\0\n");
    String id = git.write("f", "text\n").commit("one");
    Recorder read = read();
    assertThat(read.fragments).containsExactly("f:1:text\n");
    assertThat(read.skipped).containsExactly(id + ":bin: BINARY git treats it as binary");
    assertThat(read.binary).containsExactly("bin:1:key\0\n");
    assertThat(read.counts).isEqualTo(Map.of(Source.Unit.COMMIT, 1, Source.Unit.BLOB, 1));
  }

  @Test
  void attributesDecideWhatIsBinary() throws Exception {
    git.write(".gitattributes", "*.x binary\n*.y diff\n*.z -diff\nd/* diff=own\n");
    git.write("a.x", "x\n").write("b.y", "y\0\n").write("c.z", "z\n").write("d/e", "e\n");
    git.git("config diff.own.binary true");
    String id = git.commit("one");
    Recorder read = read();
    assertThat(read.fragments)
        .contains("b.y:1:y\0\n")
        .noneMatch(line -> line.startsWith("a.x") || line.startsWith("c.z"));
    assertThat(read.skipped)
        .containsExactlyInAnyOrder(
            id + ":a.x: BINARY git treats it as binary",
            id + ":c.z: BINARY git treats it as binary",
            id + ":d/e: BINARY git treats it as binary");
  }

  @Test
  void readsTextInUtf16OnRequest() throws Exception {
    Files.write(git.path("f"), "\ufeffone\n".getBytes(UTF_16LE));
    git.commit("one");
    Files.write(git.path("f"), "\ufeffone\ntwo\n".getBytes(UTF_16LE));
    git.commit("two");
    assertThat(read().fragments).isEmpty();
    Recorder read =
        read(HistoryExtras.LOG, ChangeReading.asGitLog(FileReading.withoutArchives(true)), "");
    assertThat(read.fragments).hasSize(4).contains("f:2:two\n", "f:1:one\n");
    assertThat(read.skipped).isEmpty();
  }

  @Test
  void opensArchivesOnRequest() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("in/f"));
      zip.write("text\n".getBytes(UTF_8));
      zip.closeEntry();
    }
    Files.write(git.path("a.zip"), bytes.toByteArray());
    String id = git.commit("one");
    FileReading reading =
        new FileReading(
            new ArchiveLimits(1, 0, ArchiveLimits.DEFAULT_ENTRIES), SkippedPaths.NONE, false);
    Recorder read = read(HistoryExtras.LOG, ChangeReading.asGitLog(reading), "");
    assertThat(read.fragments).containsExactly("a.zip!in/f:1:text\n");
    assertThat(read.raw.get(0).commit().sha()).isEqualTo(id);
    assertThat(read().skipped).containsExactly(id + ":a.zip: BINARY git treats it as binary");
  }

  @Test
  void namesAMissingFileAndReadsTheOthers() throws Exception {
    String id = git.write("a", "a\n").write("b", "b\n").write("c", "c\n").commit("one");
    String lost = git.id("HEAD:b");
    git.lose(lost);
    Recorder read = read();
    assertThat(read.fragments).containsExactly("a:1:a\n", "c:1:c\n");
    assertThat(read.unread).containsExactly(id + ":b: MISSING object " + lost + " is missing");
    assertThat(read.counts).isEqualTo(Map.of(Source.Unit.COMMIT, 1, Source.Unit.BLOB, 2));
  }

  @Test
  void needsTheOldVersionOfAFileToo() throws Exception {
    git.write("a", "a\n").commit("one");
    String lost = git.id("HEAD:a");
    String id = git.write("a", "a\nb\n").commit("two");
    git.lose(lost);
    assertThat(read().unread)
        .contains(id + ":a: MISSING object " + lost + " is missing")
        .hasSize(2);
  }

  @Test
  void namesAMissingTreeAndReadsOtherCommits() throws Exception {
    String id = git.write("d/a", "a\n").commit("one");
    git.write("d/a", "b\n").commit("two");
    git.write("e", "e\n").commit("three");
    String lost = git.id("HEAD~2:d");
    git.lose(lost);
    Recorder read = read();
    assertThat(read.unread).hasSize(2).contains(id + ":d: MISSING object " + lost + " is missing");
    assertThat(read.fragments).containsExactly("e:1:e\n");
  }

  @Test
  void namesAMissingCommitThatEndsTheWalk() throws Exception {
    String lost = git.write("a", "a\n").commit("one");
    String after = git.write("b", "b\n").commit("two");
    git.write("c", "c\n").commit("three");
    git.lose(lost);
    Recorder read = read();
    assertThat(read.fragments).containsExactly("c:1:c\n");
    assertThat(read.unread)
        .containsExactly(
            "commit " + after + ": MISSING object " + lost + " is missing",
            "the rest of the history: MISSING object " + lost + " is missing");
  }

  @Test
  void namesDamagedObjectsWithoutTheirText() throws Exception {
    String id = git.write("a", "a\n").write("b", "key=12345\n").commit("one");
    String damaged = git.id("HEAD:b");
    Path file = git.path(".git/objects/" + damaged.substring(0, 2) + "/" + damaged.substring(2));
    file.toFile().setWritable(true);
    Files.write(file, new byte[] {1, 2, 3});
    Recorder read = read();
    assertThat(read.fragments).containsExactly("a:1:a\n");
    assertThat(read.unread).hasSize(1).first().asString().startsWith(id + ":b: UNREADABLE ");
  }

  private String merge() throws Exception {
    git.write("f", numbered(1, 9)).write("g", "g\n").commit("base");
    git.git("checkout -q -b side");
    git.write("f", numbered(1, 9) + "side\n").commit("side");
    git.git("checkout -q main");
    git.write("f", "main\n" + numbered(1, 9)).commit("main");
    git.git("merge -q --no-commit side");
    git.write("f", "main\n" + numbered(1, 4) + "evil\n" + numbered(5, 9) + "side\n");
    return git.write("own", "own\n").commit("merged");
  }

  @Test
  void linesThatAMergeAddsAreSkippedNamedOrReported() throws Exception {
    String id = merge();
    Recorder skipped = read();
    assertThat(skipped.skipped).containsExactly("commit " + id + ": MERGE it is a merge");
    assertThat(skipped.fragments).doesNotContain("f:6:evil\n").hasSize(4);
    assertThat(skipped.unreported).isEmpty();
    assertThat(skipped.counts.get(Source.Unit.COMMIT)).isEqualTo(4);
    Recorder named = read(merges(HistoryExtras.Merges.NAMED), PLAIN, "");
    assertThat(named.fragments).isEqualTo(skipped.fragments);
    assertThat(named.unreported).containsExactly("f:6:evil\n", "own:1:own\n");
    assertThat(named.skipped).isEmpty();
    Recorder reported = read(merges(HistoryExtras.Merges.REPORTED), PLAIN, "");
    assertThat(reported.fragments)
        .containsExactlyInAnyOrder(
            "f:6:evil\n",
            "own:1:own\n",
            "f:1:main\n",
            "f:10:side\n",
            "f:1:" + numbered(1, 9),
            "g:1:g\n");
    assertThat(reported.raw.get(0).commit().sha()).isEqualTo(id);
    assertThat(reported.unreported).isEmpty();
    assertThat(reported.counts.get(Source.Unit.BLOB)).isEqualTo(6);
  }

  @Test
  void comparedWithItsFirstParentAMergeAddsAllOfTheOthers() throws Exception {
    merge();
    assertThat(read(HistoryExtras.LOG, PLAIN, "-1 --first-parent").fragments)
        .containsExactly("f:6:evil\n", "f:12:side\n", "own:1:own\n");
  }

  @Test
  void namesAnUnreadableFileThatAMergeAdds() throws Exception {
    String id = merge();
    String lost = git.id("HEAD:own");
    git.lose(lost);
    Recorder read = read(merges(HistoryExtras.Merges.REPORTED), PLAIN, "");
    assertThat(read.unread).containsExactly(id + ":own: MISSING object " + lost + " is missing");
    assertThat(read.fragments).contains("f:6:evil\n");
  }

  @Test
  void skipsABinaryFileOfAMergeByName() throws Exception {
    merge();
    git.write("own", "key\0\n");
    git.git("add own");
    git.git("commit -q --amend --no-edit");
    String id = git.id("HEAD");
    Recorder read = read(merges(HistoryExtras.Merges.REPORTED), PLAIN, "main");
    assertThat(read.skipped).containsExactly(id + ":own: BINARY git treats it as binary");
    assertThat(read.fragments).contains("f:6:evil\n");
  }

  @Test
  void readsMessagesTagsAndNotes() throws Exception {
    String id = git.write("f", "text\n").commit("title\n\nbody");
    git.git("tag -a -m annotated v1");
    git.git("tag -a -m nested v2 v1");
    git.git("notes add -m noted");
    Recorder all = read(HistoryExtras.REACHABLE, PLAIN, "");
    assertThat(all.fragments)
        .contains(
            "commit message:1:title\n\nbody\n",
            "tag message:1:annotated\n",
            "tag message:1:nested\n",
            "f:1:text\n");
    // The history of notes is walked like any other history.
    assertThat(all.fragments).anyMatch(line -> line.endsWith(":1:noted\n"));
    Recorder selected = read(HistoryExtras.REACHABLE, PLAIN, "main");
    assertThat(selected.fragments)
        .containsExactly("commit message:1:title\n\nbody\n", "note:1:noted\n", "f:1:text\n");
    assertThat(selected.raw).allMatch(fragment -> fragment.commit().sha().equals(id));
    assertThat(selected.counts)
        .isEqualTo(Map.of(Source.Unit.COMMIT, 1, Source.Unit.BLOB, 1, Source.Unit.MESSAGE, 2));
    assertThat(read(HistoryExtras.LOG, PLAIN, "main").fragments).containsExactly("f:1:text\n");
    assertThat(read(HistoryExtras.REACHABLE, PLAIN, "v1").fragments)
        .first()
        .isEqualTo("tag message:1:annotated\n");
  }

  @Test
  void namesAnUnreadableTag() throws Exception {
    git.write("f", "text\n").commit("one");
    git.git("tag -a -m inner inner");
    git.git("tag -a -m outer outer inner");
    String outer = git.id("outer");
    String inner = git.id("inner");
    git.git("tag -d inner");
    git.lose(inner);
    Recorder read = read(HistoryExtras.REACHABLE, PLAIN, "");
    assertThat(read.unread).contains("tag " + outer + ": MISSING object " + inner + " is missing");
    assertThat(read.fragments).contains("tag message:1:outer\n", "f:1:text\n");
  }

  @Test
  void namesAnUnreadableNote() throws Exception {
    String id = git.write("f", "text\n").commit("one");
    git.git("notes add -m noted");
    String lost = git.git("notes list " + id).strip();
    git.lose(lost);
    Recorder read = read(HistoryExtras.REACHABLE, PLAIN, "main");
    assertThat(read.unread)
        .containsExactly("note of commit " + id + ": MISSING object " + lost + " is missing");
    assertThat(read.fragments).contains("f:1:text\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1             | c",
        "-2             | c b",
        "--skip=1       | b a",
        "-1 --skip=1    | b",
        "-n 0           | ''",
        "HEAD~1         | b a",
        "HEAD~1..       | c",
        "main -- b      | b",
        "--all -- a c   | c a"
      })
  void readsOnlySelectedCommitsAndPaths(String options, String files) throws Exception {
    git.write("a", "a\n").commit("one");
    git.write("b", "b\n").commit("two");
    git.write("c", "c\n").commit("three");
    Recorder read = read(HistoryExtras.LOG, PLAIN, options);
    assertThat(read.fragments.stream().map(line -> line.substring(0, 1)).toList())
        .isEqualTo(files.isEmpty() ? List.of() : List.of(files.split(" ")));
  }

  @Test
  void doesNotReadOtherPathsOfASelectedCommit() throws Exception {
    git.write("a", "a\n").write("d/b", "b\n").write("dd", "dd\n").commit("one");
    assertThat(read(HistoryExtras.LOG, PLAIN, "main -- d").fragments).containsExactly("d/b:1:b\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'' | skipped", "main | skipped", "-5 | unread", "HEAD~1.. | unread"})
  void namesTheEndOfAShallowClone(String options, String expected) throws Exception {
    git.write("a", "a\n").commit("one");
    git.write("b", "b\n").commit("two");
    git.write("c", "c\n").commit("three");
    String end = git.id("HEAD~1");
    Path place = folder.resolve("clone");
    git.git("clone -q --depth 2 file://" + folder + " clone");
    git = new TestRepository(place);
    Recorder read = read(HistoryExtras.LOG, PLAIN, options);
    String name = "history before commit " + end + ": SHALLOW the clone is shallow";
    List<String> named = expected.equals("unread") ? read.unread : read.skipped;
    if (options.equals("HEAD~1..")) {
      assertThat(read.fragments).containsExactly("c:1:c\n");
      assertThat(read.unread).isEmpty();
      return;
    }
    assertThat(named).hasSize(1).first().asString().startsWith(name);
    // In the last commit of a shallow clone, all files are new.
    assertThat(read.fragments).containsExactly("c:1:c\n", "a:1:a\n", "b:1:b\n");
  }

  @Test
  void anEmptyRepositoryHasNothing() throws Exception {
    Recorder read = read();
    assertThat(read.fragments).isEmpty();
    assertThat(read.unread).isEmpty();
    assertThat(read.parts).isZero();
  }

  @Test
  void readsASha256RepositoryThroughGit() throws Exception {
    Path place = Files.createDirectory(folder.resolve("s"));
    TestRepository sha256 = new TestRepository(place);
    sha256.git("init -q -b main --object-format=sha256 .");
    sha256.write("f", "one\n").commit("one");
    String id = sha256.write("f", "one\ntwo\n").commit("two");
    sha256.git("tag -a -m annotated v1");
    assertThat(id).hasSize(64);
    try (GitRepository repository = sha256.openWithGit()) {
      Recorder read =
          Recorder.of(
              new HistorySource(repository, CommitSelection.all(), HistoryExtras.REACHABLE, PLAIN));
      assertThat(read.fragments)
          .containsExactly(
              "tag message:1:annotated\n",
              "commit message:1:two\n",
              "f:2:two\n",
              "commit message:1:one\n",
              "f:1:one\n");
      assertThat(read.raw.get(2).commit().sha()).isEqualTo(id);
      assertThat(read.unread).isEmpty();
    }
    assertThatThrownBy(sha256::open)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(" = sha256, so the git program must read it")
        .hasMessageContaining("there is no git on the PATH");
  }
}
