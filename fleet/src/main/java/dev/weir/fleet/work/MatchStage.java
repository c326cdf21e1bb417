package dev.weir.fleet.work;

import dev.weir.core.source.ForwardingSink;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.git.source.HistoryUnits;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    try (OpenRepositories.Lease lease =
            worker.openPresent(first.text("path"), first.text("commit_id"));
        FoundRows found = new FoundRows(worker, repository, lease.repository().scan().rules())) {
      HistoryUnits units = lease.repository().units();
      Source all =
          sink -> {
            for (Row row : rows) {
              Counts counts = new Counts();
              Source unit = units.source(row.text("commit_id"), row.text("unit"));
              sink.part(
                  Part.of(
                      to -> unit.forEachFragment(counts.around(to)),
                      made -> out.accept(counts.row(repository, row, made))));
            }
          };
      try {
        lease.repository().scan().scan(all, found);
      } finally {
        found.pushRows(out);
      }
    }
  }

  /** Counts for what was read of a unit. */
  private static final class Counts {
    private final Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
    private long bytes;
    private long skipped;

    Source.Sink around(Source.Sink to) {
      return new Counting(to, this);
    }

    /**
     * @param made null if the unit must be read in every repository
     */
    Row row(String repository, Row unit, @Nullable PartSummary made) {
      return new Row(
          Table.MATCHES,
          unit.text("unit_key"),
          repository,
          made == null,
          bytes,
          units.getOrDefault(Source.Unit.BLOB, 0L),
          units.getOrDefault(Source.Unit.MESSAGE, 0L),
          made == null ? skipped : (long) made.skips().size());
    }
  }

  /** Counts what it passes on. */
  private static final class Counting extends ForwardingSink {
    private final Counts counts;

    Counting(Source.Sink to, Counts counts) {
      super(to);
      this.counts = counts;
    }

    @Override
    protected Source.Sink around(Source.Sink other) {
      return new Counting(other, counts);
    }

    @Override
    public void fragment(Fragment fragment) throws InterruptedException {
      counts.bytes += fragment.scope().isFirst() ? fragment.content().length() : 0;
      super.fragment(fragment);
    }

    @Override
    public void skipped(Skip skip) {
      counts.skipped++;
      super.skipped(skip);
    }

    @Override
    public void read(Source.Unit unit) {
      counts.units.merge(unit, 1L, Long::sum);
      super.read(unit);
    }
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
        out.accept(new Counts().row(repository, row, null));
      }
    }
    out.accept(failure.row(repository, ""));
  }
}
