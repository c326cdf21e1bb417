package dev.weir.git.log;

import dev.weir.core.ScannerException;

/** Log options that cannot be understood, so that it is not known what to scan. */
public final class LogOptionsException extends ScannerException {
  private static final long serialVersionUID = 1L;

  LogOptionsException(String message) {
    super(message, null);
  }
}
