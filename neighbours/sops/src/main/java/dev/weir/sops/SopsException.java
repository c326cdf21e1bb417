package dev.weir.sops;

import dev.weir.core.ScannerException;

/** A {@code .sops.yaml} cannot be used; the message names the file and what to do. */
public final class SopsException extends ScannerException {
  private static final long serialVersionUID = 1L;

  SopsException(String message) {
    super(message, null);
  }
}
