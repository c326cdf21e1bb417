package dev.weir.core.regex.engine;

import dev.weir.core.text.Utf8;

/**
 * Searches for the matches of a pattern in a part of a text, as if there were nothing around it.
 * Offsets are in bytes of the whole text. Not thread-safe.
 */
public abstract class MatchSearch {
  final byte[] bytes;
  final int from;
  final int to;

  MatchSearch(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /**
   * Finds the leftmost match that begins at {@code position} or later, by Go's preferences.
   *
   * @param position where a character begins, or the end
   */
  public abstract boolean find(int position);

  /** Returns the start of the last match. */
  public abstract int start();

  /** Returns the end of the last match. */
  public abstract int end();

  /**
   * Returns the start and the end of the match, then of each requested group; -1 for a group that
   * did not match.
   */
  public abstract int[] groups();

  /** Returns the start of the character that a byte belongs to. */
  public final int startOfCharacter(int position) {
    for (int i = 1; i <= 3 && position < to && position - i >= from; i++) {
      if ((bytes[position] & 0xC0) != 0x80) {
        return position;
      }
      if (Utf8.length(bytes, position - i, to) > i) {
        return position - i;
      }
    }
    return position;
  }

  /** Returns the start of the character after the one at {@code position}. */
  public final int next(int position) {
    return position < to ? position + Utf8.length(bytes, position, to) : position + 1;
  }
}
