package dev.weir.fleet.work;

import dev.weir.cli.scan.TimeLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps the failures of one repository from everything else. */
final class Guard {
  private Guard() {}

  /** The work for one repository. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Carries what is no {@link RuntimeException} through the time limit. */
  private static final class CarriedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CarriedException(Exception cause) {
      super(cause);
    }
  }

  /**
   * Does the work, within the time limit of the run.
   *
   * @param place names the work, the same each time that it is tried
   * @return null if all is well
   */
  static @Nullable Failure run(Worker worker, String place, Work work) throws InterruptedException {
    Attempts attempts = Attempts.of(worker.settings(), place);
    if (attempts.areOver()) {
      return new Failure(
          "crash", "the process died " + Attempts.MOST + " times while it read this repository");
    }
    attempts.begin();
    Failure failure = runNow(worker.limit(), work);
    attempts.end();
    return failure;
  }

  static @Nullable Failure runNow(Duration limit, Work work) throws InterruptedException {
    try {
      TimeLimit.run(
          limit,
          () -> {
            try {
              work.run();
            } catch (IOException | InterruptedException e) {
              throw new CarriedException(e);
            }
            return true;
          });
      return null;
    } catch (TimeoutException e) {
      return new Failure("time", "the time limit of " + limit.toSeconds() + " s was reached");
    } catch (CarriedException e) {
      return Failure.of(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | AssertionError e) {
      return Failure.of(e);
    }
  }
}
