package dev.weir.known;

import dev.weir.core.ScannerException;

/**
 * Thrown if known values cannot be read, stored or fetched. The message is for the user and
 * contains no value.
 */
public final class KnownException extends ScannerException {
  private static final long serialVersionUID = 1L;

  public KnownException(String message) {
    super(message, null);
  }
}
