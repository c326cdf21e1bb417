package dev.weir.cli.report;

import dev.weir.cli.report.template.Template;
import dev.weir.cli.report.template.TemplateException;
import dev.weir.cli.report.template.Utf8Output;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A report that a template of the user's lays out. */
public final class TemplateReporter implements Reporter {
  private final Template template;

  public TemplateReporter(Template template) {
    this.template = template;
  }

  /**
   * Writes the report; what was written before an error stays.
   *
   * @throws IOException also if the template fails, with Go's message
   */
  @Override
  public void write(List<Rule> rules, List<Finding> findings, OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out);
    try {
      template.execute(FindingStruct.list(findings), new Utf8Output(buffered));
    } catch (TemplateException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      buffered.flush();
    }
  }
}
