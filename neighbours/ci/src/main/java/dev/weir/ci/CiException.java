package dev.weir.ci;

import dev.weir.core.ScannerException;

/** Thrown if a CI system's variables cannot be used. The message says what to set. */
public final class CiException extends ScannerException {
  private static final long serialVersionUID = 1L;

  CiException(String message) {
    super(message, null);
  }
}
