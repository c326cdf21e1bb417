package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectOptions.Selection;
import dev.weir.core.rule.AllowComments;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.RuleSet;
import dev.weir.gotemplate.gostd.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of detection.
 *
 * @param allowComments the scanners whose comments allow a secret
 * @param givenComments true if a flag chooses them, so that a configuration does not
 * @param strictChecks true to also apply the checks that rules mark as strict
 * @param searchRejected true to search on inside rejected matches
 * @param selection which findings are reported
 * @param givenRedact how much of a secret to redact, in percent, or null if no flag sets it
 * @param known the known values to search for
 * @param verify whether weir checks that secrets are live
 */
public record DetectSettings(
    List<String> allowComments,
    boolean givenComments,
    boolean strictChecks,
    boolean searchRejected,
    Selection selection,
    @Nullable Integer givenRedact,
    KnownSettings known,
    VerifySettings verify) {
  private static final int ALL = 100;
  private static final List<String> BY_DEFAULT = List.of("weir", "gitleaks");
  private static final List<String> OF_GITLEAKS = List.of("gitleaks");

  static DetectSettings from(CommandLine line) {
    return new DetectSettings(
        allowComments(line),
        line.isGiven(Flag.ALLOW_COMMENTS) || line.isOn(Flag.IGNORE_GITLEAKS_ALLOW),
        line.isOn(Flag.STRICT_CHECKS),
        line.isOn(Flag.SEARCH_REJECTED),
        selection(line),
        line.isGiven(Flag.REDACT)
            ? Integer.valueOf((int) Math.min(ALL, line.get(Flag.REDACT)))
            : null,
        KnownSettings.from(line),
        VerifySettings.from(line));
  }

  /** With {@code -c}, as under the name gitleaks, only gitleaks' comments count by default. */
  private static List<String> allowComments(CommandLine line) {
    if (line.isOn(Flag.IGNORE_GITLEAKS_ALLOW)) {
      return List.of();
    }
    List<String> given = line.get(Flag.ALLOW_COMMENTS);
    if (given.isEmpty()) {
      boolean isOwn = line.persona().readsBeyondGitleaks() && line.get(Flag.CONFIG).isEmpty();
      return isOwn ? BY_DEFAULT : OF_GITLEAKS;
    }
    String unknown = AllowComments.unknownName(given);
    if (unknown != null) {
      throw new UsageException(
          "weir knows no comments of "
              + GoQuote.quote(unknown)
              + "; use "
              + String.join(", ", AllowComments.NAMES)
              + " or "
              + AllowComments.NONE
              + " with --allow-comments",
          ExitCode.FAILURE,
          false);
    }
    return AllowComments.scanners(given);
  }

  /** Returns the scanners whose comments count with these rules. */
  public List<String> allowComments(RuleSet rules) {
    return givenComments || rules.allowComments().isEmpty()
        ? allowComments
        : AllowComments.scanners(rules.allowComments());
  }

  /** A rule that the user names is wanted, even if it finds identifiers. */
  private static Selection selection(CommandLine line) {
    Confidence least = Confidence.of(line.get(Flag.MIN_CONFIDENCE));
    if (least == Confidence.UNKNOWN) {
      throw new UsageException(
          "invalid value "
              + GoQuote.quote(line.get(Flag.MIN_CONFIDENCE))
              + " for --min-confidence: use low, medium or high",
          ExitCode.FAILURE,
          false);
    }
    boolean named = !line.get(Flag.ENABLE_RULE).isEmpty();
    return new Selection(
        line.persona().readsBeyondGitleaks() || least != Confidence.LOW,
        least,
        named || line.isOn(Flag.IDENTIFIERS));
  }

  /**
   * Returns how much of a secret to redact, in percent. A search for known values redacts by
   * default, because rules may also find these values and would show them.
   */
  public int redactPercent() {
    if (givenRedact != null) {
      return givenRedact;
    }
    return known.isAsked() ? ALL : 0;
  }

  /** Returns the settings that decide what rules find, without those of how it is shown. */
  public DetectSettings ruleFindings() {
    return new DetectSettings(
        allowComments,
        givenComments,
        strictChecks,
        searchRejected,
        selection,
        null,
        KnownSettings.NONE,
        VerifySettings.NONE);
  }

  DetectSettings withHookDefaults() {
    return givenRedact != null
        ? this
        : new DetectSettings(
            allowComments,
            givenComments,
            strictChecks,
            searchRejected,
            selection,
            ALL,
            known,
            verify);
  }

  /** Returns the options of detectors with these rules. */
  public DetectOptions options(LimitSettings limits, RuleSet rules) {
    return DetectOptions.defaults()
        .withMaxDecodeDepth(limits.maxDecodeDepth())
        .withMaxTargetMegabytes(limits.maxTargetMegabytes())
        .withAllowComments(allowComments(rules))
        .withStrictChecks(strictChecks)
        .withSearchRejected(searchRejected)
        .withSelection(selection);
  }
}
