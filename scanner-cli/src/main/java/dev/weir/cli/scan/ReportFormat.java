package dev.weir.cli.scan;

import dev.weir.cli.report.AzureReporter;
import dev.weir.cli.report.CsvReporter;
import dev.weir.cli.report.GithubReporter;
import dev.weir.cli.report.GitlabReporter;
import dev.weir.cli.report.HtmlReporter;
import dev.weir.cli.report.JsonLinesReporter;
import dev.weir.cli.report.JsonReporter;
import dev.weir.cli.report.JunitReporter;
import dev.weir.cli.report.MarkdownReporter;
import dev.weir.cli.report.Reporter;
import dev.weir.cli.report.SarifReporter;
import dev.weir.cli.report.SarifRichReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A format of reports. The first four are gitleaks'. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers hold no state
enum ReportFormat {
  JSON("json", "json", JsonReporter::new),
  CSV("csv", "csv", CsvReporter::new),
  JUNIT("junit", "", () -> new JunitReporter(false)),
  SARIF("sarif", "sarif", SarifReporter::new),
  SARIF_RICH("sarif-rich", "", SarifRichReporter::new),
  JUNIT_STRICT("junit-strict", "", () -> new JunitReporter(true)),
  GITLAB("gitlab", "", GitlabReporter::new),
  GITHUB("github", "", GithubReporter::new),
  AZURE("azure", "", AzureReporter::new),
  MARKDOWN("markdown", "md", MarkdownReporter::new),
  HTML("html", "html", HtmlReporter::new),
  JSON_LINES("jsonl", "jsonl", JsonLinesReporter::new);

  private final String shown;
  private final String extension;
  private final Supplier<Reporter> maker;

  ReportFormat(String shown, String extension, Supplier<Reporter> maker) {
    this.shown = shown;
    this.extension = extension;
    this.maker = maker;
  }

  Reporter newReporter() {
    return maker.get();
  }

  /** Returns the format with this name, or null. */
  static @Nullable ReportFormat named(String name) {
    for (ReportFormat format : values()) {
      if (format.shown.equals(name)) {
        return format;
      }
    }
    return null;
  }

  /** Returns the format for the extension of a file name, or null. */
  static @Nullable ReportFormat ofFile(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    for (ReportFormat format : values()) {
      if (!format.extension.isEmpty() && lower.endsWith("." + format.extension)) {
        return format;
      }
    }
    return null;
  }

  /** Returns all names, for the help. */
  static String names() {
    List<String> names = new ArrayList<>();
    for (ReportFormat format : values()) {
      names.add(format.shown);
    }
    return String.join(", ", names);
  }
}
