package dev.weir.core.regex;

import java.util.List;

/** A piece of a pattern, as far as the analysis of literals and lengths needs it. */
sealed interface RegexNode {
  /** An assertion, or nothing at all: matches without taking text. */
  record Empty() implements RegexNode {}

  /**
   * One character out of a set.
   *
   * @param ascii which of the 128 ASCII characters belong to it
   * @param beyond true if some character above 0x7F belongs to it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; made and read by the parser alone
  record CharSet(boolean[] ascii, boolean beyond) implements RegexNode {}

  /** One after the other. */
  record Sequence(List<RegexNode> parts) implements RegexNode {}

  /** One of several. */
  record Choice(List<RegexNode> branches) implements RegexNode {}

  /**
   * The same several times.
   *
   * @param max the greatest number of times, or -1 for no limit
   */
  record Repeat(RegexNode part, int min, int max) implements RegexNode {}
}
