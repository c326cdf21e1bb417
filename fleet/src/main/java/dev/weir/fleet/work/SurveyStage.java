package dev.weir.fleet.work;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.git.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at each repository: brings its mirror up to date, and finds out what is new since the last
 * run. Turns rows of {@link Table#SURVEY_TASKS} into rows of {@link Table#SURVEY}, {@link
 * Table#SLICES}, {@link Table#GONE} and {@link Table#UNREAD}.
 */
public final class SurveyStage extends RepositoryStage {
  private static final long serialVersionUID = 1L;

  public SurveyStage(WorkSettings settings) {
    super(settings);
  }

  @Override
  public String name() {
    return "survey";
  }

  @Override
  void read(Worker worker, List<Row> rows, Consumer<Row> out)
      throws IOException, InterruptedException {
    for (Row row : rows) {
      String path = row.text("address");
      try (OpenRepositories.Lease lease = worker.open(path)) {
        String name = row.text("repository");
        String head = Provenance.of(lease.scan().repository()).revision();
        out.accept(
            new Row(
                Table.SURVEY,
                name,
                path,
                "read",
                null,
                "",
                "",
                row.get("old_tips"),
                head,
                true,
                1L));
        out.accept(new Row(Table.SLICES, name, path, "whole", 0L, 1L));
      }
    }
  }

  @Override
  void failed(List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    Row row = rows.get(0);
    out.accept(
        new Row(
            Table.SURVEY,
            row.text("repository"),
            row.text("address"),
            "failed",
            failure.reason(),
            "",
            row.get("old_tips"),
            row.get("old_tips"),
            "",
            false,
            0L));
  }
}
