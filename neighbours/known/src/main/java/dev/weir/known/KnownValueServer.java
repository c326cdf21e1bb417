package dev.weir.known;

import java.util.List;
import java.util.Map;

/**
 * Fetches values from a server. {@link java.util.ServiceLoader} finds implementations in optional
 * modules.
 */
public interface KnownValueServer {
  /** Returns the part of an address before the colon, such as {@code vault}. */
  String scheme();

  /**
   * Fetches values, including older versions, because a history contains those.
   *
   * @param place the part of the address after the colon: a path or a name
   * @param environment the variables, which define the server and the credentials
   * @throws KnownException if nothing can be fetched; the message contains neither values nor
   *     tokens
   */
  Fetched fetch(String place, Map<String, String> environment);

  /**
   * The answer of a server.
   *
   * @param answers the texts with values
   * @param warnings what else could be fetched with more rights, such as older versions
   * @param notRead the secrets that the server listed, but did not return, and why
   */
  record Fetched(List<Answer> answers, List<String> warnings, List<NotRead> notRead) {
    public Fetched {
      answers = List.copyOf(answers);
      warnings = List.copyOf(warnings);
      notRead = List.copyOf(notRead);
    }
  }

  /** A secret that could not be read, and the reason, a lower-case clause. */
  record NotRead(String source, String reason) {}

  /** The kind of text that a server returned. */
  enum Kind {
    /** A value, or JSON with values. */
    TEXT,
    /** Values separated by commas. */
    LIST,
    /** A value in base64. */
    BINARY
  }

  /**
   * A text that a server returned.
   *
   * @param source where the text is stored, such as {@code vault:secret/app/db}
   * @param kind the kind of text
   * @param text the secret, or a text with secrets
   */
  record Answer(String source, Kind kind, String text) {
    /** Returns only the source, so that the value never reaches a log by accident. */
    @Override
    public String toString() {
      return source;
    }
  }
}
