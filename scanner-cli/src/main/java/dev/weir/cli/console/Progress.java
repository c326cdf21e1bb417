package dev.weir.cli.console;

import dev.weir.cli.process.Environment;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows a scan's progress in one line of a terminal that a person watches. It prints nothing during
 * the first second.
 */
public final class Progress {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long EACH_NANOS = 100_000_000L;

  private final Environment environment;
  private final PrintStream err;
  private @Nullable Boolean shown;
  private final long start = System.nanoTime();
  private long last = start;
  private boolean onScreen;

  public Progress(Environment environment) {
    this.environment = environment;
    this.err = environment.err();
  }

  public void update(long commits, long bytes, long findings) {
    long now = System.nanoTime();
    if (now - start < FIRST_NANOS || now - last < EACH_NANOS) {
      return;
    }
    last = now;
    if (shown == null) {
      shown = !environment.isSet("CI") && environment.errIsTerminal();
    }
    if (!shown) {
      return;
    }
    onScreen = true;
    String what = commits > 0 ? commits + " commits, " : "";
    err.print("\r\u001b[K" + what + Console.bytes(bytes) + ", " + findings + " found");
    err.flush();
  }

  /** Erases the line, so that other output can be printed. */
  public void clear() {
    if (onScreen) {
      onScreen = false;
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
