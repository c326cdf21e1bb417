package dev.weir.fleet.work;

import dev.weir.core.file.FailureWords;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.UnreadReason;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.Locale;

/**
 * Why a repository was not read.
 *
 * @param kind a word, such as {@code unreadable} or {@code time}
 * @param reason a clause for the user
 */
record Failure(String kind, String reason) {
  /** Returns the word for a kind of reason. */
  static String kind(UnreadReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a row of what was not read. */
  Row row(String repository, String path) {
    return new Row(Table.UNREAD, repository, path, kind, reason);
  }

  /** Returns the failure of an exception or an error. */
  static Failure of(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof OutOfMemoryError) {
      return new Failure(kind(UnreadReason.MEMORY), "there is not enough memory for it");
    }
    if (e instanceof StackOverflowError) {
      return new Failure(kind(UnreadReason.UNREADABLE), "it is nested too deeply");
    }
    if (e instanceof SourceException) {
      return new Failure(kind(UnreadReason.UNREADABLE), message);
    }
    if (e instanceof IOException io) {
      return new Failure(kind(UnreadReason.UNREADABLE), FailureWords.of(io));
    }
    return new Failure(
        kind(UnreadReason.UNREADABLE), "weir failed: " + e.getClass().getSimpleName());
  }
}
