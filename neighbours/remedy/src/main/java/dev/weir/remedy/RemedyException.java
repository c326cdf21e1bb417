package dev.weir.remedy;

/** Thrown if an input cannot be used. The message says why and contains no secret. */
public final class RemedyException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user
   */
  public RemedyException(String message) {
    super(message);
  }
}
