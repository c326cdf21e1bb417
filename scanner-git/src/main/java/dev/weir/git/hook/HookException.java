package dev.weir.git.hook;

/** A hook cannot be run or installed; the message tells people what to do. */
public final class HookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HookException(String message) {
    super(message, null, false, false);
  }
}
