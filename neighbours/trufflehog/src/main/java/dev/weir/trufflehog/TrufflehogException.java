package dev.weir.trufflehog;

/** Thrown if a command line of truffleHog is invalid, or asks for something weir does not do. */
public final class TrufflehogException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public TrufflehogException(String message) {
    super(message);
  }
}
