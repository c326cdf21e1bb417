package dev.weir.cli.scan;

import dev.weir.core.source.Unread;

/** Adds a hint to the reason why something was not read: the flag with which weir reads it. */
public final class UnreadHints {
  private UnreadHints() {}

  public static Unread withFlag(Unread unread) {
    return switch (unread.kind()) {
      case UNPACK_DEPTH -> with(unread, "--max-archive-depth opens more levels");
      case UNPACK_SIZE -> with(unread, "--max-archive-megabytes raises the limit");
      case MEMORY -> with(unread, "--max-memory raises the limit");
      case MERGE -> with(unread, "--merges reports it");
      default -> unread;
    };
  }

  private static Unread with(Unread unread, String hint) {
    return new Unread(unread.path(), unread.kind(), unread.reason() + "; " + hint);
  }
}
