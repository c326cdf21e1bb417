package dev.weir.sops;

import dev.weir.core.ScannerException;

/** Thrown if a {@code .sops.yaml} cannot be used. The message names the file and the fix. */
public final class SopsException extends ScannerException {
  private static final long serialVersionUID = 1L;

  SopsException(String message) {
    super(message, null);
  }
}
