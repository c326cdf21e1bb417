package dev.weir.core.regex.syntax;

import java.util.List;

/** A node of a parsed pattern. */
public sealed interface RegexNode {
  /** A condition between two characters, which consumes none. */
  enum Assertion implements RegexNode {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY
  }

  /**
   * One character of a set.
   *
   * @param ascii which of the 128 ASCII characters belong to the set
   * @param others the other characters of the set: the first and the last of each range, in order
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; created and read only by the parser
  record CharSet(boolean[] ascii, int[] others) implements RegexNode {
    /** Returns true if all characters above 0x7F belong to the set. */
    public boolean hasAllOthers() {
      return others.length == 2 && others[0] == 128 && others[1] == Character.MAX_CODE_POINT;
    }

    /**
     * Returns true if some character above 0x7F belongs to the set, besides the Kelvin sign and the
     * long s, which fold to ASCII letters.
     */
    public boolean goesBeyondAscii() {
      for (int i = 0; i < others.length; i += 2) {
        boolean folds = others[i] == 0x17F || others[i] == 0x212A;
        if (!folds || others[i + 1] != others[i]) {
          return true;
        }
      }
      return false;
    }
  }

  /** Several nodes, one after the other. */
  record Sequence(List<RegexNode> parts) implements RegexNode {}

  /** One of several nodes, the first preferred. */
  record Choice(List<RegexNode> branches) implements RegexNode {}

  /**
   * A capture group.
   *
   * @param number one-based
   */
  record Group(RegexNode part, int number) implements RegexNode {}

  /**
   * One node, repeated.
   *
   * @param max the greatest number of repetitions, or -1 for no limit
   * @param greedy true if more repetitions are preferred
   */
  record Repeat(RegexNode part, int min, int max, boolean greedy) implements RegexNode {}
}
