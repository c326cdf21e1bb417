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
   * @param beyond true if some character above 0x7F belongs to the set
   * @param allBeyond true if all characters above 0x7F belong to the set, except those that fold to
   *     ASCII letters
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; created and read only by the parser
  record CharSet(boolean[] ascii, boolean beyond, boolean allBeyond) implements RegexNode {}

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
