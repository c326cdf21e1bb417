package dev.weir.verify;

import java.util.HashMap;
import java.util.Map;

/** Limits the number of requests per second to each host. */
final class Pacing {
  private final long nanosBetween;
  private final Map<String, Long> next = new HashMap<>();

  /**
   * @param perSecond requests per second to one host, 1 or more
   */
  Pacing(int perSecond) {
    this.nanosBetween = 1_000_000_000L / perSecond;
  }

  /** Waits until a request to this host is allowed. */
  void await(String host) throws InterruptedException {
    long now = System.nanoTime();
    long turn;
    synchronized (next) {
      turn = Math.max(now, next.getOrDefault(host, now));
      next.put(host, turn + nanosBetween);
    }
    long wait = turn - now;
    if (wait > 0) {
      Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
    }
  }
}
