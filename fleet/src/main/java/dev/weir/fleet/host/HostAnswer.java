package dev.weir.fleet.host;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param code the status code
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HostAnswer(int code, HttpHeaders headers, byte[] body) {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private static final Duration UNKNOWN_TIME = Duration.ofMinutes(1);

  boolean isGood() {
    return code == OK;
  }

  /** Returns true if the same question may get another answer soon. */
  boolean isServerError() {
    return code >= SERVER_ERROR && code != NOT_IMPLEMENTED;
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /**
   * Returns how long the server asks to wait before the next question, or null if it does not ask.
   * GitHub also answers 403 instead of 429, and says the time in one of two ways.
   */
  @Nullable Duration askedToWait(Instant now) {
    String after = header("retry-after").strip();
    boolean isLimit =
        code == TOO_MANY
            || (code == FORBIDDEN
                && (!after.isEmpty() || header("x-ratelimit-remaining").equals("0")))
            || (isServerError() && !after.isEmpty());
    if (!isLimit) {
      return null;
    }
    if (!after.isEmpty()) {
      return after(after, now);
    }
    for (String name : List.of("x-ratelimit-reset", "ratelimit-reset")) {
      Long reset = number(header(name));
      if (reset != null) {
        return Duration.ofSeconds(Math.max(0, reset - now.getEpochSecond()) + 1);
      }
    }
    return UNKNOWN_TIME;
  }

  private static Duration after(String text, Instant now) {
    Long seconds = number(text);
    if (seconds != null) {
      return Duration.ofSeconds(seconds);
    }
    try {
      Instant time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, time);
    } catch (DateTimeException e) {
      return UNKNOWN_TIME;
    }
  }

  private static @Nullable Long number(String text) {
    return text.matches("\\d{1,12}") ? Long.valueOf(text) : null;
  }

  /** Leaves out the body. */
  @Override
  public String toString() {
    return "answer " + code;
  }
}
