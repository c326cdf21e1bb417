package dev.weir.fleet.work;

import dev.weir.core.source.Part;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Source;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.git.source.HistoryUnits;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Searches units for secrets, as {@code weir git} does. Turns rows of {@link Table#MATCH_TASKS}
 * into rows of {@link Table#FOUND}, {@link Table#MATCHES} and {@link Table#UNREAD}.
 */
public final class MatchStage extends RepositoryStage {
  private static final long serialVersionUID = 1L;

  public MatchStage(WorkSettings settings) {
    super(settings);
  }

  @Override
  public String name() {
    return "match";
  }

  @Override
  void read(Worker worker, List<Row> rows, Consumer<Row> out)
      throws IOException, InterruptedException {
    Row first = rows.get(0);
    String repository = first.text("repository");
    try (OpenRepositories.Lease lease = worker.openPresent(first.text("path"));
        FoundRows found = new FoundRows(worker, repository, lease.repository().scan().rules())) {
      HistoryUnits units = lease.repository().units();
      Source all =
          sink -> {
            for (Row row : rows) {
              sink.part(
                  Part.of(
                      units.source(row.text("commit_id"), row.text("unit")),
                      made -> out.accept(matched(repository, row, made))));
            }
          };
      try {
        lease.repository().scan().scan(all, found);
      } finally {
        found.pushRows(out);
      }
    }
  }

  private static Row matched(String repository, Row row, @Nullable PartSummary made) {
    return new Row(
        Table.MATCHES,
        row.text("unit_key"),
        repository,
        made == null,
        made == null ? 0L : made.bytes(),
        count(made, Source.Unit.BLOB),
        count(made, Source.Unit.MESSAGE),
        made == null ? 0L : made.skips().size());
  }

  private static long count(@Nullable PartSummary made, Source.Unit unit) {
    return made == null ? 0 : made.units().getOrDefault(unit, 0L);
  }

  @Override
  void failed(Worker worker, List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    String repository = rows.get(0).text("repository");
    Set<String> done = new HashSet<>();
    for (Row row : made) {
      if (row.table() == Table.MATCHES) {
        done.add(row.text("unit_key"));
      }
    }
    for (Row row : rows) {
      if (done.add(row.text("unit_key"))) {
        out.accept(matched(repository, row, null));
      }
    }
    out.accept(failure.row(repository, ""));
  }
}
