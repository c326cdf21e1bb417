package dev.weir.core;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the user can act on. The message is a lower-case clause without a full stop that
 * states what was expected and what was found. It never contains scanned text.
 */
public abstract class ScannerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected ScannerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
