package dev.weir.core.source;

/**
 * Something that was requested but could not be read.
 *
 * @param path the file, object or commit
 * @param kind the kind of reason
 * @param reason the reason for the user: a lower-case clause
 */
public record Unread(String path, UnreadReason kind, String reason) {
  /** Creates one without a special kind of reason. */
  public Unread(String path, String reason) {
    this(path, UnreadReason.UNREADABLE, reason);
  }
}
