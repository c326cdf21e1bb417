package dev.weir.fleet.work;

import dev.weir.cli.scan.HistoryScan;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.git.source.HistorySurvey;
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
      Place place = new Place(row.text("address"), row.text("branch"));
      String path = worker.mirrors().local(place.address(), place.branch()).toString();
      try (OpenRepositories.Lease lease = worker.open(path)) {
        survey(worker, lease.repository(), row, place, out);
      }
    }
  }

  private static void survey(
      Worker worker, OpenRepository open, Row row, Place place, Consumer<Row> out)
      throws IOException {
    String name = row.text("repository");
    HistoryScan scan = open.scan();
    HistorySurvey survey = new HistorySurvey(scan.repository(), scan.selection(), scan.extras());
    String tips = survey.tips();
    String identity = open.identity(survey);
    // A server names a default branch for an empty repository, too.
    String head = tips.isEmpty() ? "" : survey.newest(place.branch());
    String oldTips = row.text("old_tips");
    boolean isKnown = identity.equals(row.text("old_identity")) && !worker.readsAll();
    if (isKnown && tips.equals(oldTips) && !survey.hasDamagedReferences()) {
      out.accept(surveyed(row, "unchanged", identity, tips, head, false, 0));
      return;
    }
    UnreadRows unread = new UnreadRows(name);
    HistorySurvey.News news = survey.news(isKnown ? oldTips : "", unread);
    for (HistorySurvey.Slice slice : news.slices()) {
      out.accept(
          new Row(
              Table.SLICES, name, place.toString(), slice.text(), slice.position(), slice.lines()));
    }
    for (String commit : news.gone()) {
      out.accept(new Row(Table.GONE, name, commit));
    }
    unread.pushRows(scan.rules(), out);
    // What was not read is tried again in the next run.
    String kept = unread.isEmpty() ? identity : "";
    out.accept(surveyed(row, "read", kept, tips, head, news.isFull(), news.commits()));
  }

  private static Row surveyed(
      Row row,
      String outcome,
      String identity,
      String tips,
      String head,
      boolean isFull,
      long commits) {
    return new Row(
        Table.SURVEY,
        row.text("repository"),
        new Place(row.text("address"), row.text("branch")).toString(),
        outcome,
        null,
        identity,
        tips,
        row.get("old_tips"),
        head,
        isFull,
        commits);
  }

  @Override
  void failed(Worker worker, List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    Row row = rows.get(0);
    out.accept(
        new Row(
            Table.SURVEY,
            row.text("repository"),
            new Place(row.text("address"), row.text("branch")).toString(),
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
