package dev.weir.cli.scan;

import dev.weir.core.source.Unread;

/** Adds a hint to the reason why something was not read: the flag with which weir reads it. */
final class UnreadHints {
  private UnreadHints() {}

  static Unread withFlag(Unread unread) {
    return switch (unread.kind()) {
      case UNPACK_DEPTH -> with(unread, "--max-archive-depth opens more levels");
      case UNPACK_SIZE -> with(unread, "--max-archive-megabytes raises the limit");
      case MERGE -> with(unread, "--merges reports it");
      default -> unread;
    };
  }

  private static Unread with(Unread unread, String hint) {
    return new Unread(unread.path(), unread.kind(), unread.reason() + "; " + hint);
  }
}
