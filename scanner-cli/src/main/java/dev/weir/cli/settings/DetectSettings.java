package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectOptions.Selection;
import dev.weir.core.rule.Confidence;
import dev.weir.gotemplate.gostd.GoQuote;
import org.jspecify.annotations.Nullable;

/**
 * Settings of detection.
 *
 * @param ignoreAllowComments true if {@code gitleaks:allow} has no effect
 * @param strictChecks true to also apply the checks that rules mark as strict
 * @param searchRejected true to search on inside rejected matches
 * @param selection which findings are reported
 * @param givenRedact how much of a secret to redact, in percent, or null if no flag sets it
 * @param known the known values to search for
 * @param verify whether weir checks that secrets are live
 */
public record DetectSettings(
    boolean ignoreAllowComments,
    boolean strictChecks,
    boolean searchRejected,
    Selection selection,
    @Nullable Integer givenRedact,
    KnownSettings known,
    VerifySettings verify) {
  private static final int ALL = 100;

  static DetectSettings from(CommandLine line) {
    return new DetectSettings(
        line.isOn(Flag.IGNORE_GITLEAKS_ALLOW),
        line.isOn(Flag.STRICT_CHECKS),
        line.isOn(Flag.SEARCH_REJECTED),
        selection(line),
        line.isGiven(Flag.REDACT)
            ? Integer.valueOf((int) Math.min(ALL, line.get(Flag.REDACT)))
            : null,
        KnownSettings.from(line),
        VerifySettings.from(line));
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
        ignoreAllowComments,
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
            ignoreAllowComments, strictChecks, searchRejected, selection, ALL, known, verify);
  }

  /** Returns the options of detectors. */
  public DetectOptions options(LimitSettings limits) {
    return DetectOptions.defaults()
        .withMaxDecodeDepth(limits.maxDecodeDepth())
        .withMaxTargetMegabytes(limits.maxTargetMegabytes())
        .withIgnoreAllowComments(ignoreAllowComments)
        .withStrictChecks(strictChecks)
        .withSearchRejected(searchRejected)
        .withSelection(selection);
  }
}
