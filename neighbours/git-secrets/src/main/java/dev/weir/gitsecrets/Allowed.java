package dev.weir.gitsecrets;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is excused: patterns that are looked for in a whole line of output, its path included. */
final class Allowed {
  private final @Nullable Regex regex;
  private final boolean byMatch;
  private final Prohibited prohibited;

  /**
   * @param joined what {@link PatternSet#joined} returned
   * @param byMatch true if a match is excused only where the allowed pattern touches it, false if
   *     one allowed word excuses the line
   */
  Allowed(String joined, boolean byMatch, Prohibited prohibited) {
    this.regex = joined.isEmpty() ? null : Regex.of(joined);
    this.byMatch = byMatch;
    this.prohibited = prohibited;
  }

  /**
   * Returns true if nothing in the line is left to complain of.
   *
   * @param place what stands before the line, such as {@code path:12:}
   */
  boolean excuses(String place, String line) {
    String whole = place + line;
    if (regex == null || !regex.isFoundIn(whole)) {
      return false;
    }
    if (!byMatch) {
      return true;
    }
    Content content = Content.of(whole);
    List<int[]> allowed =
        regex.findAll(content, 0, content.length()).stream()
            .map(span -> characters(content, span))
            .toList();
    return prohibited.spansIn(line).stream()
        .allMatch(
            span ->
                allowed.stream()
                    .anyMatch(
                        a -> a[0] < span[1] + place.length() && a[1] > span[0] + place.length()));
  }

  private static int[] characters(Content content, MatchSpan span) {
    return new int[] {
      Prohibited.characters(content, span.start()), Prohibited.characters(content, span.end())
    };
  }
}
