package dev.weir.core.source;

import dev.weir.core.text.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a long input into fragments where gitleaks cuts it: after the first empty line after 100,000
 * bytes, or 25,000 bytes later at the latest. Each splitter reads one input.
 *
 * <p>gitleaks: it reads past the cut through a buffer of 4,096 bytes, and the rest of the buffer
 * becomes the next block, so fragments after the first are much smaller.
 */
final class FragmentSplitter {
  private static final int BLOCK = 100_000;
  private static final int MOST_EXTENSION = 25_000;
  private static final int READ_AHEAD = 4_096;

  private final InputStream in;
  private final String path;
  private final String symlinkPath;
  private final @Nullable CommitInfo commit;
  private final byte[] ahead = new byte[READ_AHEAD];
  private int aheadFrom;
  private int aheadTo;
  private byte[] block = new byte[0];
  private int size;

  FragmentSplitter(InputStream in, String path, String symlinkPath, @Nullable CommitInfo commit) {
    this.in = in;
    this.path = path;
    this.symlinkPath = symlinkPath;
    this.commit = commit;
  }

  /**
   * Pushes the fragments of the input.
   *
   * @throws IOException if reading fails; fragments that were pushed before remain valid
   */
  void split(Source.Sink sink) throws IOException, InterruptedException {
    int newlines = 0;
    while (readBlock()) {
      String application = newlines == 0 ? FileSignature.application(block, size) : null;
      if (application != null) {
        SkipReason reason =
            FileSignature.isArchive(application) ? SkipReason.ARCHIVE : SkipReason.BINARY;
        sink.skipped(new Skip(path, reason, "its first bytes are those of " + application));
        return;
      }
      if (!endsWithEmptyLine()) {
        extend();
      }
      Content content = Content.ofOwned(Arrays.copyOf(block, size));
      sink.fragment(new Fragment(path, symlinkPath, content, 1 + newlines, commit));
      newlines += count(content.bytes());
    }
  }

  private boolean readBlock() throws IOException {
    if (aheadFrom < aheadTo) {
      size = aheadTo - aheadFrom;
      block = Arrays.copyOfRange(ahead, aheadFrom, aheadTo);
      aheadFrom = aheadTo;
    } else {
      block = in.readNBytes(BLOCK);
      size = block.length;
    }
    return size > 0;
  }

  private boolean endsWithEmptyLine() {
    int newlines = 0;
    for (int i = size - 1; i >= 0 && isSpace(block[i]); i--) {
      if (block[i] == '\n' && ++newlines == 2) {
        return true;
      }
    }
    return false;
  }

  private void extend() throws IOException {
    int start = size;
    int newlines = 0;
    while (true) {
      byte last = block[size - 1];
      if (last == '\n') {
        if (++newlines >= 2) {
          return;
        }
      } else if (!isSpace(last)) {
        newlines = 0;
      }
      if (size - start >= MOST_EXTENSION) {
        return;
      }
      if (aheadFrom == aheadTo) {
        aheadFrom = 0;
        aheadTo = Math.max(0, in.readNBytes(ahead, 0, READ_AHEAD));
        if (aheadTo == 0) {
          return;
        }
      }
      if (size == block.length) {
        block = Arrays.copyOf(block, size + READ_AHEAD);
      }
      block[size++] = ahead[aheadFrom++];
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static int count(byte[] bytes) {
    int newlines = 0;
    for (byte b : bytes) {
      if (b == '\n') {
        newlines++;
      }
    }
    return newlines;
  }
}
