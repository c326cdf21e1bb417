package dev.weir.cli.scan;

import dev.weir.cli.report.HtmlReporter;
import dev.weir.cli.report.Report;
import dev.weir.cli.report.Reporter;
import dev.weir.cli.report.TemplateReporter;
import dev.weir.core.file.FailureWords;
import dev.weir.core.text.Utf8;
import dev.weir.gotemplate.value.TemplateException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The report that was asked for, checked before the scan. It is written beside its place and moved
 * there when it is whole, so an interrupted scan leaves an earlier report as it was.
 */
public final class ReportFile {
  private static final String STANDARD_OUTPUT = "-";
  private static final String TEMPLATE = "template";
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

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

  /**
   * Checks that a report can be made and written.
   *
   * @throws ReportException if it cannot
   */
  static ReportFile of(ReportRequest request, Path workingDirectory) throws ReportException {
    String shown = request.path();
    Path path = workingDirectory.resolve(shown);
    if (!shown.equals(STANDARD_OUTPUT)) {
      checkWritable(shown, path);
    }
    String wanted = request.format().strip().toLowerCase(Locale.ROOT);
    String template = request.template();
    Reporter reporter = reporter(wanted, shown, template, workingDirectory);
    // gitleaks: here the format has to be written exactly so
    if (!template.isEmpty() && !request.format().equals(TEMPLATE)) {
      throw new ReportException(
          "Report format must be 'template' if --report-template is specified", "");
    }
    return new ReportFile(shown, path, reporter);
  }

  /** Checks, before the scan, that a file can be written; an empty name is none. */
  static void checkPlace(String shown, Path workingDirectory) throws ReportException {
    if (!shown.isEmpty() && !shown.equals(STANDARD_OUTPUT)) {
      checkWritable(shown, workingDirectory.resolve(shown));
    }
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

  private static Reporter reporter(
      String wanted, String shown, String template, Path workingDirectory) throws ReportException {
    if (wanted.equals(TEMPLATE)) {
      return template(template, workingDirectory);
    }
    ReportFormat format =
        wanted.isEmpty() ? ReportFormat.ofFile(shown) : ReportFormat.named(wanted);
    if (format == null) {
      throw new ReportException(
          wanted.isEmpty() ? "Unknown report format: " : "unknown report format " + wanted, "");
    }
    return format.newReporter();
  }

  private static Reporter template(String template, Path workingDirectory) throws ReportException {
    String invalid = "Invalid report template";
    if (template.isEmpty()) {
      throw new ReportException(invalid, "template path cannot be empty");
    }
    try {
      byte[] bytes = Files.readAllBytes(workingDirectory.resolve(template));
      return TemplateReporter.of(Utf8.decode(bytes, 0, bytes.length));
    } catch (TemplateException e) {
      throw new ReportException(invalid, "error parsing file: " + e.getMessage());
    } catch (IOException e) {
      throw new ReportException(
          invalid, "error reading file: open " + template + ": " + FailureWords.of(e));
    }
  }

  /** Returns true if the report says which secrets are still in the newest commit. */
  boolean showsWhatIsStillThere() {
    return reporter instanceof HtmlReporter;
  }

  /**
   * Writes the report.
   *
   * @throws IOException if it cannot be written; nothing stands under its name then that was not
   *     there before
   */
  void write(Report report, PrintStream out) throws IOException {
    write(shown, path, to -> reporter.write(report, to), out);
  }

  /** Something that can be written. */
  @FunctionalInterface
  interface Text {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a text to a file that takes its name when it is whole, or to standard output.
   *
   * @throws IOException if it cannot be written
   */
  static void write(String shown, Path path, Text text, PrintStream out) throws IOException {
    if (shown.equals(STANDARD_OUTPUT)) {
      text.writeTo(out);
      if (out.checkError()) {
        throw new IOException("standard output takes no more");
      }
      return;
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      // A pipe or a device is written to as it is.
      try (OutputStream device = Files.newOutputStream(path)) {
        text.writeTo(device);
      }
      return;
    }
    Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
    Path beside = Files.createTempFile(target.getParent(), ".weir-", ".tmp");
    UNFINISHED.add(beside);
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
        text.writeTo(file);
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
      UNFINISHED.remove(beside);
    }
  }

  /** Removes what is not whole yet, because the process ends. */
  public static void removeUnfinished() {
    for (Path file : UNFINISHED) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It stays under a name that says what it is.
      }
    }
  }

  // Temporary files are for their owner alone; a report is a file like any other.
  private static void makeReadable(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException | UnsupportedOperationException e) {
      // The report is readable to its owner, which is enough to go on.
    }
  }
}
