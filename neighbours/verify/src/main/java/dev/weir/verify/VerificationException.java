package dev.weir.verify;

/** Thrown if a file of verifications, or a setting for them, cannot be used. */
public final class VerificationException extends Exception {
  private static final long serialVersionUID = 1L;

  VerificationException(String message) {
    super(message);
  }
}
