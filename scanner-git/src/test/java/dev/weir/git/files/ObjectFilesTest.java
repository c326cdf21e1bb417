package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each object is what git says that it is, however git keeps it. */
class ObjectFilesTest {
  private static final ObjectId MISSING =
      ObjectId.fromString("00000000000000000000000000000000000000ff");

  @TempDir Path folder;
  private TestRepository git = new TestRepository(Path.of("."));
  private Path objects = Path.of(".");
  private final Random random = new Random(7);

  @BeforeEach
  void makeRepository() throws Exception {
    git = new TestRepository(folder);
    objects = folder.resolve(".git/objects");
    git("init -q -b main .");
    git("config gc.auto 0");
  }

  @ParameterizedTest
  @CsvSource({
    "loose,           status",
    "packed,          repack -adfq --depth=50",
    "bases by id,     -c repack.useDeltaBaseOffset=false repack -adfq --depth=50",
    "no deltas,       repack -adfq --depth=0",
    "some packed,     repack -q",
    "indexed at once, repack -adfq --write-midx",
  })
  void isWhatGitSays(String how, String command) throws Exception {
    history(25);
    if (how.equals("some packed")) {
      git("repack -adq");
      history(5);
    }
    git(command);
    if (how.equals("packed") || how.equals("bases by id")) {
      assertThat(git.run("verify-pack", "-v", file(".pack").toString()))
          .contains("chain length = 4:");
    }
    assertThat(Files.exists(objects.resolve("pack/multi-pack-index")))
        .isEqualTo(how.equals("indexed at once"));
    assertAllAreRead();
  }

  @Test
  void manyPacksAreAllLookedAt() throws Exception {
    for (int i = 0; i < 4; i++) {
      history(2);
      git("repack -dq");
    }
    assertAllAreRead();
  }

  @Test
  void farOffsetsAreFollowed() throws Exception {
    history(20);
    git("repack -adfq");
    String pack = file(".pack").toString();
    Files.delete(file(".idx"));
    git("index-pack --index-version=2,0x40 " + pack);
    // Each object has 28 bytes in an index of near offsets.
    int count = StoredObjects.all(git).size();
    assertThat(Files.size(file(".idx"))).isEqualTo(1032 + 40 + 28L * count + 8L * (count - 1));
    assertAllAreRead();
  }

  @Test
  void packsThatCameLaterAreFound() throws Exception {
    history(2);
    git("repack -adq");
    try (ObjectFiles files = new ObjectFiles(objects)) {
      assertThat(files.read(MISSING)).isNull();
      Files.writeString(folder.resolve("late.txt"), "late");
      commit();
      git("repack -adq");
      ObjectId late = ObjectId.fromString(git("rev-parse HEAD:late.txt").strip());
      assertThat(files.size(late)).isEqualTo(4);
      ObjectFiles.Stored stored = files.read(late);
      assertThat(stored).isNotNull();
      assertThat(stored.bytes()).isEqualTo("late".getBytes(UTF_8));
    }
  }

  @Test
  void anotherVersionOfTheIndexIsRefused() throws Exception {
    history(2);
    git("-c pack.indexVersion=1 repack -adq");
    assertRefused(head(), "it is not of version 2");
  }

  @Test
  void theIndexOfAnotherPackIsRefused() throws Exception {
    history(2);
    git("-c pack.compression=0 repack -adfq");
    byte[] index = Files.readAllBytes(file(".idx"));
    git("-c pack.compression=9 repack -adFq");
    Path now = file(".idx");
    assertThat(Files.readAllBytes(now)).isNotEqualTo(index);
    Files.delete(now);
    Files.write(now, index);
    assertRefused(head(), "its index belongs to another pack");
  }

  @Test
  void objectsOfAnotherFolderAreRefused() throws Exception {
    history(2);
    ObjectId head = head();
    git("clone -q --shared --bare . other");
    Path first = objects;
    objects = folder.resolve("other/objects");
    assertRefused(head, "objects are also in another repository's folder");
    Files.writeString(objects.resolve("info/alternates"), "# " + first + "\n\n");
    assertAbsent(head);
  }

  @Test
  void packsThatOnlyAnIndexOfAllNamesAreRefused() throws Exception {
    history(2);
    ObjectId head = head();
    git("repack -adq --write-midx");
    Files.delete(file(".idx"));
    assertRefused(head, "the pack has no index of its own");
    Files.delete(objects.resolve("pack/multi-pack-index"));
    assertAbsent(head);
  }

  @Test
  void withoutPacksNothingIsThere() throws Exception {
    assertAbsent(MISSING);
    Files.delete(objects.resolve("pack"));
    assertAbsent(MISSING);
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws Exception {
    Files.delete(objects.resolve("pack"));
    Files.writeString(objects.resolve("pack"), "");
    assertRefused(MISSING, "the packs cannot be listed");
  }

  private void assertAllAreRead() throws Exception {
    Map<ObjectId, ObjectFiles.Stored> all = StoredObjects.all(git);
    assertThat(all.values().stream().map(ObjectFiles.Stored::type)).contains(1, 2, 3, 4);
    try (ObjectFiles files = new ObjectFiles(objects)) {
      for (Map.Entry<ObjectId, ObjectFiles.Stored> entry : all.entrySet()) {
        ObjectFiles.Stored expected = entry.getValue();
        assertThat(files.size(entry.getKey())).isEqualTo(expected.bytes().length);
        ObjectFiles.Stored read = files.read(entry.getKey());
        assertThat(read).isNotNull();
        assertThat(read.type()).isEqualTo(expected.type());
        assertThat(read.bytes()).isEqualTo(expected.bytes());
      }
    }
    assertAbsent(MISSING);
  }

  private void assertAbsent(ObjectId id) throws IOException {
    try (ObjectFiles files = new ObjectFiles(objects)) {
      assertThat(files.read(id)).isNull();
      assertThat(files.size(id)).isEqualTo(-1);
    }
  }

  private void assertRefused(ObjectId id, String why) throws IOException {
    try (ObjectFiles files = new ObjectFiles(objects)) {
      assertThatThrownBy(() -> files.read(id))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why);
      assertThatThrownBy(() -> files.size(id))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why);
    }
  }

  /** Commits of a text that grows, with all that is special in the first. */
  private void history(int commits) throws Exception {
    Files.writeString(folder.resolve("empty"), "");
    if (!Files.exists(folder.resolve("large"))) {
      byte[] large = new byte[3 << 20];
      random.nextBytes(large);
      Files.write(folder.resolve("large"), large);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append(i).append(' ').append(random.nextLong()).append('\n');
    }
    for (int i = 0; i < commits; i++) {
      text.insert(random.nextInt(text.length()), "change " + i + "\n");
      Files.writeString(folder.resolve("text.txt"), text);
      if (i == 0) {
        git("add -A");
      }
      git("commit -q -a -m changed");
    }
    git("tag -f -a -m tagged v" + commits);
  }

  private void commit() throws Exception {
    git("add -A");
    git("commit -q -m changed");
  }

  private ObjectId head() throws Exception {
    return ObjectId.fromString(git("rev-parse HEAD").strip());
  }

  private Path file(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(objects.resolve("pack"))) {
      return files.filter(path -> path.toString().endsWith(suffix)).findFirst().orElseThrow();
    }
  }

  private String git(String arguments) throws Exception {
    return git.run(arguments.split(" "));
  }
}
