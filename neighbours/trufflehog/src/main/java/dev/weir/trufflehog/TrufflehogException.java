package dev.weir.trufflehog;

/** A command line of truffleHog that cannot be understood, or asks for what weir does not do. */
public final class TrufflehogException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one with a message for the user. */
  public TrufflehogException(String message) {
    super(message);
  }
}
