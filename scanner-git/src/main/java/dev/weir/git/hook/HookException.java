package dev.weir.git.hook;

/** A hook cannot be run or installed; the message tells people what to do. */
public final class HookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean forAllHelps;

  public HookException(String message) {
    this(message, false);
  }

  /**
   * @param forAllHelps true if the hooks can be installed for all repositories of the user instead
   */
  HookException(String message, boolean forAllHelps) {
    super(message, null, false, false);
    this.forAllHelps = forAllHelps;
  }

  /** Returns true if the hooks can be installed for all repositories of the user instead. */
  public boolean forAllHelps() {
    return forAllHelps;
  }
}
