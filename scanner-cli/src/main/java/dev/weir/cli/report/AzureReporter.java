package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes lines for the log of Azure Pipelines, which lists them as the errors and warnings of a
 * run: "Logging commands", {@code task.logissue}. They contain no secret.
 */
public final class AzureReporter implements Reporter {
  @Override
  public boolean showsSecrets() {
    return false;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    for (FindingStore.Stored stored : report.findings()) {
      Finding finding = stored.finding();
      String commit = finding.sha().isEmpty() ? "" : " in commit " + finding.sha();
      put(
          out,
          "##vso[task.logissue type=error;sourcepath="
              + property(report.run().paths().of(finding.path()))
              + ";linenumber="
              + finding.region().startLine()
              + ";columnnumber="
              + finding.region().startColumn()
              + ";code="
              + property(finding.ruleId())
              + ";]"
              + data(finding.ruleId() + " found a secret" + commit + ". " + finding.description())
              + "\n");
    }
    for (ScanDetails.NotRead notRead : report.run().notRead()) {
      put(
          out,
          "##vso[task.logissue type=warning;]"
              + data(notRead.path() + " was not read: " + notRead.reason())
              + "\n");
    }
    out.flush();
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  private static String data(String text) {
    return ForeignText.line(text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A"));
  }

  private static String property(String text) {
    return data(text).replace(";", "%3B").replace("]", "%5D");
  }
}
