package dev.weir.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FileSignature;
import dev.weir.core.text.Binary;
import dev.weir.core.text.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
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
  private static final byte ESCAPE = 0x1B;

  /** The length of the longest first bytes by which a format is known. */
  private static final int SIGNATURE = 8;

  private final InputStream in;
  private final String path;
  private final String symlinkPath;
  private final @Nullable CommitInfo commit;
  private final FileReading reading;
  private final byte[] ahead = new byte[READ_AHEAD];
  private int aheadFrom;
  private int aheadTo;
  private byte[] block = new byte[0];
  private int size;
  private boolean hasText;

  FragmentSplitter(
      InputStream in,
      String path,
      String symlinkPath,
      @Nullable CommitInfo commit,
      FileReading reading) {
    this.in = in;
    this.path = path;
    this.symlinkPath = symlinkPath;
    this.commit = commit;
    this.reading = reading;
  }

  /**
   * Pushes the fragments of the input.
   *
   * @return the reader that the input needs too, or null
   * @throws IOException if reading fails; fragments that were pushed before remain valid
   */
  DocumentFragments.@Nullable Match split(Source.Sink sink)
      throws IOException, InterruptedException {
    DocumentFragments.Match document = null;
    Pieces pieces =
        new Pieces(path, symlinkPath, commit, reading.overlap(), /* again= */ false, sink);
    OtherForms others = null;
    while (readBlock()) {
      boolean isFirst = others == null && !pieces.hasBegun();
      String application = isFirst ? FileSignature.application(block, size) : null;
      if (isFirst) {
        document = DocumentFragments.match(reading, block, size, path);
      }
      if (application != null && !(reading.allText() && isText(block, size))) {
        if (document != null) {
          return document;
        }
        SkipReason reason =
            FileSignature.isArchive(application) ? SkipReason.ARCHIVE : SkipReason.BINARY;
        sink.skipped(new Skip(path, reason, "its first bytes are those of " + application));
        return null;
      }
      if (isFirst && reading.allText()) {
        if (Binary.isBinary(block, Math.min(size, Binary.HEAD))
            && FileSignature.isMedia(block, size)) {
          pieces.setBinary();
        }
        others = new OtherForms(path, symlinkPath, commit, reading.overlap(), sink);
      }
      if (!endsWithEmptyLine()) {
        extend();
      }
      byte[] bytes = Arrays.copyOf(block, size);
      pieces.add(Content.ofOwned(bytes));
      if (others != null) {
        others.add(bytes);
      }
    }
    pieces.end();
    if (others != null) {
      others.end();
    }
    hasText = true;
    return document;
  }

  /** Returns true if the bytes of the input were pushed. */
  boolean hasText() {
    return hasText;
  }

  /**
   * Returns true if content begins with text after the first bytes, which are those of a format: it
   * has no control characters, or is UTF-8 without zeros. A zero in the first bytes is one of a
   * format.
   */
  static boolean isText(byte[] content, int size) {
    int from = Math.min(size, SIGNATURE);
    // The first bytes may end within a character.
    while (from < Math.min(size, SIGNATURE + 3) && (content[from] & 0xC0) == 0x80) {
      from++;
    }
    int to = Math.min(size, Binary.HEAD);
    for (int i = 0; i < from; i++) {
      if (content[i] == 0) {
        return false;
      }
    }
    // If nothing follows the first bytes, they decide.
    return hasNoControls(content, 0, to)
        || (from < to && (hasNoControls(content, from, to) || isUtf8(content, from, to)));
  }

  private static boolean isUtf8(byte[] content, int from, int to) {
    CharBuffer text = CharBuffer.allocate(to - from);
    ByteBuffer bytes = ByteBuffer.wrap(content, from, to - from);
    // A character that is cut off at the end is not an error.
    boolean isError = UTF_8.newDecoder().decode(bytes, text, /* endOfInput= */ false).isError();
    return !isError && text.flip().chars().noneMatch(c -> c == 0);
  }

  private static boolean hasNoControls(byte[] content, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = content[i];
      boolean isControl = b >= 0 && b < ' ' && b != '\f' && b != ESCAPE && !isSpace(b);
      if (isControl) {
        return false;
      }
    }
    return true;
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
}
