package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.finding.RuleKinship;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import dev.weir.core.text.Content;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes the results of parts to the listener, drops findings that are ignored, and counts. Used
 * only by the scanning thread.
 */
final class Delivery {
  private final ScanListener listener;
  private final ScanOptions options;
  private final RuleSet rules;
  private @Nullable RuleKinship kinship;
  private final Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
  private final LastSecrets lastSecrets = new LastSecrets();
  private long commits;
  private long bytes;
  private long findings;
  private long unread;

  Delivery(ScanListener listener, ScanOptions options, RuleSet rules) {
    this.listener = listener;
    this.options = options;
    this.rules = rules;
  }

  void deliver(PartScan part) {
    bytes += part.bytes();
    commits += part.commits();
    part.units().forEach(this::read);
    for (PartScan.Event event : part.events()) {
      event.deliverTo(this);
    }
    listener.onProgress(commits, bytes, findings);
  }

  void deliver(PartSummary summary) {
    bytes += summary.bytes();
    commits += summary.commits();
    summary.units().forEach(this::read);
    for (Skip skip : summary.skips()) {
      skipped(skip);
    }
  }

  /**
   * @param weaker findings of other rules that it stands for: if one of them is ignored, so is it
   * @param isOnly true if the finding is the only secret at its line
   */
  void found(Finding finding, List<Finding> weaker, boolean isOnly) {
    lastSecrets.add(finding);
    if (isNew(finding, weaker, isOnly)) {
      findings++;
      listener.onFinding(finding);
    }
  }

  /**
   * Receives a finding in the text that was read out of a document, as {@link #found}. One whose
   * secret was found in the document's bytes is not another one.
   */
  void foundIn(String document, Finding finding, List<Finding> weaker, boolean isOnly) {
    if (!lastSecrets.contains(document, finding)) {
      if (isNew(finding, weaker, isOnly)) {
        findings++;
        listener.onFinding(finding);
      }
    }
  }

  /** Receives a finding in a fragment whose findings are not reported. */
  void foundUnreported(Finding finding, List<Finding> weaker, boolean isOnly) {
    if (isNew(finding, weaker, isOnly)) {
      unread(
          new Unread(
              finding.sha() + ":" + finding.path() + ":" + finding.location().startLine(),
              UnreadReason.MERGE,
              "a merge adds lines that rule " + finding.ruleId() + " matches"));
    }
  }

  private boolean isNew(Finding finding, List<Finding> weaker, boolean isOnly) {
    Suppression why = ignored(finding, isOnly);
    for (int i = 0; why == null && i < weaker.size(); i++) {
      why = ignored(weaker.get(i), isOnly);
    }
    if (why != null) {
      listener.onSuppressed(finding, why);
    }
    return why == null;
  }

  /** Returns why the user does not want to see a finding, or null. */
  private @Nullable Suppression ignored(Finding finding, boolean isOnly) {
    if (kinship == null) {
      kinship = new RelatedRules(rules);
    }
    if (options.ignore().ignores(finding.fingerprint())
        || (isOnly && options.ignore().ignoresRelated(finding.fingerprint(), kinship))) {
      return new Suppression.Ignored();
    }
    IgnoreEntry entry = options.entries().entryFor(finding);
    if (entry != null) {
      return new Suppression.IgnoredSecret(entry);
    }
    return isInBaseline(finding, kinship) ? new Suppression.InBaseline() : null;
  }

  void secret(Content secret) {
    listener.onSecret(secret);
  }

  private boolean isInBaseline(Finding finding, RuleKinship kinship) {
    return options.baseline().contains(finding)
        || options.baseline().containsRelated(finding, kinship);
  }

  void suppressed(Finding candidate, Suppression why) {
    listener.onSuppressed(candidate, why);
  }

  void unread(Unread thing) {
    unread++;
    listener.onUnread(thing);
  }

  void read(Source.Unit unit, long count) {
    units.merge(unit, count, Long::sum);
  }

  void skipped(Skip skip) {
    listener.onSkipped(skip);
  }

  void requiredRuleMissing(String path, String ruleId) {
    listener.onRequiredRuleMissing(path, ruleId);
  }

  long bytes() {
    return bytes;
  }

  ScanSummary summary(boolean timedOut) {
    return new ScanSummary(commits, bytes, findings, unread, timedOut, units);
  }
}
