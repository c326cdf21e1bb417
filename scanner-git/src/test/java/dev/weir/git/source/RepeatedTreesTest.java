package dev.weir.git.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.core.source.FileReading;
import dev.weir.git.GitRepository;
import dev.weir.git.HostileObjects;
import dev.weir.git.HostileObjects.Entry;
import dev.weir.git.Recorder;
import dev.weir.git.TestRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few objects can be very many files. */
class RepeatedTreesTest {
  private static final ChangeReading PLAIN =
      ChangeReading.asGitLog(FileReading.withoutArchives(true));

  @TempDir Path folder;

  /** Two equal folders in each of 40 would be 10^12 folders. */
  @Test
  void aTreeWithTooManyFilesIsNamed() throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.commit("one");
    HostileObjects objects = new HostileObjects(git);
    ObjectId last = objects.put("blob", "last\n".getBytes(UTF_8));
    ObjectId tree = objects.tree();
    for (int i = 0; i < 40; i++) {
      tree = objects.tree(new Entry("40000", "a", tree), new Entry("40000", "b", tree));
    }
    ObjectId top = objects.tree(new Entry("40000", "a", tree), new Entry("100644", "z", last));
    Recorder recorder = new Recorder();
    List<Change> changes =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () -> {
              try (GitRepository repository = git.open();
                  ObjectReader reader = repository.jgit().newObjectReader()) {
                return TreeChanges.between(
                    new TreeChanges.Trees(reader, null, top), TreeFilter.ANY_DIFF, "it", recorder);
              }
            });
    assertThat(changes).extracting(Change::path).containsExactly("z");
    assertThat(recorder.unread)
        .containsExactly(
            "it: UNREADABLE it has more than 1500000 files and folders, so of equal folders only"
                + " one was read");
  }

  /** HEAD has far more files than the index, or a folder that contains itself. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsStagedIsReadAlthoughHeadHasTooManyFiles(boolean circle) throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.commit("one");
    HostileObjects objects = new HostileObjects(git);
    ObjectId tree = objects.tree();
    for (int i = 0; i < 40; i++) {
      tree = objects.tree(new Entry("40000", "a", tree), new Entry("40000", "b", tree));
    }
    if (circle) {
      tree = HostileObjects.id(1);
      byte[] bytes = HostileObjects.treeBytes(List.of(new Entry("40000", "a", tree)));
      objects.loose(
          tree, HostileObjects.join(("tree " + bytes.length + "\0").getBytes(UTF_8), bytes));
    }
    objects.commit(objects.tree(new Entry("40000", "a", tree)));
    git.write("new", "new\n").git("add new");
    for (boolean direct : new boolean[] {true, false}) {
      Recorder recorder =
          assertTimeoutPreemptively(
              Duration.ofSeconds(60),
              () -> {
                try (GitRepository repository =
                    direct
                        ? GitRepository.openWhenNeeded(folder, "r", Map.of())
                        : GitRepository.open(folder, "r", Map.of())) {
                  return Recorder.of(new StagedSource(repository, PathScope.EVERYTHING, PLAIN));
                }
              });
      assertThat(recorder.fragments).containsExactly("new:1:new\n");
    }
  }
}
