package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks how much a store writes, and what is left when the disk is full. */
class FindingStoreTest {
  private final Disk disk = new Disk();

  /** A disk that can be full. */
  private static final class Disk implements SpillFile.Storage {
    private final ByteBuffer bytes = ByteBuffer.allocate(8 << 20);
    private long space = Long.MAX_VALUE;
    private long used;

    @Override
    public int read(ByteBuffer to, long position) {
      int count = to.remaining();
      to.put(to.position(), bytes, (int) position, count);
      to.position(to.position() + count);
      return count;
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      int count = (int) Math.min(from.remaining(), space - position);
      if (count == 0) {
        throw new IOException("No space left on device");
      }
      bytes.put((int) position, from, from.position(), count);
      from.position(from.position() + count);
      used = Math.max(used, position + count);
      return count;
    }

    @Override
    public void close() {}
  }

  private static Finding finding(int n, Content line, @Nullable CommitInfo commit) {
    return new Finding(
        "rule",
        "description",
        "path",
        "",
        commit,
        new Location(1, 1, n, n),
        line,
        Content.of("match " + n),
        Content.of("secret " + n),
        1,
        List.of(),
        "",
        List.of(),
        new Region(1, n, 1, n),
        "",
        Confidence.UNKNOWN);
  }

  @Test
  void aLineThatFindingsShareIsStoredOnce() throws Exception {
    Content line = Content.of("x".repeat(1_000_000));
    CommitInfo commit = new CommitInfo("id", "a", "e", "d", "m".repeat(1_000_000));
    try (FindingStore store = new FindingStore(100, () -> disk)) {
      for (int i = 0; i < 5_000; i++) {
        store.add(finding(i, line, commit), "");
      }
      assertThat(disk.used).isLessThan(3_000_000);
      Content first = store.iterator().next().finding().line();
      assertThat(first).isEqualTo(line);
      for (FindingStore.Stored stored : store) {
        assertThat(stored.finding().line().length()).isEqualTo(line.length());
      }
      assertThat(store.get(4_321))
          .isEqualTo(new FindingStore.Stored(finding(4_321, line, commit), ""));
    }
  }

  @Test
  void whatWasStoredBeforeTheDiskWasFullCanBeRead() throws Exception {
    disk.space = 300_000;
    Content line = Content.of("the line");
    int stored = 0;
    try (FindingStore store = new FindingStore(10, () -> disk)) {
      try {
        while (true) {
          store.add(finding(stored, line, null), "");
          stored++;
        }
      } catch (IOException e) {
        assertThat(e).hasMessage("No space left on device");
      }
      assertThat(disk.used).isEqualTo(300_000);
      assertThat(stored).isGreaterThan(1_000);
      assertThat(store.size()).isEqualTo(stored);
      int n = 0;
      for (FindingStore.Stored one : store) {
        assertThat(one.finding()).isEqualTo(finding(n++, line, null));
      }
      assertThat(n).isEqualTo(stored);
    }
  }

  @Test
  void withoutATemporaryFileTheFirstFindingsAreLeft() throws Exception {
    Content line = Content.of("the line");
    try (FindingStore store =
        new FindingStore(
            3,
            () -> {
              throw new IOException("no folder");
            })) {
      for (int i = 0; i < 3; i++) {
        store.add(finding(i, line, null), "");
      }
      for (int i = 3; i < 5; i++) {
        Finding next = finding(i, line, null);
        assertThatThrownBy(() -> store.add(next, "")).hasMessage("no folder");
      }
      assertThat(store).hasSize(3);
      assertThat(store.get(2).finding()).isEqualTo(finding(2, line, null));
    }
  }
}
