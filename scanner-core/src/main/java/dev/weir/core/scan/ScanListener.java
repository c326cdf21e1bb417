package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Unread;

/** Takes the results of a scan. Called from one thread at a time, in the order of the source. */
public interface ScanListener {
  /** Takes a finding that is to be reported, redacted if that was asked for. */
  void onFinding(Finding finding);

  /** Takes something that was asked for and could not be read: the scan is not complete. */
  default void onUnread(Unread unread) {}

  /** Takes something that was left out on purpose. */
  default void onSkipped(Skip skip) {}

  /** Returns true if this listener wants candidates that the rules themselves drop. */
  default boolean wantsSuppressed() {
    return false;
  }

  /** Takes a candidate that is not reported, and why. Its texts may not be masked. */
  default void onSuppressed(Finding candidate, Suppression why) {}

  /** Takes a rule that could not be judged because a rule that it requires is not applied. */
  default void onRequiredRuleMissing(String path, String ruleId) {}

  /** Takes, now and then, how far the scan is. */
  default void onProgress(long commits, long bytes, long findings) {}
}
