package dev.weir.cli;

import dev.weir.cli.report.CsvReporter;
import dev.weir.cli.report.JsonReporter;
import dev.weir.cli.report.JunitReporter;
import dev.weir.cli.report.Reporter;
import dev.weir.cli.report.SarifReporter;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * The report that was asked for, checked before the scan. It is written beside its place and moved
 * there when it is whole, so an interrupted scan leaves an earlier report as it was.
 */
final class ReportFile {
  private static final String STANDARD_OUTPUT = "-";

  private final String shown;
  private final Path path;
  private final Reporter reporter;

  private ReportFile(String shown, Path path, Reporter reporter) {
    this.shown = shown;
    this.path = path;
    this.reporter = reporter;
  }

  /** A report that cannot be made as it was asked for. */
  static final class ReportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient String detail;

    ReportException(String message, String detail) {
      super(message);
      this.detail = detail;
    }

    /** Returns what the operating system said, or an empty text. */
    String detail() {
      return detail;
    }
  }

  static ReportFile of(CommandLine line, Path workingDirectory) throws ReportException {
    String shown = line.text("report-path");
    Path path = workingDirectory.resolve(shown);
    if (!shown.equals(STANDARD_OUTPUT)) {
      checkWritable(shown, path);
    }
    String wanted = line.text("report-format").strip().toLowerCase(Locale.ROOT);
    Reporter reporter = reporter(wanted.isEmpty() ? byExtension(shown) : wanted);
    if (!line.text("report-template").isEmpty()) {
      throw new ReportException(
          "Report format must be 'template' if --report-template is specified", "");
    }
    return new ReportFile(shown, path, reporter);
  }

  private static void checkWritable(String shown, Path path) throws ReportException {
    Path folder = path.toAbsolutePath().getParent();
    String why = "";
    if (Files.isDirectory(path)) {
      why = "open " + shown + ": is a directory";
    } else if (folder == null || !Files.isDirectory(folder)) {
      why = "open " + shown + ": no such file or directory";
    } else if (!Files.isWritable(folder)
        || (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isWritable(path))) {
      why = "open " + shown + ": permission denied";
    }
    if (!why.isEmpty()) {
      throw new ReportException("Report path is not writable: " + shown, why);
    }
  }

  private static String byExtension(String path) throws ReportException {
    String lower = path.toLowerCase(Locale.ROOT);
    for (String format : List.of("json", "csv", "sarif")) {
      if (lower.endsWith("." + format)) {
        return format;
      }
    }
    throw new ReportException("Unknown report format: ", "");
  }

  private static Reporter reporter(String format) throws ReportException {
    return switch (format) {
      case "json" -> new JsonReporter();
      case "csv" -> new CsvReporter();
      case "junit" -> new JunitReporter();
      case "sarif" -> new SarifReporter();
      case "template" ->
          throw new ReportException(
              "reports by template are not supported yet; use json, csv, junit or sarif", "");
      default -> throw new ReportException("unknown report format " + format, "");
    };
  }

  /**
   * Writes the report.
   *
   * @throws IOException if it cannot be written; nothing stands under its name then that was not
   *     there before
   */
  void write(List<Rule> rules, List<Finding> findings, PrintStream out) throws IOException {
    if (shown.equals(STANDARD_OUTPUT)) {
      reporter.write(rules, findings, out);
      return;
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      // A pipe or a device is written to as it is.
      try (OutputStream device = Files.newOutputStream(path)) {
        reporter.write(rules, findings, device);
      }
      return;
    }
    Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
    Path beside = Files.createTempFile(target.getParent(), ".weir-", ".tmp");
    try {
      try (OutputStream file =
          new java.io.BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
        reporter.write(rules, findings, file);
      }
      makeReadable(beside);
      try {
        Files.move(
            beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  // Temporary files are for their owner alone; a report is a file like any other.
  private static void makeReadable(Path file) {
    try {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException | UnsupportedOperationException e) {
      // The report is readable to its owner, which is enough to go on.
    }
  }
}
