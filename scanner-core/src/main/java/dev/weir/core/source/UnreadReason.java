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
  /** It unpacks to more than is allowed, or lies deeper in archives than asked for. */
  UNPACK_LIMIT,
  /** The clone is shallow, and what was asked for goes on before it begins. */
  SHALLOW,
  /** A merge adds something of its own that a rule finds, and that was not asked for. */
  MERGE
}
