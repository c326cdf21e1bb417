package dev.weir.cli.report;

import dev.weir.core.finding.StoredFindings;
import dev.weir.core.rule.Rule;
import java.util.List;

/**
 * The content of a report.
 *
 * @param rules all rules of the configuration, as reports list them
 * @param findings the findings, in order
 * @param suppressed suppressed findings with their reasons; empty unless the user asked for them
 */
public record Report(
    List<Rule> rules, StoredFindings findings, StoredFindings suppressed, ScanDetails run) {}
