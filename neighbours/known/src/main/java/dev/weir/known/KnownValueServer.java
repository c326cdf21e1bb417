package dev.weir.known;

import java.util.List;
import java.util.Map;

/**
 * A server that values can be fetched from: found by {@link java.util.ServiceLoader} in modules
 * that the program does not contain.
 */
public interface KnownValueServer {
  /** Returns what stands before the colon, such as {@code vault}. */
  String scheme();

  /**
   * Fetches values, and those that they had before: a history holds old ones.
   *
   * @param place what stands behind the colon: a path, a name
   * @param environment the variables that say which server, and who asks
   * @throws KnownException if that fails; the message shows neither values nor tokens
   */
  List<Answer> fetch(String place, Map<String, String> environment);

  /** What a text is. */
  enum Kind {
    /** A value, or JSON with values. */
    TEXT,
    /** Values with commas between. */
    LIST,
    /** A value in base64. */
    BINARY
  }

  /**
   * One answer.
   *
   * @param source where it is kept, such as {@code vault:secret/app/db}
   * @param kind what the text is
   * @param text the secret
   */
  record Answer(String source, Kind kind, String text) {
    /** The source only: the value never reaches a log by accident. */
    @Override
    public String toString() {
      return source;
    }
  }
}
