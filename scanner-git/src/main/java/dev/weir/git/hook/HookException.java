package dev.weir.git.hook;

/** Thrown if a hook cannot be run or installed. The message says what to do. */
public final class HookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean forAllHelps;

  public HookException(String message) {
    this(message, false);
  }

  /**
   * @param forAllHelps true if installing hooks for all repositories of the user would work
   */
  HookException(String message, boolean forAllHelps) {
    super(message, null, false, false);
    this.forAllHelps = forAllHelps;
  }

  /** Returns true if installing hooks for all repositories of the user would work. */
  public boolean forAllHelps() {
    return forAllHelps;
  }
}
