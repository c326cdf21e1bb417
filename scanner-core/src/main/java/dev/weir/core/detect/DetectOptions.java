package dev.weir.core.detect;

import dev.weir.core.finding.Links;
import java.util.List;

/**
 * How a detector judges.
 *
 * @param maxDecodeDepth rounds of decoding, 0 for none
 * @param maxTargetMegabytes texts of more than so many million bytes are not looked at; 0 for no
 *     limit
 * @param ignoreAllowComments true if {@code gitleaks:allow} has no effect
 * @param redactPercent how much of a secret to hide, 0 for nothing, 100 and above for all
 * @param ownPaths paths that are never looked at: the configuration and the baseline
 * @param strictChecks true to ask also for checks that rules mark as strict ones
 * @param links makes web addresses
 */
public record DetectOptions(
    int maxDecodeDepth,
    int maxTargetMegabytes,
    boolean ignoreAllowComments,
    int redactPercent,
    List<String> ownPaths,
    boolean strictChecks,
    Links links) {
  public DetectOptions {
    ownPaths = List.copyOf(ownPaths);
  }
}
