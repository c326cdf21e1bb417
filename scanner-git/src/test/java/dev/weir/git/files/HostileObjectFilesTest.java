package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs and objects that no git wrote. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileObjectFilesTest {
  private static final int BLOB = 3;
  private static final ObjectId ONE = HandMadePack.id(0x42, 1);
  private static final ObjectId TWO = HandMadePack.id(0x42, 2);
  private static final ObjectId THREE = HandMadePack.id(0x17, 3);
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  // Copies five bytes and adds an exclamation mark.
  private static final byte[] SHOUT = HandMadePack.delta(5, 6, 0x90, 5, 1, '!');

  @TempDir Path objects;

  @Test
  void theBaseMayBeInAnotherPack() throws Exception {
    write(new HandMadePack().object(ONE, BLOB, HELLO), "a");
    write(new HandMadePack().deltaTo(ONE, TWO, SHOUT), "b");
    assertThat(text(TWO)).isEqualTo("hello!");
  }

  @Test
  void theBaseMayBeLoose() throws Exception {
    loose(ONE, "blob 5\0hello");
    write(new HandMadePack().deltaTo(ONE, TWO, SHOUT), "b");
    assertThat(text(TWO)).isEqualTo("hello!");
  }

  @Test
  void aChainMayBeLong() throws Exception {
    HandMadePack pack = new HandMadePack().object(HandMadePack.id(0x42, 0), BLOB, HELLO);
    int links = 20_000;
    byte[] same = HandMadePack.delta(5, 5, 0x90, 5);
    for (int i = 1; i <= links; i++) {
      pack.deltaTo(HandMadePack.id(0x42, i - 1), HandMadePack.id(0x42, i), same);
    }
    write(pack, "a");
    assertThat(text(HandMadePack.id(0x42, links))).isEqualTo("hello");
  }

  @Test
  void manyIdsMayStartAlike() throws Exception {
    HandMadePack pack = new HandMadePack();
    for (int i = 0; i < 3000; i++) {
      pack.object(HandMadePack.id(0x42, 2 * i), BLOB, Integer.toString(i).getBytes(UTF_8));
    }
    write(pack, "a");
    try (ObjectFiles files = new ObjectFiles(objects)) {
      for (int i = 0; i < 3000; i++) {
        ObjectFiles.Stored stored = files.read(HandMadePack.id(0x42, 2 * i));
        assertThat(stored).isNotNull();
        assertThat(new String(stored.bytes(), UTF_8)).isEqualTo(Integer.toString(i));
        assertThat(files.read(HandMadePack.id(0x42, 2 * i + 1))).isNull();
      }
    }
  }

  @Test
  void aDeltaMayNotBeItsOwnBase() throws Exception {
    write(new HandMadePack().deltaTo(ONE, ONE, SHOUT), "a");
    assertRefused(ONE, "a delta has itself as its base");
  }

  @Test
  void aRoundOfDeltasIsRefused() throws Exception {
    HandMadePack first = new HandMadePack().deltaTo(TWO, ONE, SHOUT).deltaTo(ONE, TWO, SHOUT);
    write(first, "a");
    // One that leads into the round and is not of it.
    write(new HandMadePack().deltaTo(ONE, THREE, SHOUT), "b");
    assertRefused(ONE, "a delta has itself as its base");
    assertRefused(TWO, "a delta has itself as its base");
    assertRefused(THREE, "a delta has itself as its base");
  }

  @Test
  void aMissingBaseIsRefused() throws Exception {
    write(new HandMadePack().deltaTo(TWO, ONE, SHOUT), "a");
    assertRefused(ONE, "the base of a delta is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "04 06 90 05 01 21,          its base has another size",
    "05 06 90 05,                its result has another size",
    "05 04 90 05,                its result has another size",
    "05 05 91 01 05,             it copies bytes that its base does not have",
    "05 05 98 ff 05,             it copies bytes that its base does not have",
    "05 05 80,                   it copies bytes that its base does not have",
    "05 05 00,                   an unknown instruction",
    "05 05 05 21,                it has an unknown instruction",
    "05 05 9f 00,                it is cut off",
    "05,                         it is cut off",
    "05 ff ff ff ff 0f,          it names a size that is too large",
    "05 ff ff ff ff ff ff ff ff ff ff 01, it names a size that is too large",
    "05 ff ff ff ff 07 90 05,    it names a size that is too large",
    "05 f0 ff ff ff 07 90 05,    its result has another size",
  })
  void aDamagedDeltaIsRefused(String delta, String why) throws Exception {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(delta);
    write(new HandMadePack().object(ONE, BLOB, HELLO).deltaTo(ONE, TWO, bytes), "a");
    assertRefused(TWO, why);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5,           '',       has an unknown type",
    "5, 5,           '',       has an unknown type",
    "3, 4,           '',       it is longer than its size says",
    "3, 6,           '',       it is shorter than its size says",
    "3, 1073741824,  '',       deflated bytes cannot contain",
    "3, 2147483640,  '',       too large to be read",
    "3, 1125899906842624, '',  too large to be read",
    "6, 5,           00,       the base of a delta is not in the pack",
    "6, 5,           01,       the base of a delta is not in the pack",
    "6, 5,           7f,       the base of a delta is not in the pack",
    "6, 5,           ffffffffffffffffffff7f, the base of a delta is not in the pack",
    "6, 5,           ff,       the base of a delta is not in the pack",
    "3, 5,           00,       it cannot be inflated",
    "3, 5,           78bb,     git does",
  })
  void aDamagedEntryIsRefused(int type, long size, String base, String why) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(base);
    write(new HandMadePack().entry(ONE, type, size, bytes, HELLO), "a");
    long before = allocated();
    assertRefused(ONE, why);
    assertThat(allocated() - before).isLessThan(8 << 20);
  }

  @ParameterizedTest
  @CsvSource({"0", "11", "31", "100000", "2147483647", "2147483648", "-1"})
  void anOffsetThatIsNoneIsRefused(long offset) throws Exception {
    write(new HandMadePack().object(ONE, BLOB, HELLO).named(TWO, offset), "a");
    assertThat(text(ONE)).isEqualTo("hello");
    assertRefused(TWO, "");
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "blob 4|hello,it is longer than its size says",
        "blob 6|hello,it is shorter than its size says",
        "blob 1073741824|hello,deflated bytes cannot contain",
        "blob 2147483640|hello,too large to be read",
        "blob 99999999999999999999|hello,it does not start with its size",
        "blob 05|hello,it does not start with its size",
        "blob -5|hello,it does not start with its size",
        "blob |hello,it does not start with its size",
        "blob 5,it does not start with its size",
        "blob5|hello,it has an unknown type",
        "blobs 5|hello,it has an unknown type",
        "bl,it has an unknown type",
      })
  void aDamagedLooseObjectIsRefused(String content, String why) throws Exception {
    loose(ONE, content.replace('|', '\0'));
    long before = allocated();
    assertRefused(ONE, why);
    assertThat(allocated() - before).isLessThan(8 << 20);
  }

  @Test
  void aLooseObjectThatIsNotWholeIsRefused() throws Exception {
    Path file = loose(ONE, "blob 5\0hello");
    byte[] whole = Files.readAllBytes(file);
    for (int size = 0; size < whole.length; size++) {
      Files.write(file, Arrays.copyOf(whole, size));
      assertRefused(ONE, "");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused(ONE, "there are bytes after its end");
  }

  private void assertRefused(ObjectId id, String why) throws IOException {
    try (ObjectFiles files = new ObjectFiles(objects)) {
      assertThatThrownBy(() -> files.read(id))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why);
    }
  }

  private String text(ObjectId id) throws IOException {
    try (ObjectFiles files = new ObjectFiles(objects)) {
      ObjectFiles.Stored stored = files.read(id);
      assertThat(stored).isNotNull();
      assertThat(stored.type()).isEqualTo(BLOB);
      assertThat(files.size(id)).isEqualTo(stored.bytes().length);
      return new String(stored.bytes(), UTF_8);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private void write(HandMadePack pack, String name) throws IOException {
    pack.write(objects.resolve("pack"), name);
  }

  private Path loose(ObjectId id, String content) throws IOException {
    Path file = objects.resolve(id.name().substring(0, 2)).resolve(id.name().substring(2));
    Files.createDirectories(file.getParent());
    return Files.write(file, HandMadePack.deflated(content.getBytes(UTF_8)));
  }
}
