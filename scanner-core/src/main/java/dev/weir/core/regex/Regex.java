package dev.weir.core.regex;

import dev.weir.core.text.Content;
import java.util.List;

/**
 * A pattern in Go's syntax that takes time linear in the text. Checked when it is made, compiled
 * when it is first used. Safe for use by several threads.
 */
public final class Regex {
  private final String pattern;

  private Regex(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Returns the pattern.
   *
   * @throws RegexSyntaxException if Go would not compile it
   */
  public static Regex of(String pattern) {
    return new Regex(pattern);
  }

  /** Returns the pattern as it was written. */
  public String pattern() {
    return pattern;
  }

  /** Returns the number of capture groups, 0 or more. */
  public int groupCount() {
    throw new UnsupportedOperationException(pattern);
  }

  /** Returns true if the pattern matches anywhere in {@code text}. */
  public boolean isFoundIn(String text) {
    throw new UnsupportedOperationException(pattern);
  }

  /** Returns true if the pattern matches anywhere in {@code content}. */
  public boolean isFoundIn(Content content) {
    throw new UnsupportedOperationException(pattern);
  }

  /**
   * Returns the matches that do not overlap, left to right, as Go's FindAll gives them, among those
   * that lie in the bytes from {@code start} to before {@code end}. What stands directly before and
   * after that range is seen by {@code \b}, {@code ^} and {@code $}.
   */
  public List<MatchSpan> findAll(Content content, int start, int end) {
    throw new UnsupportedOperationException(pattern + content + start + end);
  }

  /**
   * Returns the leftmost match in the whole of {@code content} with its groups: element 2n is the
   * start of group n, element 2n+1 its end, in bytes, -1 for a group that took no part; group 0 is
   * the match. Null if there is no match.
   */
  public int @org.jspecify.annotations.Nullable [] findGroups(Content content) {
    throw new UnsupportedOperationException(pattern + content);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
