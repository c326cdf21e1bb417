package dev.weir.core.regex.syntax;

import java.util.List;

/**
 * What each match of a pattern must contain, and how far it can reach from there.
 *
 * @param literals lower-case ASCII texts, one of which stands in each match in whatever case; empty
 *     if that cannot be said of any
 * @param before how many bytes of a match can stand before the literal, or {@link #LINE}, or {@link
 *     #UNBOUNDED}
 * @param after how many bytes of a match can stand from the literal's first byte on, or {@link
 *     #LINE}, or {@link #UNBOUNDED}
 */
public record RegexAnchors(List<String> literals, int before, int after) {
  /** There is no limit. */
  public static final int UNBOUNDED = -1;

  /** There is no limit in bytes, but that part of a match holds no newline. */
  public static final int LINE = -2;

  /** Nothing can be said. */
  public static final RegexAnchors NONE = new RegexAnchors(List.of(), UNBOUNDED, UNBOUNDED);

  public RegexAnchors {
    literals = List.copyOf(literals);
  }

  /** Returns true if there are literals to look for. */
  public boolean isPresent() {
    return !literals.isEmpty();
  }
}
