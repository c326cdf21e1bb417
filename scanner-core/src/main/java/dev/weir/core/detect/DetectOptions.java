package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Links;
import dev.weir.core.rule.AllowComments;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a detector.
 *
 * @param maxDecodeDepth rounds of decoding, 0 for none
 * @param maxTargetMegabytes texts of more than this many million bytes are skipped; 0 for no limit
 * @param allowComments the scanners whose comments allow a secret, of {@link AllowComments#NAMES}
 * @param ownPaths paths that are never scanned: the configuration and the baseline
 * @param strictChecks true to also run the checks that rules do not mark as strict
 * @param searchRejected true to search on inside a match that a check, an allowlist or its entropy
 *     rejected; gitleaks goes on after it
 * @param selection which findings are reported
 * @param links creates web addresses
 */
public record DetectOptions(
    int maxDecodeDepth,
    int maxTargetMegabytes,
    List<String> allowComments,
    List<String> ownPaths,
    boolean strictChecks,
    boolean searchRejected,
    Selection selection,
    Links links) {
  private static final int DEFAULT_DECODE_DEPTH = 5;

  public DetectOptions {
    allowComments = List.copyOf(allowComments);
    ownPaths = List.copyOf(ownPaths);
  }

  /** Returns gitleaks' defaults: decodes, scans texts of any size. */
  public static DetectOptions defaults() {
    return new DetectOptions(
        DEFAULT_DECODE_DEPTH,
        0,
        List.of("gitleaks"),
        List.of(),
        false,
        false,
        Selection.ALL,
        Links.NONE);
  }

  /** Returns these options with another number of decoding rounds, 0 for none. */
  public DetectOptions withMaxDecodeDepth(int rounds) {
    return new DetectOptions(
        rounds,
        maxTargetMegabytes,
        allowComments,
        ownPaths,
        strictChecks,
        searchRejected,
        selection,
        links);
  }

  /** Returns these options with another size limit in million bytes, 0 for no limit. */
  public DetectOptions withMaxTargetMegabytes(int megabytes) {
    return new DetectOptions(
        maxDecodeDepth,
        megabytes,
        allowComments,
        ownPaths,
        strictChecks,
        searchRejected,
        selection,
        links);
  }

  /** Returns these options with other comments that allow a secret; none if the list is empty. */
  public DetectOptions withAllowComments(List<String> scanners) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        scanners,
        ownPaths,
        strictChecks,
        searchRejected,
        selection,
        links);
  }

  /** Returns these options with other paths that are never scanned. */
  public DetectOptions withOwnPaths(List<String> paths) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        allowComments,
        paths,
        strictChecks,
        searchRejected,
        selection,
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
        allowComments,
        ownPaths,
        strict,
        searchRejected,
        selection,
        links);
  }

  /** Returns these options; with {@code true}, the search goes on inside rejected matches. */
  public DetectOptions withSearchRejected(boolean search) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        allowComments,
        ownPaths,
        strictChecks,
        search,
        selection,
        links);
  }

  /** Returns these options with another choice of what is reported. */
  public DetectOptions withSelection(Selection chosen) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        allowComments,
        ownPaths,
        strictChecks,
        searchRejected,
        chosen,
        links);
  }

  /** Returns these options with links to the places of findings. */
  public DetectOptions withLinks(Links maker) {
    return new DetectOptions(
        maxDecodeDepth,
        maxTargetMegabytes,
        allowComments,
        ownPaths,
        strictChecks,
        searchRejected,
        selection,
        maker);
  }

  /**
   * Chooses which findings are reported.
   *
   * @param rated true if findings have a confidence; gitleaks knows none
   * @param least findings with less confidence are not reported; {@link Confidence#LOW} for all
   * @param identifiers true to report also values that only name something, such as the ids of
   *     clients and projects
   * @param explained true to look for identifiers also where nothing else is found, to tell why
   *     they are not reported
   */
  public record Selection(boolean rated, Confidence least, boolean identifiers, boolean explained) {
    /** Everything, with its confidence. */
    public static final Selection ALL = new Selection(true, Confidence.LOW, true);

    /** Chooses findings without explanations. */
    public Selection(boolean rated, Confidence least, boolean identifiers) {
      this(rated, least, identifiers, false);
    }

    /** Returns why a finding of a rule is not reported, or null if it is. */
    @Nullable Suppression against(Finding finding, Rule rule) {
      if (rule.metadata().identifier() && !identifiers) {
        return new Suppression.Identifier("what the rule finds names something and opens nothing");
      }
      return finding.confidence().isAtLeast(least)
          ? null
          : new Suppression.LessSure(finding.confidence(), least);
    }
  }
}
