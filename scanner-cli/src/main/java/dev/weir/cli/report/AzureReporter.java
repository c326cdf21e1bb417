package dev.weir.cli.report;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes lines for the log of Azure Pipelines, which lists them as the errors and warnings of a
 * run: "Logging commands", {@code task.logissue}. They contain no secret.
 */
public final class AzureReporter implements Reporter {
  private static final LogCommands COMMANDS = new LogCommands("%AZP25");

  @Override
  public boolean showsSecrets() {
    return false;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    for (FindingStore.Stored stored : report.findings()) {
      Finding finding = stored.finding();
      COMMANDS.write(
          "##vso[task.logissue type=error;sourcepath="
              + property(report.run().paths().of(finding.path()))
              + ";linenumber="
              + finding.region().startLine()
              + ";columnnumber="
              + finding.region().startColumn()
              + ";code="
              + property(finding.ruleId())
              + ";]"
              + COMMANDS.data(COMMANDS.found(finding)),
          out);
    }
    for (ScanDetails.NotRead notRead : report.run().notRead()) {
      COMMANDS.write("##vso[task.logissue type=warning;]" + COMMANDS.notRead(notRead), out);
    }
    out.flush();
  }

  private static String property(String text) {
    return COMMANDS.data(text).replace(";", "%3B").replace("]", "%5D");
  }
}
