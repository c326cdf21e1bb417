package dev.weir.core.detect;

import dev.weir.core.finding.Links;
import java.util.List;

/**
 * The options of a detector.
 *
 * @param maxDecodeDepth rounds of decoding, 0 for none
 * @param maxTargetMegabytes texts of more than this many million bytes are skipped; 0 for no limit
 * @param ignoreAllowComments true if {@code gitleaks:allow} has no effect
 * @param ownPaths paths that are never scanned: the configuration and the baseline
 * @param strictChecks true to also run the checks that rules do not mark as strict
 * @param searchRejected true to search on inside a match that a check, an allowlist or its entropy
 *     rejected; gitleaks goes on after it
 * @param links creates web addresses
 */
public record DetectOptions(
    int maxDecodeDepth,
    int maxTargetMegabytes,
    boolean ignoreAllowComments,
    List<String> ownPaths,
    boolean strictChecks,
    boolean searchRejected,
    Links links) {
  private static final int DEFAULT_DECODE_DEPTH = 5;

  public DetectOptions {
    ownPaths = List.copyOf(ownPaths);
  }

  /** Returns gitleaks' defaults: decodes, scans texts of any size. */
  public static DetectOptions defaults() {
    return new DetectOptions(DEFAULT_DECODE_DEPTH, 0, false, List.of(), false, false, Links.NONE);
  }

  /** Returns these options with another number of decoding rounds, 0 for none. */
  public DetectOptions withMaxDecodeDepth(int rounds) {
    return new DetectOptions(
        rounds,
        maxTargetMegabytes,
        ignoreAllowComments,
        ownPaths,
        strictChecks,
        searchRejected,
        links);
  }

  /** Returns these options with another size limit in million bytes, 0 for no limit. */
  public DetectOptions withMaxTargetMegabytes(int megabytes) {
    return new DetectOptions(
        maxDecodeDepth,
        megabytes,
        ignoreAllowComments,
        ownPaths,
        strictChecks,
        searchRejected,
        links);
  }

  /** Returns these options; with {@code true}, {@code gitleaks:allow} has no effect. */
  public DetectOptions withIgnoreAllowComments(boolean ignore) {
    return new DetectOptions(
        maxDecodeDepth, maxTargetMegabytes, ignore, ownPaths, strictChecks, searchRejected, links);
  }

  /** Returns these options with other paths that are never scanned. */
  public DetectOptions withOwnPaths(List<String> paths) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        paths,
        strictChecks,
        searchRejected,
        links);
  }

  /**
   * Returns these options; with {@code true}, the checks that rules do not mark as strict are run
   * too.
   */
  public DetectOptions withStrictChecks(boolean strict) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        ownPaths,
        strict,
        searchRejected,
        links);
  }

  /** Returns these options; with {@code true}, the search goes on inside rejected matches. */
  public DetectOptions withSearchRejected(boolean search) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        ownPaths,
        strictChecks,
        search,
        links);
  }

  /** Returns these options with links to the places of findings. */
  public DetectOptions withLinks(Links maker) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        ignoreAllowComments,
        ownPaths,
        strictChecks,
        searchRejected,
        maker);
  }
}
