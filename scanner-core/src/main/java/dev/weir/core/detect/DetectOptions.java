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
  private static final int DEFAULT_DECODE_DEPTH = 5;

  public DetectOptions {
    ownPaths = List.copyOf(ownPaths);
  }

  /** Returns gitleaks' defaults: decodes, hides nothing, looks at texts of any size. */
  public static DetectOptions defaults() {
    return new DetectOptions(DEFAULT_DECODE_DEPTH, 0, false, 0, List.of(), false, Links.NONE);
  }

  /** Returns the same options for so many rounds of decoding, 0 for none. */
  public DetectOptions withMaxDecodeDepth(int rounds) {
    return new DetectOptions(
        rounds,
        maxTargetMegabytes,
        ignoreAllowComments,
        redactPercent,
        ownPaths,
        strictChecks,
        links);
  }

  /** Returns the same options for texts of at most so many million bytes, 0 for no limit. */
  public DetectOptions withMaxTargetMegabytes(int megabytes) {
    return new DetectOptions(
        maxDecodeDepth,
        megabytes,
        ignoreAllowComments,
        redactPercent,
        ownPaths,
        strictChecks,
        links);
  }

  /** Returns the same options; true if {@code gitleaks:allow} is to have no effect. */
  public DetectOptions withIgnoreAllowComments(boolean ignore) {
    return new DetectOptions(
        maxDecodeDepth, maxTargetMegabytes, ignore, redactPercent, ownPaths, strictChecks, links);
  }

  /** Returns the same options with so much of each secret hidden, 0 to 100. */
  public DetectOptions withRedactPercent(int percent) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        percent,
        ownPaths,
        strictChecks,
        links);
  }

  /** Returns the same options with paths that are never looked at. */
  public DetectOptions withOwnPaths(List<String> paths) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        redactPercent,
        paths,
        strictChecks,
        links);
  }

  /** Returns the same options; true to ask also for checks that rules mark as strict ones. */
  public DetectOptions withStrictChecks(boolean strict) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        redactPercent,
        ownPaths,
        strict,
        links);
  }

  /** Returns the same options with links to the places of findings. */
  public DetectOptions withLinks(Links maker) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        redactPercent,
        ownPaths,
        strictChecks,
        maker);
  }
}
