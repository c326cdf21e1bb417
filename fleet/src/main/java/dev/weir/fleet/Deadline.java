package dev.weir.fleet;

import java.time.Duration;

/** Interrupts the thread that made it when the time of a run is over. */
final class Deadline implements AutoCloseable {
  private final Thread owner = Thread.currentThread();
  private boolean isClosed;
  private boolean isOver;

  private Deadline() {}

  /**
   * Starts the clock.
   *
   * @param seconds how long the run may take, 0 for any time
   */
  static Deadline in(long seconds) {
    Deadline deadline = new Deadline();
    if (seconds > 0) {
      Thread clock = new Thread(() -> deadline.await(Duration.ofSeconds(seconds)), "deadline");
      clock.setDaemon(true);
      clock.start();
    }
    return deadline;
  }

  private synchronized void await(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (!isClosed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          isOver = true;
          owner.interrupt();
          return;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; without it there is no deadline.
    }
  }

  synchronized boolean isOver() {
    return isOver;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
