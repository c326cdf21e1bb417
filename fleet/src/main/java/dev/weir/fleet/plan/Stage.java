package dev.weir.fleet.plan;

import dev.weir.fleet.table.Row;
import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * A step of a run that reads repositories. An engine may execute a task more than once, on any
 * machine; the same rows must give the same rows.
 */
public interface Stage extends Serializable {
  /** Returns a word for progress and errors, such as {@code survey}. */
  String name();

  /**
   * Executes one task.
   *
   * @param rows the rows of one task, sorted by repository
   * @param out receives rows of any tables that the plan names for the stage
   * @throws InterruptedException if the run ends
   */
  void run(Iterator<Row> rows, Consumer<Row> out) throws InterruptedException;
}
