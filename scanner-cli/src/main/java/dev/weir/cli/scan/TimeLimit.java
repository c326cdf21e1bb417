package dev.weir.cli.scan;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Gives up on work that takes too long. A scan looks at the clock between its parts and then ends
 * in order; what comes before it and what happens within a part does not look at the clock.
 */
public final class TimeLimit {
  private TimeLimit() {}

  /**
   * Returns the result of the work, which runs in a thread of its own. If the time is over, the
   * thread goes on until the process ends.
   *
   * @throws TimeoutException if there is no result in time
   */
  public static <T> T run(Duration limit, Supplier<T> work)
      throws InterruptedException, TimeoutException {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "limited");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException("the work failed", e.getCause());
    } finally {
      thread.interrupt();
    }
  }
}
