package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.UnreadReason;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a scan comes to and tells it to the listener. Used by the scanning thread alone. */
final class Outcome {
  private final ScanListener listener;
  private final ScanOptions options;
  private final Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
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
    part.units().forEach(this::read);
    for (PartScan.Event event : part.events()) {
      event.tell(this);
    }
    listener.onProgress(commits, bytes, findings);
  }

  void tell(PartSummary summary) {
    bytes += summary.bytes();
    commits += summary.commits();
    summary.units().forEach(this::read);
    for (PartSummary.Skip skip : summary.skips()) {
      skipped(skip.path(), skip.reason(), skip.detail());
    }
  }

  void found(Finding finding) {
    if (isNew(finding)) {
      findings++;
      listener.onFinding(finding);
    }
  }

  void foundAside(Finding finding) {
    if (isNew(finding)) {
      unreadable(
          finding.sha() + ":" + finding.path() + ":" + finding.location().startLine(),
          UnreadReason.MERGE,
          "a merge adds something of its own that rule "
              + finding.ruleId()
              + " finds; --merges reports it");
    }
  }

  private boolean isNew(Finding finding) {
    if (options.ignore().ignores(finding.fingerprint())) {
      listener.onSuppressed(finding, new Suppression.Ignored());
      return false;
    }
    IgnoreEntry entry = options.entries().entryFor(finding);
    if (entry != null) {
      listener.onSuppressed(finding, new Suppression.IgnoredSecret(entry));
    } else if (options.baseline().knows(finding, options.detect().redactPercent() == 0)) {
      listener.onSuppressed(finding, new Suppression.InBaseline());
    } else {
      return true;
    }
    return false;
  }

  void suppressed(Finding candidate, Suppression why) {
    listener.onSuppressed(candidate, why);
  }

  void unreadable(String path, UnreadReason kind, String reason) {
    unreadable++;
    listener.onUnreadable(path, kind, reason);
  }

  void read(Source.Unit unit, long count) {
    units.merge(unit, count, Long::sum);
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
    return new ScanSummary(commits, bytes, findings, unreadable, timedOut, units);
  }
}
