package dev.weir.cli.scan;

import dev.weir.cli.report.HtmlReporter;
import dev.weir.cli.report.Report;
import dev.weir.cli.report.Reporter;
import dev.weir.cli.report.TemplateReporter;
import dev.weir.cli.settings.ReportRequest;
import dev.weir.core.file.FailureWords;
import dev.weir.core.file.FoundFile;
import dev.weir.core.file.ReplacedFile;
import dev.weir.core.text.Utf8;
import dev.weir.gotemplate.value.TemplateException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A requested report, checked before the scan. It is written to a temporary file and renamed when
 * it is complete, so that an interrupted scan leaves an earlier report as it was.
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

  /** A report that cannot be made as requested. */
  static final class ReportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient String detail;

    ReportException(String message, String detail) {
      super(message);
      this.detail = detail;
    }

    /** Returns the cause, such as the operating system's error, or an empty text. */
    String detail() {
      return detail;
    }
  }

  /**
   * Checks that a report can be made and written.
   *
   * @param scanned folders in which no link is followed
   * @throws ReportException if the report cannot be made or written
   */
  static ReportFile of(ReportRequest request, Path workingDirectory, List<Path> scanned)
      throws ReportException {
    String shown = request.path();
    Path path = workingDirectory.resolve(shown);
    if (!shown.equals(STANDARD_OUTPUT)) {
      checkWritable(shown, path, scanned);
    }
    String wanted = request.format().strip().toLowerCase(Locale.ROOT);
    String template = request.template();
    Reporter reporter = reporter(wanted, shown, template, workingDirectory);
    // gitleaks: compares the format exactly here, without ignoring case or spaces
    if (!template.isEmpty() && !request.format().equals(TEMPLATE)) {
      throw new ReportException(
          "Report format must be 'template' if --report-template is specified", "");
    }
    return new ReportFile(shown, path, reporter);
  }

  /** Checks before the scan that a file can be written. An empty name means no file. */
  static void checkPlace(String shown, Path workingDirectory, List<Path> scanned)
      throws ReportException {
    if (!shown.isEmpty() && !shown.equals(STANDARD_OUTPUT)) {
      checkWritable(shown, workingDirectory.resolve(shown), scanned);
    }
  }

  private static void checkWritable(String shown, Path path, List<Path> scanned)
      throws ReportException {
    Path folder = path.toAbsolutePath().getParent();
    String why = "";
    if (Files.isDirectory(path)) {
      why = "open " + shown + ": is a directory";
    } else if (folder == null || !Files.isDirectory(folder)) {
      why = "open " + shown + ": no such file or directory";
    } else if (!Files.isWritable(folder)
        || (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isWritable(path))) {
      why = "open " + shown + ": permission denied";
    } else {
      why = link(path.toAbsolutePath(), scanned);
    }
    if (!why.isEmpty()) {
      throw new ReportException("Report path is not writable: " + shown, why);
    }
  }

  /** A link in what is scanned could make weir replace any file of the user. */
  private static String link(Path path, List<Path> scanned) {
    for (Path folder : scanned) {
      try {
        Path link = FoundFile.linkTo(path, folder);
        if (link != null) {
          return link + " is a link in what is scanned, which weir does not follow";
        }
      } catch (IOException e) {
        // The scan will report that the folder cannot be read.
      }
    }
    return "";
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

  /** Returns true if the report may show secrets. */
  boolean showsSecrets() {
    return reporter.showsSecrets();
  }

  /** Returns true if the report shows which secrets the newest commit still holds. */
  boolean showsCurrentSecrets() {
    return reporter instanceof HtmlReporter;
  }

  /**
   * Writes the report.
   *
   * @throws IOException if it cannot be written; a file that was there before is unchanged
   */
  void write(Report report, PrintStream out) throws IOException {
    write(shown, path, to -> reporter.write(report, to), out);
  }

  /** Content that can write itself to a stream. */
  @FunctionalInterface
  public interface Text {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes content to standard output, or to a file that gets its name when it is complete.
   *
   * @throws IOException if the content cannot be written
   */
  public static void write(String shown, Path path, Text text, PrintStream out) throws IOException {
    if (shown.equals(STANDARD_OUTPUT)) {
      text.writeTo(out);
      if (out.checkError()) {
        throw new IOException("cannot write to standard output");
      }
      return;
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      // Write directly to a pipe or a device: renaming a file over it would replace it.
      try (OutputStream device = Files.newOutputStream(path)) {
        text.writeTo(device);
      }
      return;
    }
    Path target = Files.isSymbolicLink(path) ? path.toRealPath() : path.toAbsolutePath();
    Path temporary = ReplacedFile.beside(target);
    UNFINISHED.add(temporary);
    try {
      try (OutputStream file =
          new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
        text.writeTo(file);
      }
      ReplacedFile.move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
      UNFINISHED.remove(temporary);
    }
  }

  /** Removes incomplete reports, because the process ends. */
  public static void removeUnfinished() {
    for (Path file : UNFINISHED) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The name of the temporary file shows that weir left it.
      }
    }
  }
}
