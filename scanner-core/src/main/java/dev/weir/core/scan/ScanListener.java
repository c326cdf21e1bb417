package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.UnreadReason;

/** Hears what a scan comes upon. Called from one thread at a time; findings in source order. */
public interface ScanListener {
  /** Hears of a finding that is to be reported, redacted if that was asked for. */
  void onFinding(Finding finding);

  /** Hears of something that was asked for and could not be read: the scan is not complete. */
  default void onUnreadable(String path, String reason) {}

  /** Hears of the same, with what kind of reason it is. */
  default void onUnreadable(String path, UnreadReason kind, String reason) {
    onUnreadable(path, reason);
  }

  /** Hears of something that was left out on purpose. */
  default void onSkipped(String path, SkipReason reason, String detail) {}

  /** Returns true if this wants to hear of candidates that the rules themselves drop. */
  default boolean wantsSuppressed() {
    return false;
  }

  /** Hears of a candidate that is not reported, and why. Its texts may not be masked. */
  default void onSuppressed(Finding candidate, Suppression why) {}

  /** Hears that a rule could not be judged because a rule that it requires is not applied. */
  default void onRequiredRuleMissing(String path, String ruleId) {}

  /** Hears, now and then, how far the scan is. */
  default void onProgress(long commits, long bytes, long findings) {}
}
