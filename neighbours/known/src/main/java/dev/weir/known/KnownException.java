package dev.weir.known;

import dev.weir.core.ScannerException;

/** Known values cannot be read, kept or fetched. The message is for the user and shows no value. */
public final class KnownException extends ScannerException {
  private static final long serialVersionUID = 1L;

  public KnownException(String message) {
    super(message, null);
  }
}
