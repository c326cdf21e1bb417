package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes annotations for a GitHub Actions log, as "Workflow commands". They contain no secret.
 * GitHub shows at most ten of a kind per step, so the last line gives the number of findings.
 */
public final class GithubReporter implements Reporter {
  @Override
  public boolean showsSecrets() {
    return false;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    for (FindingStore.Stored stored : report.findings()) {
      put(out, annotation(stored.finding(), report.run().paths()));
    }
    for (ScanDetails.NotRead notRead : report.run().notRead()) {
      put(
          out,
          "::warning title=not scanned::"
              + data(notRead.path() + " was not read: " + notRead.reason())
              + "\n");
    }
    long count = report.findings().size();
    if (count > 0) {
      put(
          out,
          "::notice title=secrets::" + count + (count == 1 ? " secret" : " secrets") + " found\n");
    }
    out.flush();
  }

  private static String annotation(Finding finding, ReportPaths paths) {
    String commit = finding.sha().isEmpty() ? "" : " in commit " + finding.sha();
    String word = finding.confidence().word();
    String sure = word.isEmpty() ? "" : " Confidence: " + word + ".";
    return "::error file="
        + property(paths.of(finding.path()))
        + ",line="
        + finding.region().startLine()
        + ",col="
        + finding.region().startColumn()
        + ",endLine="
        + finding.region().endLine()
        + ",endColumn="
        + finding.region().endColumn()
        + ",title="
        + property(finding.ruleId())
        + "::"
        + data(finding.ruleId() + " found a secret" + commit + ". " + finding.description() + sure)
        + "\n";
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  private static String data(String text) {
    return ForeignText.line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
