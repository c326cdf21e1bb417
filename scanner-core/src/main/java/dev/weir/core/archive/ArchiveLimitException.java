package dev.weir.core.archive;

import java.io.IOException;

/** An archive exceeds the limits; what was read before remains valid. */
public final class ArchiveLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean ofBytes;

  private ArchiveLimitException(String message, boolean ofBytes) {
    super(message);
    this.ofBytes = ofBytes;
  }

  static ArchiveLimitException bytes(long megabytes) {
    return new ArchiveLimitException("it unpacks to more than " + megabytes + " MB", true);
  }

  /** Returns one for a limit that nobody can raise. */
  static ArchiveLimitException other(String message) {
    return new ArchiveLimitException(message, false);
  }

  /** Returns true if the limit is that of bytes, which the user may raise. */
  public boolean isOfBytes() {
    return ofBytes;
  }
}
