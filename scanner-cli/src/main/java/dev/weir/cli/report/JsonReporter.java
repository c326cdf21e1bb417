package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The JSON report of gitleaks, which it also reads as a baseline. */
public final class JsonReporter implements Reporter {
  @Override
  public void write(List<Rule> rules, List<Finding> findings, OutputStream out) throws IOException {
    out.write('[');
    String separator = "\n ";
    for (Finding finding : findings) {
      out.write(separator.getBytes(UTF_8));
      out.write(GoJson.finding(finding, " ", 1).getBytes(UTF_8));
      separator = ",\n ";
    }
    out.write((findings.isEmpty() ? "]\n" : "\n]\n").getBytes(UTF_8));
    out.flush();
  }
}
