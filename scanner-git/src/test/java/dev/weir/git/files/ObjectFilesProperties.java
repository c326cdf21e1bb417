package dev.weir.git.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.git.TestRepository;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Damages a repository's files at random: reading either is correct or throws an IOException. */
class ObjectFilesProperties {
  private static Path folder = Path.of(".");
  private static Path objects = Path.of(".");
  private static Map<ObjectId, ObjectFiles.Stored> stored = Map.of();
  // Loose objects, a pack and its index, by their paths in the folder "objects".
  private static final Map<String, byte[]> FILES = new TreeMap<>();

  @BeforeAll
  static void makeRepository() throws Exception {
    folder = Files.createTempDirectory("objects");
    TestRepository git = new TestRepository(folder);
    git.run("init", "-q", "-b", "main", ".");
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.insert(0, random.nextLong() + " " + random.nextLong() + "\n");
      add(git, text.toString());
    }
    add(git, "");
    git.run("-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq");
    for (int i = 0; i < 6; i++) {
      text.insert(text.length() / 2, random.nextLong() + "\n");
      add(git, text.toString());
    }
    git.run("repack", "-dfq");
    for (int i = 0; i < 2; i++) {
      text.insert(text.length() / 2, random.nextLong() + "\n");
      add(git, text.toString());
    }
    stored = StoredObjects.all(git);
    objects = folder.resolve(".git/objects");
    try (Stream<Path> files = Files.walk(objects)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = objects.relativize(file).toString();
        if (!name.startsWith("info")) {
          file.toFile().setWritable(true);
          FILES.put(name, Files.readAllBytes(file));
        }
      }
    }
    // Two packs, their indexes, and the objects that were added last.
    assertThat(FILES).hasSizeGreaterThan(6);
  }

  // Git dates no commit here, so the files are the same in every run.
  private static void add(TestRepository git, String text) throws Exception {
    Files.writeString(folder.resolve("text.txt"), text);
    git.run("add", "-A");
    String tree = git.run("write-tree").strip();
    String person = " Jane Doe <jane@example.com> 1700000000 +0000\n";
    Path commit = folder.resolve(".git/commit.txt");
    Files.writeString(
        commit, "tree " + tree + "\nauthor" + person + "committer" + person + "\nchanged\n");
    String id = git.run("hash-object", "-w", "-t", "commit", commit.toString()).strip();
    git.run("update-ref", "refs/heads/b" + id, id);
  }

  @AfterAll
  static void remove() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 300)
  void detectsDamage(Draw draw) throws Exception {
    Random random = new Random(draw.seed());
    List<String> names = List.copyOf(FILES.keySet());
    String name = names.get(random.nextInt(names.size()));
    byte[] whole = FILES.get(name);
    Path file = objects.resolve(name);
    Files.write(file, damaged(whole, random));
    try {
      assertTimeoutPreemptively(Duration.ofSeconds(10), ObjectFilesProperties::readAll);
    } finally {
      Files.write(file, whole);
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    int count = random.nextInt(3) == 0 ? random.nextInt(1, 9) : 1;
    for (int i = at; i < Math.min(bytes.length, at + count); i++) {
      bytes[i] ^= (byte) (count == 1 ? 1 << random.nextInt(8) : random.nextInt(256));
    }
    return bytes;
  }

  private static void readAll() throws IOException {
    for (Map.Entry<ObjectId, ObjectFiles.Stored> entry : stored.entrySet()) {
      // Each object gets its own reader, so that one unreadable file does not affect all of them.
      try (ObjectFiles files = new ObjectFiles(objects)) {
        long size = size(files, entry.getKey());
        ObjectFiles.Stored read = read(files, entry.getKey());
        if (read != null && !isSame(read, entry.getValue())) {
          assertJgitReads(entry.getKey(), read);
        }
        if (read != null) {
          assertThat(size).isEqualTo(read.bytes().length);
        }
      }
    }
  }

  private static ObjectFiles.@Nullable Stored read(ObjectFiles files, ObjectId id) {
    try {
      return files.read(id);
    } catch (IOException e) {
      return null;
    }
  }

  private static long size(ObjectFiles files, ObjectId id) {
    try {
      return files.size(id);
    } catch (IOException e) {
      return -2;
    }
  }

  private static boolean isSame(ObjectFiles.Stored one, ObjectFiles.Stored other) {
    return one.type() == other.type() && Arrays.equals(one.bytes(), other.bytes());
  }

  /**
   * Only a SHA-1 would reveal some damage, such as a changed type; JGit does not detect it either.
   */
  private static void assertJgitReads(ObjectId id, ObjectFiles.Stored read) throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.resolve(".git").toFile()).build()) {
      ObjectLoader loader = repository.open(id);
      assertThat(loader.getType()).isEqualTo(read.type());
      assertThat(loader.getBytes()).isEqualTo(read.bytes());
    }
  }

  /** What the shared reader does not read is left to JGit. */
  @Property(tries = 300)
  void theSharedReaderDetectsDamage(Draw draw) throws Exception {
    Random random = new Random(draw.seed());
    List<String> names = FILES.keySet().stream().filter(name -> name.startsWith("pack")).toList();
    String name = names.get(random.nextInt(names.size()));
    byte[] whole = FILES.get(name);
    Path file = objects.resolve(name);
    Files.write(file, damaged(whole, random));
    try {
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readShared(random));
    } finally {
      Files.write(file, whole);
    }
  }

  private static void readShared(Random random) throws IOException {
    List<ObjectId> ids = new ArrayList<>(stored.keySet());
    Collections.shuffle(ids, random);
    try (PackedObjects shared = new PackedObjects(List.of(objects.resolve("pack").toFile()));
        PackedReader reader = new PackedReader(shared)) {
      for (ObjectId id : ids) {
        long size = reader.size(id);
        ObjectFiles.Stored read = reader.read(id);
        if (read != null && !isSame(read, stored.get(id))) {
          assertJgitReads(id, read);
        }
        if (read != null) {
          assertThat(size).isEqualTo(read.bytes().length);
        }
      }
    }
  }

  @Property(tries = 3000)
  void anyBytesAsDelta(Draw draw) {
    Random random = new Random(draw.seed());
    byte[] base = new byte[random.nextInt(100)];
    byte[] delta = new byte[2 + random.nextInt(12)];
    random.nextBytes(delta);
    delta[0] = (byte) base.length;
    delta[1] &= 0x7f;
    try {
      byte[] result = DeltaBytes.apply(base, delta);
      assertThat(result).hasSize(delta[1]);
      assertThat(DeltaBytes.resultSize(delta, delta.length)).isEqualTo(result.length);
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("a delta of a pack is damaged: ");
    }
  }

  @Property(tries = 500)
  void anyBytesAsLooseObject(Draw draw) throws IOException {
    byte[] content = draw.bytes(255);
    ObjectId id = HandMadePack.id(0xee, 1);
    Path file = objects.resolve(id.name().substring(0, 2)).resolve(id.name().substring(2));
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    try (ObjectFiles files = new ObjectFiles(objects)) {
      assertThat(read(files, id)).isNull();
      assertThat(size(files, id)).isEqualTo(-2);
    } finally {
      Files.delete(file);
    }
  }
}
