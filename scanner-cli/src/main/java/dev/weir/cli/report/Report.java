package dev.weir.cli.report;

import dev.weir.core.finding.FindingStore;
import dev.weir.core.rule.Rule;
import java.util.List;

/**
 * All that a report is made of.
 *
 * @param rules all rules of the configuration, as reports list them
 * @param findings what was found, in order
 * @param suppressed what was found and is not reported, with the reason of each; empty unless asked
 *     for
 */
public record Report(
    List<Rule> rules, FindingStore findings, FindingStore suppressed, ScanDetails run) {}
