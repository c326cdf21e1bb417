package dev.weir.fleet.work;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds out which secrets are still in the newest commit. Turns rows of {@link Table#HEAD_TASKS}
 * into rows of {@link Table#IN_HEAD}.
 */
public final class HeadStage extends RepositoryStage {
  private static final long serialVersionUID = 1L;

  public HeadStage(WorkSettings settings) {
    super(settings);
  }

  @Override
  public String name() {
    return "head";
  }

  @Override
  void read(Worker worker, List<Row> rows, Consumer<Row> out)
      throws IOException, InterruptedException {
    // Nothing yet.
  }

  @Override
  void failed(Worker worker, List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    out.accept(failure.row(rows.get(0).text("repository"), ""));
  }
}
