package dev.weir.fleet.host;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Waits when a server asks for it, but not longer than a limit for one list. */
final class Waiting {
  /** An hour is what GitHub asks for at most. */
  static final Duration MOST = Duration.ofMinutes(65);

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration UNSAID = Duration.ofSeconds(5);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Clock clock;
  private final Sleeper sleeper;
  private final Consumer<String> notes;
  private Duration left;

  /** Lets time pass. */
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * @param most the longest time to wait in all
   * @param notes receives a sentence before each long wait
   */
  Waiting(Clock clock, Sleeper sleeper, Duration most, Consumer<String> notes) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.left = most;
    this.notes = notes;
  }

  Clock clock() {
    return clock;
  }

  /**
   * Waits as long as a server asks.
   *
   * @param reason what the server said, such as {@code GitHub (api.github.com) answered 429}
   * @throws HostException if that is too long
   */
  void sleep(Duration asked, String reason) throws HostException, InterruptedException {
    Duration time = asked.compareTo(LEAST) < 0 ? LEAST : asked;
    String end = TIME.withZone(ZoneId.systemDefault()).format(clock.instant().plus(time));
    if (time.compareTo(left) > 0) {
      throw new HostException(
          reason + " and asks to wait until " + end + ", which is too long: start weir again then");
    }
    left = left.minus(time);
    if (time.compareTo(UNSAID) > 0) {
      notes.accept(reason + "; going on at " + end);
    }
    sleeper.sleep(time);
  }
}
