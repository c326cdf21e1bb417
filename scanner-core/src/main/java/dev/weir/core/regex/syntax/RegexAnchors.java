package dev.weir.core.regex.syntax;

import java.util.List;

/**
 * Describes what each match of a pattern must contain, and how far the match can extend around it.
 *
 * @param literals ASCII texts, one of which occurs in each match; empty if no such list is known. A
 *     small letter stands for both cases, a capital letter only for itself
 * @param before the most bytes of a match before the literal, or {@link #LINE}, or {@link
 *     #UNBOUNDED}
 * @param after the most bytes of a match from the literal's first byte on, or {@link #LINE}, or
 *     {@link #UNBOUNDED}
 * @param lineBefore how far before the literal a match can contain a newline with more of the match
 *     before it, in bytes; 0 if it cannot, or {@link #UNBOUNDED}. A newline that can only be in the
 *     first few bytes of a match does not count
 * @param lineAfter how far after the literal's first byte a match can contain a newline with more
 *     of the match after it, likewise
 */
public record RegexAnchors(
    List<String> literals, int before, int after, int lineBefore, int lineAfter) {
  /** There is no limit. */
  public static final int UNBOUNDED = -1;

  /** There is no limit in bytes, but this part of a match contains no newline. */
  public static final int LINE = -2;

  /** No anchors are known. */
  public static final RegexAnchors NONE =
      new RegexAnchors(List.of(), UNBOUNDED, UNBOUNDED, UNBOUNDED, UNBOUNDED);

  public RegexAnchors {
    literals = List.copyOf(literals);
  }

  /** Returns true if there are literals to look for. */
  public boolean isPresent() {
    return !literals.isEmpty();
  }
}
