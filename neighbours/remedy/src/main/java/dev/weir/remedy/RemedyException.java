package dev.weir.remedy;

/** An input that cannot be used; the message says why, and holds no secret. */
public final class RemedyException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user
   */
  public RemedyException(String message) {
    super(message);
  }
}
