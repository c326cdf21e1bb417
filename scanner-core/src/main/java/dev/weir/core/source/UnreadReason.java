package dev.weir.core.source;

/** Why something that was asked for could not be read. */
public enum UnreadReason {
  /** The object or file is not there: a partial clone, a broken repository. */
  MISSING,
  /** It is there and cannot be read: no permission, or it is damaged. */
  UNREADABLE,
  /** It takes a password. */
  ENCRYPTED,
  /** It is of a kind that weir does not know. */
  UNSUPPORTED,
  /** It unpacks to more than is allowed. */
  UNPACK_LIMIT,
  /** It unpacks to more bytes than the user set as the limit, or than the default is. */
  UNPACK_SIZE,
  /** It is an archive deeper in archives than the user asked for. */
  UNPACK_DEPTH,
  /** The clone is shallow, and what was asked for goes on before it begins. */
  SHALLOW,
  /** A merge adds something of its own that a rule finds, and that was not asked for. */
  MERGE;

  /** Returns the reason that this one is counted as: all limits on unpacking are one. */
  public UnreadReason group() {
    return this == UNPACK_SIZE || this == UNPACK_DEPTH ? UNPACK_LIMIT : this;
  }
}
