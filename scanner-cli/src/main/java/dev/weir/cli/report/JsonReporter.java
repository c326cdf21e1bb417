package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.FindingStore;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the JSON report of gitleaks. weir and gitleaks also read it as a baseline. */
public final class JsonReporter implements Reporter {
  @Override
  public void write(Report report, OutputStream out) throws IOException {
    out.write('[');
    String separator = "\n ";
    for (FindingStore.Stored stored : report.findings()) {
      out.write(separator.getBytes(UTF_8));
      out.write(GoJson.finding(stored.finding(), " ", 1, false).getBytes(UTF_8));
      separator = ",\n ";
    }
    out.write((report.findings().size() == 0 ? "]\n" : "\n]\n").getBytes(UTF_8));
    out.flush();
  }
}
