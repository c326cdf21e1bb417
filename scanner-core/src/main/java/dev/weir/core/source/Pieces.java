package dev.weir.core.source;

import dev.weir.core.text.ByteWords;
import dev.weir.core.text.Content;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the pieces of a text in order and, so that no match is lost where two of them meet, the
 * text around these places again.
 */
final class Pieces {
  /** The fewest bytes of a text around the places where pieces meet; it grows by one piece. */
  private static final int JOINED = 200_000;

  private final Source.Sink sink;
  private final String path;
  private final String symlinkPath;
  private final @Nullable CommitInfo commit;
  private final int overlap;
  private final boolean again;
  private @Nullable Content held;
  private boolean isFirst = true;
  private boolean binary;
  private @Nullable String document;
  private int line = 1;
  // The end of the pieces that were pushed, and the places in it where they meet.
  private byte[] joined = new byte[0];
  private int joinedSize;
  private int joinedLine = 1;
  private int[] cuts = new int[4];
  private int cutCount;
  private int doneTo;

  /**
   * @param overlap how many bytes a match can reach from the place where two pieces meet; 0 to push
   *     only pieces
   * @param again true if the text is another form of one that is pushed first
   */
  Pieces(
      String path,
      String symlinkPath,
      @Nullable CommitInfo commit,
      int overlap,
      boolean again,
      Source.Sink sink) {
    this.path = path;
    this.symlinkPath = symlinkPath;
    this.commit = commit;
    this.overlap = overlap;
    this.again = again;
    this.sink = sink;
  }

  /** Makes the pieces content that is no text. */
  void setBinary() {
    binary = true;
  }

  /** Makes the pieces a text that was read out of a document. */
  void setDocument(String file) {
    document = file;
  }

  /** Returns true if the text has a piece. */
  boolean hasBegun() {
    return held != null || line > 1 || !isFirst;
  }

  /** Adds the next piece, which must not be empty. */
  void add(Content piece) throws InterruptedException {
    if (overlap == 0) {
      push(piece, Scope.WHOLE);
      return;
    }
    Content before = held;
    held = piece;
    if (before != null) {
      pushPiece(before, false);
    }
  }

  /** Pushes what was held back until it was known whether the text goes on. */
  void end() throws InterruptedException {
    Content last = held;
    if (last != null) {
      held = null;
      pushPiece(last, true);
    }
  }

  private void pushPiece(Content piece, boolean isLast) throws InterruptedException {
    boolean whole = isFirst && isLast;
    if (!whole) {
      join(piece);
    }
    push(piece, Scope.piece(isFirst, isLast, piece.length()));
    isFirst = false;
    if (!whole && (isLast || joinedSize >= JOINED + overlap)) {
      pushJoined(isLast);
    }
  }

  private void push(Content piece, Scope scope) throws InterruptedException {
    sink.fragment(fragment(piece, line, again ? scope.again() : scope));
    line += newlines(piece.bytes(), 0, piece.length());
  }

  private Fragment fragment(Content text, int firstLine, Scope scope) {
    return new Fragment(
        path, symlinkPath, text, firstLine, commit, true, scope, binary, null, document);
  }

  private void join(Content piece) {
    if (joinedSize > 0) {
      if (cutCount == cuts.length) {
        cuts = Arrays.copyOf(cuts, 2 * cutCount);
      }
      cuts[cutCount++] = joinedSize;
    }
    if (joinedSize + piece.length() > joined.length) {
      joined = Arrays.copyOf(joined, joinedSize + piece.length() + JOINED);
    }
    System.arraycopy(piece.bytes(), 0, joined, joinedSize, piece.length());
    joinedSize += piece.length();
  }

  /** Pushes the joined text; matches near its end count in the next one, which has what follows. */
  private void pushJoined(boolean isLast) throws InterruptedException {
    int to = isLast ? Integer.MAX_VALUE : joinedSize - overlap;
    if (cutCount > 0 && cuts[cutCount - 1] >= doneTo) {
      Content text = Content.ofOwned(Arrays.copyOf(joined, joinedSize));
      Scope scope = Scope.across(Arrays.copyOf(cuts, cutCount), doneTo, to);
      sink.fragment(fragment(text, joinedLine, scope));
    }
    if (isLast) {
      return;
    }
    int dropped = lineStart(Math.max(0, to - overlap));
    joinedLine += newlines(joined, 0, dropped);
    int kept = 0;
    for (int i = 0; i < cutCount; i++) {
      if (cuts[i] > dropped) {
        cuts[kept++] = cuts[i] - dropped;
      }
    }
    cutCount = kept;
    joinedSize -= dropped;
    System.arraycopy(joined, dropped, joined, 0, joinedSize);
    doneTo = to - dropped;
  }

  /** Returns where the line begins that this offset is in, if that is near, or the offset. */
  private int lineStart(int offset) {
    for (int at = offset; at > Math.max(0, offset - overlap); at--) {
      if (joined[at - 1] == '\n') {
        return at;
      }
    }
    return offset;
  }

  private static int newlines(byte[] bytes, int from, int to) {
    return ByteWords.count(bytes, '\n', from, to);
  }
}
