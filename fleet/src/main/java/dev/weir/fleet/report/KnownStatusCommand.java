package dev.weir.fleet.report;

import dev.weir.cli.command.OptionalCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.text.ForeignText;
import dev.weir.known.KnownSource;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code weir known status}: which secrets of which stores a fleet contains, for their rotation.
 * One line for each secret, version and repository.
 */
public final class KnownStatusCommand implements OptionalCommand {
  // Sources may contain commas, and tags are joined by them.
  private static final Pattern SOURCE =
      Pattern.compile("known-from:(.*?)(?=,known-from:|,form:|,decode|$)");
  private static final String CURRENT = "current";
  private static final List<String> LIVE = List.of("no", "unknown", "yes");
  private static final String KNOWN =
      """
      SELECT repository, tags,
        MAX(CASE WHEN in_head THEN 2 WHEN in_head IS NULL THEN 1 ELSE 0 END) AS live, COUNT(*) AS places,
        MAX(commit_date) AS newest
      FROM findings WHERE rule_id = 'known-secret' AND status <> 'vanished'
      GROUP BY repository, tags
      """;

  @Override
  public Command command() {
    return Command.KNOWN;
  }

  @Override
  public int execute(CommandLine line, Environment environment, Console console) {
    try (FleetTables tables = FleetTables.open(line, environment)) {
      Map<Key, Status> found = new TreeMap<>(Key.ORDER);
      tables.each(KNOWN, row -> add(row, found));
      print(found, environment.out());
      return RepositoryRow.exitCode(RepositoryRow.all(tables), console);
    } catch (IOException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.FAILURE;
    }
  }

  private static void add(ResultSet row, Map<Key, Status> found) throws SQLException {
    Status status =
        new Status(row.getInt("live"), row.getLong("places"), Cells.text(row, "newest"));
    Matcher sources = SOURCE.matcher(Cells.text(row, "tags"));
    while (sources.find()) {
      KnownSource source = KnownSource.of(sources.group(1));
      String version = source.version().isEmpty() ? CURRENT : source.version();
      Key key = new Key(source.current(), version, Cells.text(row, "repository"));
      found.merge(key, status, Status::and);
    }
  }

  private static void print(Map<Key, Status> found, PrintStream out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("SECRET", "VERSION", "REPOSITORY", "IN HEAD", "PLACES", "LAST COMMIT"));
    found.forEach(
        (key, status) ->
            lines.add(
                List.of(
                    ForeignText.line(key.secret()),
                    ForeignText.line(key.version()),
                    ForeignText.line(key.repository()),
                    LIVE.get(status.live()),
                    Long.toString(status.places()),
                    status.day())));
    if (found.isEmpty()) {
      out.print("no known secret was found; runs with --known search for them\n");
      return;
    }
    int[] widths = new int[lines.get(0).size()];
    for (List<String> cells : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cells.get(i).length());
      }
    }
    for (List<String> cells : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cells.get(i);
        text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      out.print(text.toString().stripTrailing() + "\n");
    }
  }

  /** A version of a secret in a repository. */
  private record Key(String secret, String version, String repository) {
    /** By secret, the current version first, then older ones from the newest to the oldest. */
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::secret)
            .thenComparing(key -> !key.version().equals(CURRENT))
            .thenComparing(key -> -number(key.version()))
            .thenComparing(Key::version)
            .thenComparing(Key::repository);

    private static long number(String version) {
      return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
    }
  }

  /**
   * Where it is.
   *
   * @param live whether the newest commit has it, as an index of {@link #LIVE}
   * @param newest when the newest commit was made that added it, or empty
   */
  private record Status(int live, long places, String newest) {
    Status and(Status other) {
      return new Status(
          Math.max(live, other.live),
          places + other.places,
          newest.compareTo(other.newest) < 0 ? other.newest : newest);
    }

    String day() {
      return newest.substring(0, Math.min(10, newest.length()));
    }
  }
}
