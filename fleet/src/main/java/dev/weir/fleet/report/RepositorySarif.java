package dev.weir.fleet.report;

import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.report.Report;
import dev.weir.cli.report.ReportPaths;
import dev.weir.cli.report.SarifRichReporter;
import dev.weir.cli.report.ScanDetails;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one SARIF file for each repository, also for one without findings: whoever uploads it
 * closes the alerts of earlier ones. A finding that vanished is not in it. No file contains a
 * secret.
 */
final class RepositorySarif {
  private static final String MASK = "REDACTED";

  /** The exit code of a scan with findings. */
  private static final int FOUND = 1;

  private static final String OPEN =
      """
      SELECT * FROM findings WHERE status <> 'vanished'
      ORDER BY repository, commit_date, commit_id, file, start_line, start_column, rule_id,
        secret_digest
      """;

  private final RuleSet rules;
  private final Path folder;
  private final Map<String, RepositoryRow> left = new LinkedHashMap<>();
  private final Map<String, Path> files;

  /**
   * Prepares the files.
   *
   * @param rules what is said about the rules of findings
   * @param all the repositories, by name
   */
  RepositorySarif(RuleSet rules, List<RepositoryRow> all, Path folder) {
    this.rules = rules;
    this.folder = folder;
    this.files = files(all);
    all.forEach(one -> left.put(one.name(), one));
  }

  /** Writes all files and returns their number. */
  int write(FleetTables tables) throws IOException {
    int count = left.size();
    try (Pending pending = new Pending()) {
      tables.each(OPEN, pending::add);
      pending.write();
    }
    for (RepositoryRow one : List.copyOf(left.values())) {
      try (FindingStore none = new FindingStore()) {
        write(one, none, Set.of());
      }
    }
    return count;
  }

  /**
   * Returns a file for each repository. Names become paths of plain characters; if two are equal
   * then, or equal on a file system without case, the later one gets a number.
   */
  static Map<String, Path> files(List<RepositoryRow> all) {
    Map<String, Path> files = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (RepositoryRow one : all) {
      String plain = plain(one.name());
      String name = plain;
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = plain + "-" + i;
      }
      files.put(one.name(), Path.of(name + ".sarif"));
    }
    return files;
  }

  private static String plain(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      String plain = part.replaceAll("[^A-Za-z0-9._-]", "_");
      parts.add(plain.matches("\\.*") ? "_" + plain : plain);
    }
    return String.join("/", parts);
  }

  private void write(RepositoryRow one, FindingStore findings, Set<String> ids) throws IOException {
    left.remove(one.name());
    Path file = folder.resolve(String.valueOf(files.get(one.name())));
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    List<Rule> listed = rules.rules().stream().filter(rule -> ids.contains(rule.id())).toList();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        FindingStore suppressed = new FindingStore()) {
      new SarifRichReporter()
          .write(new Report(listed, findings, suppressed, details(one, findings)), out);
    }
  }

  private static ScanDetails details(RepositoryRow one, FindingStore findings) {
    List<ScanDetails.NotRead> notRead = new ArrayList<>();
    if (!one.isComplete()) {
      notRead.add(new ScanDetails.NotRead(one.name(), one.reason()));
    }
    int code = findings.size() == 0 ? ExitCode.CLEAN : FOUND;
    return new ScanDetails(
        Persona.WEIR.programName(),
        Version.of(Persona.WEIR),
        time(one.started()),
        time(one.finished()),
        one.isComplete() ? code : ExitCode.INCOMPLETE,
        one.isComplete(),
        notRead,
        Math.max(notRead.size(), one.unread()),
        null,
        true,
        null,
        "",
        ReportPaths.AS_THEY_ARE);
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static Finding finding(ResultSet row) throws SQLException {
    Location location =
        new Location(
            row.getInt("start_line"),
            row.getInt("end_line"),
            row.getInt("start_column"),
            row.getInt("end_column"));
    String tags = Cells.text(row, "tags");
    String sha = Cells.text(row, "commit_id");
    Content shown = Content.of(Cells.text(row, "matched_text"));
    return new Finding(
        Cells.text(row, "rule_id"),
        Cells.text(row, "description"),
        Cells.text(row, "file"),
        Cells.text(row, "symlink_file"),
        sha.isEmpty()
            ? null
            : new CommitInfo(
                sha,
                Cells.text(row, "author"),
                Cells.text(row, "email"),
                Cells.text(row, "commit_date"),
                Cells.text(row, "message")),
        location,
        shown,
        shown,
        Content.of(MASK),
        (float) row.getDouble("entropy"),
        tags.isEmpty() ? List.of() : List.of(tags.split(",")),
        Cells.text(row, "link"),
        List.of(),
        region(location),
        Cells.text(row, "secret_digest"),
        Confidence.of(Cells.text(row, "confidence")));
  }

  /** Returns the place for editors. The columns are those of gitleaks, which count bytes. */
  private static Region region(Location location) {
    int line = Math.max(1, location.startLine());
    int column = Math.max(1, location.startColumn());
    int end = Math.max(line, location.endLine());
    int least = end == line ? column : 1;
    return new Region(line, column, end, Math.max(least, location.endColumn()));
  }

  /** The findings of the repository whose rows are being read. */
  private final class Pending implements AutoCloseable {
    private String repository = "";
    private FindingStore findings = new FindingStore();
    private Set<String> ids = new HashSet<>();

    void add(ResultSet row) throws SQLException, IOException {
      String name = Cells.text(row, "repository");
      if (!name.equals(repository)) {
        write();
        repository = name;
      }
      Finding finding = finding(row);
      ids.add(finding.ruleId());
      findings.add(finding, "");
    }

    void write() throws IOException {
      @Nullable RepositoryRow one = left.get(repository);
      if (one != null) {
        RepositorySarif.this.write(one, findings, ids);
      }
      findings.close();
      findings = new FindingStore();
      ids = new HashSet<>();
    }

    @Override
    public void close() throws IOException {
      findings.close();
    }
  }
}
