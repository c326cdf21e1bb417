package dev.weir.core.regex.syntax;

import java.util.List;

/** A piece of a pattern. */
public sealed interface RegexNode {
  /** What holds between two characters, and takes none. */
  enum Assertion implements RegexNode {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY
  }

  /**
   * One character out of a set.
   *
   * @param ascii which of the 128 ASCII characters belong to it
   * @param beyond true if some character above 0x7F belongs to it
   * @param allBeyond true if all of them do, but for those that fold to ASCII letters
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; made and read by the parser alone
  record CharSet(boolean[] ascii, boolean beyond, boolean allBeyond) implements RegexNode {}

  /** One after the other. */
  record Sequence(List<RegexNode> parts) implements RegexNode {}

  /** One of several, the first preferred. */
  record Choice(List<RegexNode> branches) implements RegexNode {}

  /**
   * A group that is remembered.
   *
   * @param number one-based
   */
  record Group(RegexNode part, int number) implements RegexNode {}

  /**
   * The same several times.
   *
   * @param max the greatest number of times, or -1 for no limit
   * @param greedy true if more is preferred to less
   */
  record Repeat(RegexNode part, int min, int max, boolean greedy) implements RegexNode {}
}
