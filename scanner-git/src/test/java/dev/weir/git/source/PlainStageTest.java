package dev.weir.git.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.git.GitRepository;
import dev.weir.git.diff.Git;
import dev.weir.git.files.ObjectFiles;
import dev.weir.git.files.PlainFolder;
import dev.weir.git.files.PlainIndex;
import dev.weir.git.program.GitProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is staged is the same with JGit and without. */
class PlainStageTest {
  private static final List<String> NAMES =
      List.of("a", "a.b", "a-b", "a/b", "a/b/c", "a/b.txt", "a0", "é/ü", "d/e/f", "d/e.f", "d-e/x");

  @TempDir Path folder;

  private Git git = new Git(Path.of("."));
  private Random random = new Random();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isWhatJgitFinds(long seed) throws Exception {
    git = new Git(folder);
    random = new Random(seed);
    git("init -q -b main .");
    int plain = 0;
    for (int step = 0; step < 12; step++) {
      change();
      plain += isReadWithoutJgit() ? 1 : 0;
      assertThat(plain("")).as("step %s", step).isEqualTo(byJgit(""));
      assertThat(plain("a")).as("in a folder").isEqualTo(byJgit("a"));
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
    assertThat(plain).isGreaterThan(0);
  }

  private boolean isReadWithoutJgit() throws IOException {
    PlainFolder found = PlainFolder.of(folder, Map.of());
    if (found == null) {
      return false;
    }
    try (ObjectFiles objects = new ObjectFiles(found.objects())) {
      PlainStage.changes(found, objects, "");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Writes, moves and removes a few files; some of it is staged. */
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
  void aRepositoryThatIsNotPlainIsLeftToJgit() throws Exception {
    git = new Git(folder);
    git("init -q -b main .");
    Files.writeString(folder.resolve("a"), "text\n");
    git("add a");
    Path config = folder.resolve(".git/config");
    String before = Files.readString(config);
    assertThat(PlainFolder.of(folder, Map.of())).isNotNull();
    assertThat(PlainFolder.of(folder, Map.of("GIT_DIR", ".git"))).isNull();
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
      assertThat(PlainFolder.of(folder, Map.of())).as(more).isNull();
    }
    Files.writeString(config, before + "[remote \"o\"]\n\turl = https://example.org/x.git ; why\n");
    assertThat(PlainFolder.of(folder, Map.of())).isNotNull();
    Files.writeString(folder.resolve(".git/commondir"), "../other");
    assertThat(PlainFolder.of(folder, Map.of())).isNull();
  }

  @Test
  void anIndexThatIsNotPlainIsLeftToJgit() throws Exception {
    git = new Git(folder);
    git("init -q -b main .");
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("a"), "text\n");
    Files.writeString(folder.resolve("d/b"), "text\n");
    git("add .");
    git("write-tree");
    byte[] index = Files.readAllBytes(folder.resolve(".git/index"));
    assertThat(new PlainIndex(index).count()).isEqualTo(2);
    for (int i = 0; i < index.length; i++) {
      byte[] changed = index.clone();
      changed[i] ^= 1 << (i % 8);
      assertRefused(changed);
      assertRefused(java.util.Arrays.copyOf(index, i));
    }
  }

  private static void assertRefused(byte[] index) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new PlainIndex(index)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatIsMissingIsSaidByJgit() throws Exception {
    git = new Git(folder);
    git("init -q -b main .");
    Files.writeString(folder.resolve("a"), "text\n");
    git("add .");
    String id = git("ls-files -s").split(" ")[1];
    Files.delete(folder.resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2)));
    assertThat(plain("")).isEqualTo(byJgit("")).anyMatch(line -> line.contains("is missing"));
  }

  private List<String> plain(String within) throws Exception {
    Path place = Files.isDirectory(folder.resolve(within)) ? folder.resolve(within) : folder;
    try (GitRepository repository =
        GitRepository.openWhenNeeded(place, "shown", Map.of(), GitProgram.NONE)) {
      return found(repository);
    }
  }

  private List<String> byJgit(String within) throws Exception {
    Path place = Files.isDirectory(folder.resolve(within)) ? folder.resolve(within) : folder;
    try (GitRepository repository = GitRepository.open(place, "shown", Map.of(), GitProgram.NONE)) {
      return found(repository);
    }
  }

  private static List<String> found(GitRepository repository) throws Exception {
    List<String> found = new ArrayList<>();
    new StagedSource(repository, FileReading.withoutArchives(true))
        .forEachFragment(new Recorder(found));
    return found;
  }

  /** Writes down what it is told. */
  private record Recorder(List<String> found) implements Source.Sink {
    @Override
    public void fragment(Fragment fragment) {
      found.add(fragment.path() + ":" + fragment.firstLine() + " " + fragment.content().text());
    }

    @Override
    public void binary(Supplier<Fragment> whole) {
      found.add(whole.get().path() + " binary");
    }

    @Override
    public void unread(Unread unread) {
      found.add(unread.path() + " unread " + unread.reason());
    }

    @Override
    public void skipped(Skip skip) {
      found.add(skip.path() + " skipped " + skip.reason());
    }

    @Override
    public void read(Source.Unit unit) {
      found.add("read " + unit);
    }

    @Override
    public void part(Part part) throws InterruptedException {
      part.source().forEachFragment(this);
    }
  }

  private String git(String words) throws Exception {
    return git.run(words.split(" "));
  }
}
