package dev.weir.gitsecrets;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The allowed patterns, which excuse lines of output. They are matched against path and line. */
final class Allowed {
  private final @Nullable Regex regex;
  private final boolean byMatch;
  private final Prohibited prohibited;

  /**
   * @param joined the result of {@link PatternSet#joined}
   * @param byMatch true if an allowed pattern only excuses matches that it overlaps, false if it
   *     excuses the whole line
   */
  Allowed(String joined, boolean byMatch, Prohibited prohibited) {
    this.regex = joined.isEmpty() ? null : Regex.of(joined);
    this.byMatch = byMatch;
    this.prohibited = prohibited;
  }

  /**
   * Returns true if the line need not be reported.
   *
   * @param place the part that output prints before the line, such as {@code path:12:}
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
