package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void returnsTheResult() throws Exception {
    assertThat(TimeLimit.run(LONG, () -> "done")).isEqualTo("done");
  }

  @Test
  void passesOnAFailure() {
    assertThatThrownBy(
            () ->
                TimeLimit.run(
                    LONG,
                    () -> {
                      throw new IllegalArgumentException("wrong");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wrong");
  }

  @Test
  void givesUpOnWorkThatNeverLooksAtTheClock() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                TimeLimit.run(
                    Duration.ofMillis(1),
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return "";
                    }))
        .isInstanceOf(TimeoutException.class);
  }
}
