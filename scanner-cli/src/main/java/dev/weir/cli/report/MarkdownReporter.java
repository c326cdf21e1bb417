package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.Severity;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a summary in Markdown, as CI systems show beside a run: what was found where, what to do
 * about it, and what was not read. It contains no secret.
 */
public final class MarkdownReporter implements Reporter {
  /** GitHub shows a summary of up to 1 MiB, and nobody reads a longer one. */
  private static final int MOST = 200;

  private static final int SHORT = 10;

  @Override
  public boolean showsSecrets() {
    return false;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    long count = report.findings().size();
    boolean complete = report.run().complete();
    put(out, "## weir: " + title(count, complete) + "\n");
    if (count > 0) {
      findings(report, out);
    }
    if (!complete) {
      notRead(report.run(), out);
    }
    out.flush();
  }

  private static String title(long count, boolean complete) {
    if (count > 0) {
      return count + (count == 1 ? " secret found" : " secrets found");
    }
    return complete ? "no secrets found" : "no secrets found in what could be read";
  }

  private static void findings(Report report, OutputStream out) throws IOException {
    Map<String, RuleMetadata> metadata = new HashMap<>();
    for (Rule rule : report.rules()) {
      metadata.put(rule.id(), rule.metadata());
    }
    put(out, "\n| rule | severity | place | commit |\n|---|---|---|---|\n");
    Set<String> advice = new TreeSet<>();
    int left = MOST;
    for (FindingStore.Stored stored : report.findings()) {
      if (left-- == 0) {
        break;
      }
      Finding finding = stored.finding();
      RuleMetadata about = metadata.getOrDefault(finding.ruleId(), RuleMetadata.NONE);
      put(out, row(finding, about, report.run().paths()));
      if (!about.revoke().isEmpty()) {
        advice.add("- " + code(finding.ruleId()) + ": " + plain(about.revoke()) + "\n");
      }
    }
    long more = report.findings().size() - MOST;
    put(out, more > 0 ? "\nand " + more + " more\n" : "");
    put(
        out,
        "\nRevoke what is real: removing it from the files does not remove it from the history.\n");
    put(out, advice.isEmpty() ? "" : "\n" + String.join("", advice));
    put(
        out,
        "\nA false alarm: `weir ignore FINGERPRINT --reason WHY`, with the fingerprint of the log.\n");
  }

  private static String row(Finding finding, RuleMetadata about, ReportPaths paths) {
    Severity severity = about.severity();
    String place = code(paths.of(finding.path()) + ":" + finding.region().startLine());
    String sha = finding.sha();
    return "| "
        + String.join(
            " | ",
            code(finding.ruleId()),
            severity == Severity.UNKNOWN ? "" : severity.word(),
            linked(place, finding.link()),
            sha.isEmpty() ? "" : code(sha.substring(0, Math.min(SHORT, sha.length()))))
        + " |\n";
  }

  private static void notRead(ScanDetails run, OutputStream out) throws IOException {
    put(out, "\nNot everything was read:\n\n");
    int left = MOST;
    for (ScanDetails.NotRead one : run.notRead()) {
      if (left-- == 0) {
        break;
      }
      put(out, "- " + code(one.path()) + ": " + plain(one.reason()) + "\n");
    }
    long more = run.notReadCount() - Math.min(MOST, run.notRead().size());
    put(out, more > 0 ? "- and " + more + " more\n" : "");
  }

  private static String linked(String shown, String address) {
    boolean usable = address.matches("https?://[^\\s<>|]+");
    return usable ? "[" + shown + "](<" + address + ">)" : shown;
  }

  /** Returns a text between more backquotes than it has itself. */
  private static String code(String foreign) {
    String text = ForeignText.line(foreign).replace("|", "\\|");
    StringBuilder quotes = new StringBuilder("`");
    while (text.contains(quotes)) {
      quotes.append('`');
    }
    String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return quotes + space + text + space + quotes;
  }

  /** Returns a text in which no character has a meaning in Markdown. */
  private static String plain(String foreign) {
    return ForeignText.line(foreign).replaceAll("([\\\\`*_{}\\[\\]()<>#|~&@!])", "\\\\$1");
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }
}
