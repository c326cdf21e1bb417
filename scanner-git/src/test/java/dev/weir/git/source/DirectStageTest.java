package dev.weir.git.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.FileReading;
import dev.weir.git.GitRepository;
import dev.weir.git.Recorder;
import dev.weir.git.TestRepository;
import dev.weir.git.files.DirectIndex;
import dev.weir.git.files.DirectRepository;
import dev.weir.git.files.ObjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the staged changes read directly with those that JGit finds. */
class DirectStageTest {
  private static final List<String> NAMES =
      List.of("a", "a.b", "a-b", "a/b", "a/b/c", "a/b.txt", "a0", "é/ü", "d/e/f", "d/e.f", "d-e/x");

  @TempDir Path folder;

  private TestRepository git = new TestRepository(Path.of("."));
  private Random random = new Random();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatJgitFinds(long seed) throws Exception {
    git = new TestRepository(folder);
    random = new Random(seed);
    git("init -q -b main .");
    int direct = 0;
    for (int step = 0; step < 12; step++) {
      change();
      direct += isReadWithoutJgit() ? 1 : 0;
      assertThat(direct("")).as("step %s", step).isEqualTo(byJgit(""));
      assertThat(direct("a")).as("in a folder").isEqualTo(byJgit("a"));
      switch (random.nextInt(5)) {
        case 0 -> git("-c user.name=a -c user.email=a@b commit -q --allow-empty -m step");
        case 1 -> {
          git("-c user.name=a -c user.email=a@b commit -q --allow-empty -m step");
          git("pack-refs --all");
          git("repack -q -a -d");
        }
        case 2 -> git("update-index --index-version " + (2 + random.nextInt(3)));
        default -> {}
      }
    }
    assertThat(direct).isGreaterThan(0);
  }

  private boolean isReadWithoutJgit() throws IOException {
    DirectRepository found = DirectRepository.of(folder, Map.of());
    if (found == null) {
      return false;
    }
    try (ObjectFiles objects = new ObjectFiles(found.objects())) {
      DirectStage.changes(found, objects, PathScope.EVERYTHING);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Writes, moves and removes a few files, and stages some of the changes. */
  private void change() throws Exception {
    for (int i = 0; i < 4; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      Path file = folder.resolve(name);
      try {
        Files.createDirectories(file.getParent());
        if (Files.isDirectory(file)) {
          continue;
        }
      } catch (IOException e) {
        continue; // a folder of that path is a file
      }
      if (random.nextInt(4) == 0) {
        Files.deleteIfExists(file);
      } else {
        Files.writeString(
            file, "line %s%n".formatted(random.nextInt(5)).repeat(random.nextInt(40)));
      }
      if (random.nextInt(8) == 0 && Files.exists(file) && !isTracked(name)) {
        git("add -N " + name);
      } else {
        git("add -A");
      }
    }
  }

  private boolean isTracked(String name) throws Exception {
    return !git("ls-files -- " + name).isEmpty();
  }

  @Test
  void leavesAnUnusualRepositoryToJgit() throws Exception {
    git = new TestRepository(folder);
    git("init -q -b main .");
    Files.writeString(folder.resolve("a"), "text\n");
    git("add a");
    Path config = folder.resolve(".git/config");
    String before = Files.readString(config);
    assertThat(DirectRepository.of(folder, Map.of())).isNotNull();
    assertThat(DirectRepository.of(folder, Map.of("GIT_DIR", ".git"))).isNull();
    for (String more :
        List.of(
            "[core]\n\tworktree = /elsewhere\n",
            "[core]\n\tbare = true\n",
            "[include]\n\tpath = other\n",
            "[includeIf \"gitdir:x\"]\n\tpath = other\n",
            "[extensions]\n\tobjectFormat = sha256\n",
            "[core] bare = true\n",
            "[core]\n\trepositoryformatversion = 1\n",
            "[alias]\n\tx = a\\\n",
            "[broken\n")) {
      Files.writeString(config, before + more);
      assertThat(DirectRepository.of(folder, Map.of())).as(more).isNull();
    }
    Files.writeString(config, before + "[remote \"o\"]\n\turl = https://example.org/x.git ; why\n");
    assertThat(DirectRepository.of(folder, Map.of())).isNotNull();
    Files.writeString(folder.resolve(".git/commondir"), "../other");
    assertThat(DirectRepository.of(folder, Map.of())).isNull();
  }

  @Test
  void rejectsADamagedIndexOrReadsItLikeGit() throws Exception {
    git = new TestRepository(folder);
    git("init -q -b main .");
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("a"), "text\n");
    Files.writeString(folder.resolve("d/b"), "text\n");
    git("add .");
    git("write-tree");
    Path file = folder.resolve(".git/index");
    byte[] index = Files.readAllBytes(file);
    assertThat(new DirectIndex(index).count()).isEqualTo(2);
    int refused = 0;
    for (int i = 0; i < index.length; i++) {
      byte[] changed = index.clone();
      changed[i] ^= 1 << (i % 8);
      Files.write(file, changed);
      List<String> read = entries(changed);
      refused += read == null ? 1 : 0;
      if (read != null) {
        String listed = git("ls-files -s -z").replaceFirst("^ignoring .* extension\n", "");
        assertThat(read).as("byte %s", i).isEqualTo(List.of(listed.split("\0")));
      }
    }
    // The other bytes are times, sizes, owners, ids and the checksum, which git does not verify.
    assertThat(refused).isBetween(30, index.length / 2);
  }

  @Test
  void rejectsAnIndexThatIsCutOffUnlessAllEntriesAreThere() throws Exception {
    git = new TestRepository(folder);
    git("init -q -b main .");
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("a"), "text\n");
    Files.writeString(folder.resolve("d/b"), "text\n");
    git("add .");
    git("write-tree");
    byte[] index = Files.readAllBytes(folder.resolve(".git/index"));
    List<String> all = entries(index);
    for (int i = 0; i < index.length; i++) {
      List<String> read = entries(Arrays.copyOf(index, i));
      assertThat(read == null || read.equals(all)).as("%s bytes", i).isTrue();
    }
  }

