package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Utf8;

/**
 * Searches for the matches of a pattern in a part of a text, as if there were nothing around it.
 * Offsets are in bytes of the whole text. Not thread-safe.
 */
public abstract class MatchSearch {
  private static final int NOT_ASCII = 128;

  final MatchProgram program;
  final byte[] bytes;
  final int from;
  final int to;
  // The positions of the last match and its groups, in pairs.
  final int[] found;

  /**
   * @param groups how many groups are needed, besides the match itself
   */
  MatchSearch(MatchProgram program, int groups, byte[] bytes, int from, int to) {
    this.program = program;
    this.found = new int[2 * (groups + 1)];
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
  public final int start() {
    return found[0];
  }

  /** Returns the end of the last match. */
  public final int end() {
    return found[1];
  }

  /**
   * Returns the start and the end of the match, then of each requested group; -1 for a group that
   * did not match.
   */
  public final int[] groups() {
    return found.clone();
  }

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

  /** Returns the place of a character in a set, by its first byte. */
  static int kind(byte b) {
    return b >= 0 ? b : NOT_ASCII;
  }

  final boolean holds(RegexNode.Assertion assertion, int position) {
    return switch (assertion) {
      case TEXT_START -> position == from;
      case TEXT_END -> position == to;
      case LINE_START -> position == from || bytes[position - 1] == '\n';
      case LINE_END -> position == to || bytes[position] == '\n';
      case WORD_BOUNDARY -> isWordAt(position - 1) != isWordAt(position);
      case NO_WORD_BOUNDARY -> isWordAt(position - 1) == isWordAt(position);
    };
  }

  private boolean isWordAt(int position) {
    if (position < from || position >= to) {
      return false;
    }
    byte c = bytes[position];
    return Ascii.isLetterOrDigit(c) || c == '_';
  }
}
