package dev.weir.core.scan;

import dev.weir.core.finding.Baseline;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreFile;
import dev.weir.core.finding.Links;
import dev.weir.core.rule.TargetPaths;
import java.util.List;

/**
 * How to scan.
 *
 * @param threads worker threads, 1 or more
 * @param maxDecodeDepth rounds of decoding, 0 for none; gitleaks' default is 5
 * @param maxTargetMegabytes texts of more than so many million bytes are not looked at; 0 for no
 *     limit
 * @param ignoreAllowComments true if {@code gitleaks:allow} has no effect
 * @param redactPercent how much of a secret to hide, 0 to 100 and above
 * @param timeoutSeconds the time limit, 0 for none
 * @param ownPaths paths that are never looked at: the configuration and the baseline
 * @param targets the folders that are scanned; empty for what has no place in the file system
 * @param ignore fingerprints that are not reported
 * @param entries secrets that are not reported
 * @param baseline findings that are known
 * @param strictChecks true to ask also for checks that rules mark as strict ones
 * @param links makes web addresses
 */
public record ScanOptions(
    int threads,
    int maxDecodeDepth,
    int maxTargetMegabytes,
    boolean ignoreAllowComments,
    int redactPercent,
    long timeoutSeconds,
    List<String> ownPaths,
    TargetPaths targets,
    IgnoreFile ignore,
    IgnoreEntries entries,
    Baseline baseline,
    boolean strictChecks,
    Links links) {
  public ScanOptions {
    ownPaths = List.copyOf(ownPaths);
  }
}
