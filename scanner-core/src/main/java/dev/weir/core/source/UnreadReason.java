package dev.weir.core.source;

/** Why something that was requested could not be read. */
public enum UnreadReason {
  /** The object or file does not exist: a partial clone, a broken repository. */
  MISSING,
  /** The object or file exists but cannot be read: permission denied, or damaged. */
  UNREADABLE,
  /** A password is needed. */
  ENCRYPTED,
  /** weir does not support the format. */
  UNSUPPORTED,
  /**
   * The file unpacks to more than the limits allow, or is in an archive below the maximum depth.
   */
  UNPACK_LIMIT,
  /** The clone is shallow, and the requested range extends beyond it. */
  SHALLOW,
  /** A merge adds lines that a rule matches, and merges were not requested. */
  MERGE
}
