package dev.weir.core.archive;

import java.io.IOException;

/** An archive is larger than the limits allow; what was read before stays. */
public final class ArchiveLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  ArchiveLimitException(String message) {
    super(message);
  }
}