  /**
   * Returns the entries as {@code git ls-files -s -z} prints them, or null if they are rejected.
   */
  private static @Nullable List<String> entries(byte[] bytes) {
    try {
      DirectIndex index = new DirectIndex(bytes);
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < index.count(); i++) {
        index.check(i);
        String path = new String(bytes, index.path(i), index.pathEnd(i) - index.path(i), UTF_8);
        entries.add("%06o %s 0\t%s".formatted(index.mode(i), index.id(i).name(), path));
      }
      return entries;
    } catch (IOException e) {
      return null;
    }
  }

  @Test
  void reportsMissingObjectsThroughJgit() throws Exception {
    git = new TestRepository(folder);
    git("init -q -b main .");
    Files.writeString(folder.resolve("a"), "text\n");
    git("add .");
    String id = git("ls-files -s").split(" ")[1];
    Files.delete(folder.resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2)));
    assertThat(direct("")).isEqualTo(byJgit("")).anyMatch(line -> line.contains("is missing"));
  }

  private List<String> direct(String within) throws Exception {
    Path place = Files.isDirectory(folder.resolve(within)) ? folder.resolve(within) : folder;
    try (GitRepository repository = GitRepository.openWhenNeeded(place, "shown", Map.of())) {
      return found(repository, place);
    }
  }

  private List<String> byJgit(String within) throws Exception {
    Path place = Files.isDirectory(folder.resolve(within)) ? folder.resolve(within) : folder;
    try (GitRepository repository = GitRepository.open(place, "shown", Map.of())) {
      return found(repository, place);
    }
  }

  private static List<String> found(GitRepository repository, Path place) throws Exception {
    PathScope scope = PathScope.of(repository, List.of(place));
    Recorder recorder =
        Recorder.of(
            new StagedSource(
                repository, scope, ChangeReading.asGitLog(FileReading.withoutArchives(true))));
    List<String> found = new ArrayList<>(recorder.fragments);
    found.addAll(recorder.unread);
    found.addAll(recorder.skipped);
    return found;
  }

  private String git(String words) throws Exception {
    return git.run(words.split(" "));
  }
}
