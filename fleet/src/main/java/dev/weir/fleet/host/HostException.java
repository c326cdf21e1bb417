package dev.weir.fleet.host;

import java.io.IOException;

/** A server did not answer a question. The message is for people and holds no token. */
public final class HostException extends IOException {
  private static final long serialVersionUID = 1L;

  public HostException(String message) {
    super(message);
  }
}
