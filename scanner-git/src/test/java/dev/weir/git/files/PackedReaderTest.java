package dev.weir.git.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.git.TestRepository;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The readers of a whole history return what git returns, in any order and on several threads. */
class PackedReaderTest {
  @TempDir Path folder;
  private final Random random = new Random(11);

  private TestRepository repository() throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.git("config gc.auto 0");
    return git;
  }

  /** Commits versions of some files, each with a few more lines. */
  private void history(TestRepository git, int commits) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < commits; i++) {
      for (int line = random.nextInt(300); line >= 0; line--) {
        text.insert(random.nextInt(text.length() + 1), random.nextLong() + "\n");
      }
      git.write("folder" + random.nextInt(3) + "/file" + random.nextInt(3), text.toString());
      git.commit("change " + random.nextLong());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repack -adfq --depth=50",
        "-c repack.useDeltaBaseOffset=false repack -adfq --depth=50",
        "repack -adfq --depth=0",
        "-c pack.packSizeLimit=1m repack -adfq",
        "repack -adfq --write-midx",
      })
  void readsWhatGitReads(String command) throws Exception {
    TestRepository git = repository();
    history(git, 25);
    git.git(command);
    Map<ObjectId, ObjectFiles.Stored> stored = StoredObjects.all(git);
    try (PackedObjects shared = packs();
        PackedReader reader = new PackedReader(shared)) {
      for (ObjectId id : shuffled(stored)) {
        assertThat(reader.size(id)).isEqualTo(stored.get(id).bytes().length);
        assertSame(stored.get(id), reader.read(id));
      }
      for (ObjectId id : shuffled(stored)) {
        assertSame(stored.get(id), reader.read(id));
        assertThat(reader.size(id)).isEqualTo(stored.get(id).bytes().length);
      }
      assertThat(reader.read(HandMadePack.id(1, 1))).isNull();
      assertThat(reader.size(HandMadePack.id(1, 1))).isEqualTo(-1);
    }
  }

  /** Packs, loose objects, those of an alternate, and those that come while the packs are open. */
  @Test
  void readsObjectsFromAllPlaces() throws Exception {
    TestRepository git = repository();
    history(git, 5);
    git.git("repack -adq");
    history(git, 5);
    git.git("repack -dq");
    git.git("clone -q --shared . clone");
    TestRepository clone = new TestRepository(folder.resolve("clone"));
    history(clone, 3);
    try (Repository opened =
            new CheckedRepository(
                new FileRepositoryBuilder().setGitDir(clone.path(".git").toFile()).setup());
        ObjectReader reader = opened.newObjectReader()) {
      assertReads(reader, StoredObjects.all(clone));
      history(git, 3);
      git.git("repack -adfq");
      history(clone, 3);
      clone.git("repack -dq");
      assertReads(reader, StoredObjects.all(clone));
    }
  }

  private void assertReads(ObjectReader reader, Map<ObjectId, ObjectFiles.Stored> stored)
      throws IOException {
    for (ObjectId id : shuffled(stored)) {
      ObjectLoader loader = reader.open(id);
      assertSame(stored.get(id), new ObjectFiles.Stored(loader.getType(), loader.getBytes()));
      assertThat(reader.getObjectSize(id, ObjectReader.OBJ_ANY)).isEqualTo(loader.getSize());
    }
  }

  @Test
  void threadsShareWhatTheyRead() throws Exception {
    TestRepository git = repository();
    history(git, 30);
    git.git("repack -adfq --depth=50");
    Map<ObjectId, ObjectFiles.Stored> stored = StoredObjects.all(git);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (PackedObjects shared = packs()) {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<ObjectId> ids = shuffled(stored);
        Callable<Void> reading =
            () -> {
              try (PackedReader reader = new PackedReader(shared)) {
                for (ObjectId id : ids) {
                  assertSame(stored.get(id), reader.read(id));
                }
              }
              return null;
            };
        results.add(threads.submit(reading));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private PackedObjects packs() {
    return new PackedObjects(List.of(folder.resolve(".git/objects/pack").toFile()));
  }

  private List<ObjectId> shuffled(Map<ObjectId, ObjectFiles.Stored> stored) {
    List<ObjectId> ids = new ArrayList<>(stored.keySet());
    Collections.shuffle(ids, random);
    return ids;
  }

  private static void assertSame(ObjectFiles.Stored expected, ObjectFiles.Stored read) {
    assertThat(read.type()).isEqualTo(expected.type());
    assertThat(Arrays.equals(read.bytes(), expected.bytes())).isTrue();
  }

  /** Ids that are spread evenly, or not. */
  @Property(tries = 40)
  void anIndexFindsEachId(Draw draw) throws IOException {
    Random from = new Random(draw.seed());
    int bits = draw.of(0, 4, 12, 24, 32);
    int count = draw.number(0, 2_000);
    Map<ObjectId, Long> offsets = new HashMap<>();
    HandMadePack pack = new HandMadePack();
    for (int i = 0; i < count; i++) {
      ObjectId id = new ObjectId(from.nextInt() >>> bits, from.nextInt(9), 0, 0, from.nextInt(9));
      long offset = from.nextInt(20) == 0 ? from.nextLong() >>> 1 : from.nextInt(1 << 30);
      offsets.put(id, offset);
      pack.named(id, offset);
    }
    Path place = Files.createTempDirectory("pack");
    try {
      pack.write(place, "pack");
      PackIds ids = PackIds.read(place.resolve("pack.idx").toFile());
      assertThat(ids.count()).isEqualTo(offsets.size());
      offsets.forEach((id, offset) -> assertThat(ids.find(id)).isEqualTo(offset));
      for (int i = 0; i < 200; i++) {
        ObjectId other = new ObjectId(from.nextInt() >>> bits, from.nextInt(9), 0, 0, 9);
        assertThat(ids.find(other)).isEqualTo(-1);
      }
    } finally {
      Files.deleteIfExists(place.resolve("pack.pack"));
      Files.deleteIfExists(place.resolve("pack.idx"));
      Files.delete(place);
    }
  }

  /** The cache behaves as a map that drops what was used least recently. */
  @Property(tries = 100)
  void recentObjectsAreKept(Draw draw) throws IOException {
    Path place = Files.createTempDirectory("pack");
    new HandMadePack().write(place, "pack");
    Random from = new Random(draw.seed());
    int most = draw.of(0, 1_000, 20_000, 400_000);
    int offsets = draw.number(1, 5_000);
    Map<Long, ObjectFiles.Stored> model = new LinkedHashMap<>(16, 0.75f, true);
    RecentObjects recent = new RecentObjects(most);
    long bytes = 0;
    try (SharedPack pack =
        SharedPack.open(
            3, place.resolve("pack.pack").toFile(), place.resolve("pack.idx").toFile())) {
      for (int i = 0; i < 3_000; i++) {
        long offset = from.nextInt(offsets);
        ObjectFiles.Stored known = recent.get(pack, offset);
        assertThat(known).isSameAs(model.get(offset));
        if (known == null) {
          ObjectFiles.Stored object = new ObjectFiles.Stored(3, new byte[from.nextInt(200)]);
          recent.add(pack, offset, object);
          model.put(offset, object);
          bytes += object.bytes().length + RecentObjects.ENTRY_BYTES;
          while (bytes > most && model.size() > 2) {
            ObjectFiles.Stored dropped = model.remove(model.keySet().iterator().next());
            bytes -= dropped.bytes().length + RecentObjects.ENTRY_BYTES;
          }
        }
      }
    } finally {
      Files.delete(place.resolve("pack.pack"));
      Files.delete(place.resolve("pack.idx"));
      Files.delete(place);
    }
  }
}
