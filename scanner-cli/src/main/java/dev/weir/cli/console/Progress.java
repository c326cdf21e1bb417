package dev.weir.cli.console;

import java.io.PrintStream;

/** Shows a scan's progress in one terminal line. It prints nothing during the first second. */
public final class Progress {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long EACH_NANOS = 100_000_000L;

  private final PrintStream err;
  private final boolean shown;
  private final long start = System.nanoTime();
  private long last = start;
  private boolean onScreen;

  /**
   * @param shown true if standard error is a terminal that a person watches
   */
  public Progress(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  public void update(long commits, long bytes, long findings) {
    if (!shown) {
      return;
    }
    long now = System.nanoTime();
    if (now - start < FIRST_NANOS || now - last < EACH_NANOS) {
      return;
    }
    last = now;
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
