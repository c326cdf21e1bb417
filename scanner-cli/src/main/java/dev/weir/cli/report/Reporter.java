package dev.weir.cli.report;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes findings in one file format. */
public interface Reporter {
  /**
   * Writes a complete document to {@code out} and flushes it; the caller closes it.
   *
   * @param rules all rules of the configuration, as reports list them
   */
  void write(List<Rule> rules, List<Finding> findings, OutputStream out) throws IOException;
}
