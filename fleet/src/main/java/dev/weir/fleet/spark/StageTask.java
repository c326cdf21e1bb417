package dev.weir.fleet.spark;

import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Table;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** Runs a stage on one partition, which has the rows of one task. */
final class StageTask implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Stage stage;
  private final Table input;
  private final MixedRows columns;

  StageTask(Stage stage, Table input, Set<Table> outputs) {
    this.stage = stage;
    this.input = input;
    columns = new MixedRows(outputs);
  }

  MixedRows columns() {
    return columns;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    PulledRows pulled = new PulledRows(stage, input, rows, columns);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) done -> pulled.close());
    return pulled;
  }
}
