package dev.weir.fleet.embedded;

import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.Set;

/** Where the tables of complete runs are kept. */
interface Destination {
  /**
   * Completes what a run that was killed began to publish, and makes the tables {@code OLD_…} show
   * what is published.
   *
   * @throws IOException if something else is there; the message is for people
   */
  void open(WorkDatabase run) throws IOException;

  /** Replaces the published tables by those of a run: all of them, or none. */
  void publish(WorkDatabase run, Set<Table> tables) throws IOException;
}
