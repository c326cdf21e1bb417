package dev.weir.fleet.work;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.git.source.HistoryUnits;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists the units that slices of histories consist of. Turns rows of {@link Table#LIST_TASKS} into
 * rows of {@link Table#UNITS}, {@link Table#COUNTED} and {@link Table#UNREAD}.
 */
public final class ListStage extends RepositoryStage {
  private static final long serialVersionUID = 1L;

  /** What a unit costs besides its bytes. */
  private static final long UNIT_BYTES = 300;

  /** A guess, for histories of which nothing is known. */
  private static final long WHOLE_BYTES = 8_000_000;

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
    Row first = rows.get(0);
    String repository = first.text("repository");
    try (OpenRepositories.Lease lease =
        worker.openPresent(first.text("path"), HistoryUnits.commitOf(first.text("slice")))) {
      OpenRepository open = lease.repository();
      UnreadRows unread = new UnreadRows(repository);
      for (Row row : rows) {
        Positions positions = new Positions(row.number("position"));
        open.units()
            .list(
                row.text("slice"),
                unit -> out.accept(row(worker, open, repository, unit, positions.next())),
                unread);
      }
      unread.pushCounts(out);
      unread.pushRows(open.scan().rules(), out);
    }
  }

  private static Row row(
      Worker worker,
      OpenRepository open,
      String repository,
      HistoryUnits.Unit unit,
      long position) {
    String key = worker.isSharing() ? open.key(unit) : Keyed.name(repository + "\n" + position);
    return new Row(
        Table.UNITS,
        key,
        repository,
        unit.commit(),
        unit.text(),
        position,
        UNIT_BYTES + (unit.text().equals(HistoryUnits.WHOLE) ? WHOLE_BYTES : unit.size()));
  }

  /** The positions of the units of a slice. */
  private static final class Positions {
    private long next;

    Positions(long slice) {
      next = slice << Integer.SIZE;
    }

    long next() {
      return next++;
    }
  }

  @Override
  void failed(Worker worker, List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    out.accept(failure.row(rows.get(0).text("repository"), ""));
  }
}
