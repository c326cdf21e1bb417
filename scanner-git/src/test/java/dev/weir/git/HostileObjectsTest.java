package dev.weir.git;

import static dev.weir.git.HostileObjects.id;
import static dev.weir.git.HostileObjects.join;
import static dev.weir.git.HostileObjects.number;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.SourceException;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each object that cannot be read is named, and everything else is read. */
class HostileObjectsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final long TWO_GIGABYTES = 1L << 31;
  private static final byte[] SHORT = "short".getBytes(UTF_8);
  // Copies five bytes from the start of a base of five bytes.
  private static final byte[] COPY = join(number(5), number(5), new byte[] {(byte) 0x90, 5});

  @TempDir Path folder;
  private TestRepository git;
  private HostileObjects objects;

  @BeforeEach
  void makeRepository() throws Exception {
    git = TestRepository.init(folder);
    git.write("first", "first\n").commit("one");
    objects = new HostileObjects(git);
  }

  /** An object that cannot be read. */
  private enum BadObject {
    OWN_BASE {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) {
        objects.delta(id, id, COPY);
      }
    },
    CIRCLE {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) {
        objects.delta(id, id(2), COPY);
        objects.delta(id(2), id(3), COPY);
        objects.delta(id(3), id(2), COPY);
      }
    },
    OFFSET_ZERO {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) {
        objects.packed(id, HostileObjects.DELTA_TO_OFFSET, COPY.length, new byte[1], COPY);
      }
    },
    LARGE_LOOSE {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) throws Exception {
        objects.loose(id, (typeName(type) + " " + TWO_GIGABYTES + "\0short").getBytes(US_ASCII));
      }
    },
    HUGE_LOOSE {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) throws Exception {
        objects.loose(id, (typeName(type) + " " + Long.MAX_VALUE + "\0short").getBytes(US_ASCII));
      }
    },
    LARGE_PACKED {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) {
        objects.packed(id, type, TWO_GIGABYTES, new byte[0], SHORT);
      }
    },
    HUGE_PACKED {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) {
        objects.packed(id, type, 1L << 40, new byte[0], SHORT);
      }
    },
    LARGE_RESULT {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) {
        objects.packed(id(2), type, SHORT.length, new byte[0], SHORT);
        objects.delta(
            id, id(2), join(number(5), number(TWO_GIGABYTES), new byte[] {(byte) 0x90, 5}));
      }
    },
    PIPE {
      @Override
      void make(ObjectId id, int type, HostileObjects objects) throws Exception {
        objects.loose(id, new byte[0]);
      }
    };

    abstract void make(ObjectId id, int type, HostileObjects objects) throws Exception;

    private static String typeName(int type) {
      return new String[] {"", "commit", "tree", "blob"}[type];
    }
  }

  private Recorder scan() {
    return assertTimeoutPreemptively(
        LONG,
        () -> {
          try (GitRepository repository = git.openWithGit()) {
            return Recorder.of(
                new HistorySource(
                    repository,
                    CommitSelection.all(),
                    new HistoryExtras(HistoryExtras.Merges.REPORTED, false, false, false),
                    ChangeReading.asGitLog(FileReading.withoutArchives(true))));
          }
        });
  }

  private HostileObjects.Entry good() throws Exception {
    return new HostileObjects.Entry(
        "100644", "good", objects.put("blob", "again\n".getBytes(UTF_8)));
  }

  private void make(BadObject bad, int type) throws Exception {
    bad.make(id(1), type, objects);
    if (bad == BadObject.PIPE) {
      pipe(id(1));
    }
    objects.writePack();
  }

  private void pipe(ObjectId id) throws Exception {
    Path file =
        git.path(".git/objects/" + id.name().substring(0, 2) + "/" + id.name().substring(2));
    Files.delete(file);
    pipe(file);
  }

  private static void pipe(Path file) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aBadBlobIsNamedAndTheOthersAreRead(BadObject bad) throws Exception {
    make(bad, HostileObjects.BLOB);
    objects.commit(objects.tree(new HostileObjects.Entry("100644", "bad", id(1)), good()));
    Recorder recorder = scan();
    assertThat(recorder.fragments).containsExactly("good:1:again\n", "first:1:first\n");
    assertThat(recorder.unread)
        .anyMatch(unread -> unread.contains(":bad: "))
        .allMatch(unread -> unread.contains(":bad: ") || unread.contains("renames not detected"));
  }

  @ParameterizedTest
  @EnumSource
  void aBadCommitIsNamedAndTheOthersAreRead(BadObject bad) throws Exception {
    make(bad, HostileObjects.COMMIT);
    git.write(".git/refs/heads/bad", id(1).name() + "\n");
    Recorder recorder = scan();
    assertThat(recorder.fragments).containsExactly("first:1:first\n");
    assertThat(String.join("\n", recorder.unread)).startsWith("refs/heads/bad: ");
  }

  /** A bad commit between others hides only what no other commit leads to. */
  @ParameterizedTest
  @EnumSource
  void theRestOfTheHistoryIsRead(BadObject bad) throws Exception {
    make(bad, HostileObjects.COMMIT);
    git.git("checkout -q -b side");
    git.write("second", "second\n").commit("two");
    git.git("checkout -q main");
    ObjectId tree = objects.tree(good());
    objects.commit(tree, git.id("main") + "\nparent " + id(1).name());
    Recorder recorder = scan();
    assertThat(recorder.fragments)
        .contains("second:1:second\n", "first:1:first\n")
        .doesNotHaveDuplicates();
    assertThat(recorder.unread).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBadFolderIsNamedAndTheOthersAreRead(BadObject bad) throws Exception {
    make(bad, HostileObjects.TREE);
    objects.commit(objects.tree(new HostileObjects.Entry("40000", "bad", id(1)), good()));
    Recorder recorder = scan();
    assertThat(recorder.fragments).containsExactly("good:1:again\n", "first:1:first\n");
    assertThat(recorder.unread).hasSize(1);
    assertThat(recorder.unread.get(0)).startsWith(git.id("main") + ":bad: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFolderThatContainsItselfIsNamed(int times) throws Exception {
    List<HostileObjects.Entry> entries = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      entries.add(new HostileObjects.Entry("40000", "a" + i, id(1)));
    }
    entries.add(good());
    byte[] tree = HostileObjects.treeBytes(entries);
    objects.loose(id(1), HostileObjects.join(("tree " + tree.length + "\0").getBytes(UTF_8), tree));
    objects.commit(objects.tree(new HostileObjects.Entry("40000", "top", id(1)), good()));
    Recorder recorder = scan();
    assertThat(recorder.fragments)
        .containsExactlyInAnyOrder("top/good:1:again\n", "good:1:again\n", "first:1:first\n");
    assertThat(recorder.unread)
        .hasSize(times)
        .allMatch(unread -> unread.contains(":top/a") && unread.contains("contains itself"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD",
        "config",
        "packed-refs",
        "index",
        "shallow",
        "info/attributes",
        "info/grafts",
        "objects/info/alternates",
        "objects/pack/pack-1.idx",
        "refs/heads/pipe",
      })
  void aPipeIsNamed(String name) throws Exception {
    Path file = git.path(".git/" + name);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    pipe(file);
    assertTimeoutPreemptively(
        LONG,
        () ->
            assertThatThrownBy(() -> git.open())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("not a regular file"));
  }

  @Test
  void aDeviceIsNamed() throws Exception {
    Files.createSymbolicLink(git.path(".git/packed-refs"), Path.of("/dev/zero"));
    assertTimeoutPreemptively(
        LONG, () -> assertThatThrownBy(() -> git.open()).hasMessageContaining("packed-refs"));
  }

  @Test
  void manyAlternatesAreReadByGit() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      lines.add(folder.resolve("none/" + i).toString());
    }
    git.write(".git/objects/info/alternates", String.join("\n", lines) + "\n");
    assertThat(scan().fragments).containsExactly("first:1:first\n");
    assertTimeoutPreemptively(
        LONG, () -> assertThatThrownBy(() -> git.open()).hasMessageContaining("alternates"));
  }
}
