package dev.weir.fleet.spark;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.scan.ScanCommand;
import dev.weir.cli.scan.ScanRequest;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scans repositories with {@code weir git}. */
final class GitFindings {
  /** The columns of the table of findings that a report of {@code weir git} has, too. */
  static final List<String> COLUMNS =
      List.of(
          "repository",
          "rule_id",
          "file",
          "start_line",
          "end_line",
          "start_column",
          "end_column",
          "CAST(entropy AS FLOAT)",
          "commit_id",
          "author",
          "email",
          "commit_date",
          "message",
          "fingerprint",
          "tags");

  private static final String REPORTED =
      "RuleID, File, StartLine, EndLine, StartColumn, EndColumn, CAST(Entropy AS FLOAT), \"Commit\","
          + " Author, Email, \"Date\", Message, Fingerprint, array_to_string(Tags, ',')";

  private GitFindings() {}

  /**
   * Returns the findings of a bare repository, each as {@link #COLUMNS} with blanks between them.
   */
  static List<String> of(Path repository, String name, Path reports) throws Exception {
    Path report = reports.resolve(name.replace('/', '_') + ".json");
    List<String> words =
        List.of(
            "git",
            repository.toString(),
            "--config-from=HEAD",
            "--no-ledger",
            "--report-path=" + report);
    PrintStream nothing =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Environment environment =
        new Environment(
            Map.of(),
            Path.of("").toAbsolutePath(),
            new ByteArrayInputStream(new byte[0]),
            nothing,
            nothing,
            false,
            Clock.systemUTC());
    Console console = new Console(environment, Persona.WEIR);
    new ScanCommand(environment, console)
        .run(ScanRequest.of(PflagParser.parse(words, Command.GIT, Persona.WEIR), console));
    List<String> findings = new ArrayList<>();
    String types =
        "{RuleID:'VARCHAR', File:'VARCHAR', StartLine:'BIGINT', EndLine:'BIGINT',"
            + " StartColumn:'BIGINT', EndColumn:'BIGINT', Entropy:'FLOAT', \"Commit\":'VARCHAR',"
            + " Author:'VARCHAR', Email:'VARCHAR', \"Date\":'VARCHAR', Message:'VARCHAR',"
            + " Fingerprint:'VARCHAR', Tags:'VARCHAR[]'}";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT "
                    + REPORTED
                    + " FROM read_json('"
                    + report
                    + "', columns="
                    + types
                    + ")")) {
      while (rows.next()) {
        StringBuilder row = new StringBuilder(name);
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(' ').append(rows.getString(i));
        }
        findings.add(row.toString());
      }
    }
    return findings;
  }
}
