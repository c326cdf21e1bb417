package dev.weir.fleet;

import dev.weir.cli.process.Environment;
import dev.weir.fleet.embedded.EmbeddedEngine.TaskWatch;
import java.io.PrintStream;
import java.util.Map;

/** Shows in one line of a terminal that a person watches how far a run is. */
final class FleetProgress implements TaskWatch {
  private static final long EACH_NANOS = 100_000_000L;

  /** What a stage does, by its name. */
  private static final Map<String, String> DOING =
      Map.of(
          "survey", "looking for what is new",
          "list", "listing changes",
          "match", "searching",
          "head", "looking which secrets are still there");

  private final PrintStream err;
  private final boolean isShown;
  private long last;
  private boolean onScreen;

  FleetProgress(Environment environment) {
    this.err = environment.err();
    this.isShown = !environment.isSet("CI") && environment.errIsTerminal();
  }

  @Override
  public synchronized void update(String stage, int done, int all) {
    long now = System.nanoTime();
    if (!isShown || (now - last < EACH_NANOS && done > 0 && done < all)) {
      return;
    }
    last = now;
    onScreen = true;
    err.print(
        "\r\u001b[K" + DOING.getOrDefault(stage, stage) + ": " + done + " of " + all + " tasks");
    err.flush();
  }

  /** Erases the line, so that other output can be printed. */
  synchronized void clear() {
    if (onScreen) {
      onScreen = false;
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
