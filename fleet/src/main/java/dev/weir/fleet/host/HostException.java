package dev.weir.fleet.host;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server did not give a list. The message is for people and holds no token. */
public final class HostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The code if there was no answer, or if the answer is not what the code promises. */
  private static final int NONE = 0;

  private final int code;

  public HostException(String message) {
    this(message, NONE);
  }

  /**
   * @param code the status code of the server's answer
   */
  HostException(String message, int code) {
    super(message);
    this.code = code;
  }

  /** Returns the status code of the server's answer, or 0. */
  int code() {
    return code;
  }

  /** Returns the exception of this kind that led to another one, or null. */
  static @Nullable HostException within(Throwable thrown) {
    int depth = 0;
    for (Throwable one = thrown; one != null && depth < 20; one = one.getCause()) {
      if (one instanceof HostException found) {
        return found;
      }
      depth++;
    }
    return null;
  }
}
