package dev.weir.fleet.work;

import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A stage that does its work repository by repository. Whatever happens with one of them is a row,
 * and the others are not affected.
 */
abstract class RepositoryStage implements Stage {
  private static final long serialVersionUID = 1L;

  private final WorkSettings settings;

  RepositoryStage(WorkSettings settings) {
    this.settings = settings;
  }

  /** Does the work for the rows of one repository. */
  abstract void read(Worker worker, List<Row> rows, Consumer<Row> out)
      throws IOException, InterruptedException;

  /**
   * Makes the rows for a repository that could not be read.
   *
   * @param rows the rows of the repository
   * @param made the rows that were made before
   */
  abstract void failed(
      Worker worker, List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out);

  @Override
  public final void run(Iterator<Row> rows, Consumer<Row> out) throws InterruptedException {
    Worker worker = Worker.of(settings);
    List<Row> some = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!some.isEmpty() && !some.get(0).text("repository").equals(row.text("repository"))) {
        readGuarded(worker, some, out);
        some = new ArrayList<>();
      }
      some.add(row);
    }
    if (!some.isEmpty()) {
      readGuarded(worker, some, out);
    }
  }

  private void readGuarded(Worker worker, List<Row> rows, Consumer<Row> out)
      throws InterruptedException {
    Rows made = new Rows();
    String repository = rows.get(0).text("repository");
    String place = name() + " " + rows.get(0).number("task") + " " + repository;
    Failure failure = Guard.run(worker, place, () -> read(worker, List.copyOf(rows), made::add));
    List<Row> all = made.close();
    all.forEach(out);
    if (failure != null) {
      failed(worker, rows, failure, all, out);
    }
  }

  /** Collects rows until it is closed. A thread that was given up may still add some. */
  private static final class Rows {
    private final List<Row> list = new ArrayList<>();
    private boolean isClosed;

    synchronized void add(Row row) {
      if (!isClosed) {
        list.add(row);
      }
    }

    synchronized List<Row> close() {
      isClosed = true;
      return list;
    }
  }
}
