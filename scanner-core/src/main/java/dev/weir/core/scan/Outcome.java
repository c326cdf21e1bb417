package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.source.SkipReason;

/** Counts what a scan comes to and tells it to the listener. Used by the scanning thread alone. */
final class Outcome {
  private final ScanListener listener;
  private final ScanOptions options;
  private long commits;
  private long bytes;
  private long findings;
  private long unreadable;

  Outcome(ScanListener listener, ScanOptions options) {
    this.listener = listener;
    this.options = options;
  }

  void tell(PartScan part) {
    bytes += part.bytes();
    commits += part.commits();
    for (PartScan.Event event : part.events()) {
      event.tell(this);
    }
    listener.onProgress(commits, bytes, findings);
  }

  void found(Finding finding) {
    if (options.ignore().ignores(finding.fingerprint())) {
      listener.onSuppressed(finding, new Suppression.Ignored());
      return;
    }
    IgnoreEntry entry = options.entries().entryFor(finding);
    if (entry != null) {
      listener.onSuppressed(finding, new Suppression.IgnoredSecret(entry));
    } else if (options.baseline().knows(finding, options.redactPercent() == 0)) {
      listener.onSuppressed(finding, new Suppression.InBaseline());
    } else {
      findings++;
      listener.onFinding(finding);
    }
  }

  void suppressed(Finding candidate, Suppression why) {
    listener.onSuppressed(candidate, why);
  }

  void unreadable(String path, String reason) {
    unreadable++;
    listener.onUnreadable(path, reason);
  }

  void skipped(String path, SkipReason reason, String detail) {
    listener.onSkipped(path, reason, detail);
  }

  void requiredRuleMissing(String path, String ruleId) {
    listener.onRequiredRuleMissing(path, ruleId);
  }

  long bytes() {
    return bytes;
  }

  ScanSummary summary(boolean timedOut) {
    return new ScanSummary(commits, bytes, findings, unreadable, timedOut);
  }
}
