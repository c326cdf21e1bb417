package dev.weir.fleet.work;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists the units that slices of histories consist of. Turns rows of {@link Table#LIST_TASKS} into
 * rows of {@link Table#UNITS}, {@link Table#COUNTED} and {@link Table#UNREAD}.
 */
public final class ListStage extends RepositoryStage {
  private static final long serialVersionUID = 1L;

  public ListStage(WorkSettings settings) {
    super(settings);
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  void read(Worker worker, List<Row> rows, Consumer<Row> out)
      throws IOException, InterruptedException {
    for (Row row : rows) {
      String repository = row.text("repository");
      out.accept(
          new Row(
              Table.UNITS,
              Keyed.name("whole " + repository),
              repository,
              "",
              "whole",
              row.number("position") << 32,
              1_000_000L));
    }
  }

  @Override
  void failed(List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    out.accept(failure.row(rows.get(0).text("repository"), ""));
  }
}
