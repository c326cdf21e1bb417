package dev.weir.cli.report;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes annotations for a GitHub Actions log, as "Workflow commands". They contain no secret.
 * GitHub shows at most ten of a kind per step, so the last line gives the number of findings.
 */
public final class GithubReporter implements Reporter {
  private static final LogCommands COMMANDS = new LogCommands("%25");

  @Override
  public boolean showsSecrets() {
    return false;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    for (FindingStore.Stored stored : report.findings()) {
      COMMANDS.write(annotation(stored.finding(), report.run().paths()), out);
    }
    for (ScanDetails.NotRead notRead : report.run().notRead()) {
      COMMANDS.write("::warning title=not scanned::" + COMMANDS.notRead(notRead), out);
    }
    long count = report.findings().size();
    if (count > 0) {
      String secrets = count == 1 ? " secret" : " secrets";
      COMMANDS.write("::notice title=secrets::" + count + secrets + " found", out);
    }
    out.flush();
  }

  private static String annotation(Finding finding, ReportPaths paths) {
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
        + COMMANDS.data(COMMANDS.found(finding) + sure);
  }

  private static String property(String text) {
    return COMMANDS.data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
