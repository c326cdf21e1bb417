package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.FindingStore;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a line of JSON for each finding, with the fields of the JSON report. */
public final class JsonLinesReporter implements Reporter {
  @Override
  public void write(Report report, OutputStream out) throws IOException {
    for (FindingStore.Stored stored : report.findings()) {
      out.write(GoJson.finding(stored.finding(), "", 0, true).getBytes(UTF_8));
      out.write('\n');
    }
    out.flush();
  }
}
