package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.UnreadReason;

/** Passes everything on to another listener, for those that look at some of it or change it. */
public abstract class ForwardingListener implements ScanListener {
  private final ScanListener to;

  /**
   * @param to hears everything
   */
  protected ForwardingListener(ScanListener to) {
    this.to = to;
  }

  @Override
  public void onFinding(Finding finding) {
    to.onFinding(finding);
  }

  @Override
  public void onUnreadable(String path, UnreadReason kind, String reason) {
    to.onUnreadable(path, kind, reason);
  }

  @Override
  public void onSkipped(String path, SkipReason reason, String detail) {
    to.onSkipped(path, reason, detail);
  }

  @Override
  public boolean wantsSuppressed() {
    return to.wantsSuppressed();
  }

  @Override
  public void onSuppressed(Finding candidate, Suppression why) {
    to.onSuppressed(candidate, why);
  }

  @Override
  public void onRequiredRuleMissing(String path, String ruleId) {
    to.onRequiredRuleMissing(path, ruleId);
  }

  @Override
  public void onProgress(long commits, long bytes, long findings) {
    to.onProgress(commits, bytes, findings);
  }
}
