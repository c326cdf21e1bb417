package dev.weir.core.source;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a source that one worker reads by itself, such as a file or a commit.
 *
 * @param source pushes the content of the part; may run later and on another thread
 * @param summary the result of an earlier scan, which is counted instead of running {@code source};
 *     or null
 * @param keeper receives the result when it is the part's turn: a summary, or null if the part has
 *     findings or unread files and must be read again next time. Not called for a part inside
 *     another. Null if the result is not stored
 */
public record Part(
    Source source,
    @Nullable PartSummary summary,
    @Nullable Consumer<@Nullable PartSummary> keeper) {
  private static final Source NOTHING = sink -> {};

  /** Returns a part whose result is not stored. */
  public static Part of(Source source) {
    return new Part(source, null, null);
  }

  /** Returns a part whose result is stored. */
  public static Part of(Source source, Consumer<@Nullable PartSummary> keeper) {
    return new Part(source, null, keeper);
  }

  /** Returns a part that an earlier scan read. */
  public static Part recorded(PartSummary summary) {
    return new Part(NOTHING, summary, null);
  }

  /** Returns the same part, pushed through another sink. */
  public Part through(UnaryOperator<Source.Sink> around) {
    return new Part(sink -> source.forEachFragment(around.apply(sink)), summary, keeper);
  }
}
