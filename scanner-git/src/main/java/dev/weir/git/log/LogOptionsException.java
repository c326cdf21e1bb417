package dev.weir.git.log;

import dev.weir.core.ScannerException;

/** Thrown if log options are invalid, so that weir does not know what to scan. */
public final class LogOptionsException extends ScannerException {
  private static final long serialVersionUID = 1L;

  LogOptionsException(String message) {
    super(message, null);
  }
}
