package dev.weir.core.source;

/** The reason why something that was requested could not be read. */
public enum UnreadReason {
  /** The object or file does not exist: a partial clone, a broken repository. */
  MISSING,
  /** The object or file exists but cannot be read: permission denied, or damaged. */
  UNREADABLE,
  /** There is not enough memory. */
  MEMORY,
  /** A password is needed. */
  ENCRYPTED,
  /** weir does not support the format. */
  UNSUPPORTED,
  /** The file unpacks to more than the limits allow. */
  UNPACK_LIMIT,
  /** The file unpacks to more bytes than the limit of the user, or the default, allows. */
  UNPACK_SIZE,
  /** The file is in an archive below the maximum depth. */
  UNPACK_DEPTH,
  /** The clone is shallow, and the requested range extends beyond it. */
  SHALLOW,
  /** A merge adds lines that a rule matches, and merges were not requested. */
  MERGE;

  /** Returns the reason that this one is counted as: all limits on unpacking are one. */
  public UnreadReason group() {
    return switch (this) {
      case UNPACK_SIZE, UNPACK_DEPTH -> UNPACK_LIMIT;
      case MEMORY -> UNREADABLE;
      default -> this;
    };
  }
}
