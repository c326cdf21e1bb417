package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;

/** Receives the results of a scan. Called from one thread at a time, in the order of the source. */
public interface ScanListener {
  /** Receives a finding to report. Its texts are not masked. */
  void onFinding(Finding finding);

  /** Receives something that was requested but could not be read, so the scan is incomplete. */
  default void onUnread(Unread unread) {}

  /** Receives something that was skipped on purpose. */
  default void onSkipped(Skip skip) {}

  /** Returns true if this listener wants candidates that the rules themselves drop. */
  default boolean wantsSuppressed() {
    return false;
  }

  /** Returns true if this listener wants the secrets of all findings, reported or not. */
  default boolean wantsSecrets() {
    return false;
  }

  /** Receives something that must be hidden wherever text of the scan is shown. */
  default void onSecret(Content secret) {}

  /** Receives a candidate that is not reported, and why. Its texts may not be masked. */
  default void onSuppressed(Finding candidate, Suppression why) {}

  /** Receives a rule that could not be judged, because a rule that it requires is not applied. */
  default void onRequiredRuleMissing(String path, String ruleId) {}

  /** Receives the progress of the scan from time to time. */
  default void onProgress(long commits, long bytes, long findings) {}
}
