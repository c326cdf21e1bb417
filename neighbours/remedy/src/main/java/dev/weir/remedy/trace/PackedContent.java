package dev.weir.remedy.trace;

import dev.weir.core.archive.ArchiveFormat;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.archive.UnpackBudget;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Searches the contents of archives, compressed files and copies of git's loose objects, including
 * binary files in them.
 */
final class PackedContent {
  private static final int MOST_DEPTH = 5;
  private static final ArchiveLimits LIMITS =
      new ArchiveLimits(MOST_DEPTH, 0, ArchiveLimits.DEFAULT_ENTRIES);

  private final Needles needles;
  private final Consumer<String> notRead;
  private final ArchiveReader reader;
  private final BitSet found = new BitSet();

  private PackedContent(Needles needles, Consumer<String> notRead, long size) {
    this.needles = needles;
    this.notRead = notRead;
    this.reader = new ArchiveReader(new UnpackBudget(LIMITS, size));
  }

  /**
   * Returns the numbers of the texts in a file. Of a file that is not packed, these are the texts
   * as written.
   *
   * @param size the size of the file in bytes
   * @param notRead receives the reasons why parts of the file could not be read
   */
  static BitSet find(InputStream in, long size, Needles needles, Consumer<String> notRead)
      throws IOException {
    PackedContent content = new PackedContent(needles, notRead, size);
    try {
      content.look(in, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    return content.found;
  }

  /** Returns true if the bytes are a file that {@link #find} unpacks or names as not read. */
  static boolean isPacked(byte[] bytes) {
    byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, ArchiveFormat.HEAD));
    return format(head) != null || GitFormat.of(head) != null;
  }

  private static @Nullable ArchiveFormat format(byte[] head) {
    return ArchiveFormat.of(head, Math.min(head.length, ArchiveFormat.HEAD), "");
  }

  private void open(ArchiveFormat format, InputStream in, int depth) throws InterruptedException {
    if (!format.isReadable() || depth > LIMITS.maxDepth()) {
      notRead.accept("it contains " + format.shown() + ", which is not opened here");
      return;
    }
    try {
      if (!format.isContainer()) {
        look(reader.decompressed(format, in), depth + 1);
        return;
      }
      reader.read(
          format,
          in,
          null,
          new ArchiveReader.Visitor() {
            @Override
            public void file(String name, InputStream content)
                throws IOException, InterruptedException {
              byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
              needles.find(bytes, 0, bytes.length, found);
              look(content, depth + 1);
            }

            @Override
            public void unreadable(String name, IOException reason) {
              notRead.accept("a file of an archive: " + ArchiveReader.reason(reason));
            }
          });
    } catch (IOException e) {
      notRead.accept("an archive: " + ArchiveReader.reason(e));
    }
  }

  private void look(InputStream content, int depth) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(content);
    in.mark(ArchiveFormat.HEAD);
    byte[] head = in.readNBytes(ArchiveFormat.HEAD);
    in.reset();
    ArchiveFormat inner = format(head);
    if (inner != null) {
      open(inner, in, depth);
      return;
    }
    GitFormat git = GitFormat.of(head);
    if (git == GitFormat.LOOSE_OBJECT && depth <= LIMITS.maxDepth()) {
      openObject(in, depth);
      return;
    }
    if (git != null) {
      notRead.accept("it contains " + git.shown() + ", which is not opened here");
    }
    StreamSearch.find(in, needles, found);
  }

  private void openObject(InputStream in, int depth) throws InterruptedException {
    try {
      InputStream object = reader.decompressed(ArchiveFormat.ZLIB, in);
      GitFormat.skipHeader(object);
      look(object, depth + 1);
    } catch (IOException e) {
      notRead.accept("a git object: " + ArchiveReader.reason(e));
    }
  }
}
