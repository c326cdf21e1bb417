package dev.weir.core.archive;

import java.io.IOException;

/** An archive exceeds the limits; what was read before remains valid. */
public final class ArchiveLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  ArchiveLimitException(String message) {
    super(message);
  }
}
