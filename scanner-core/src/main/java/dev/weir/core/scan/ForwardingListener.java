package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;

/** Passes everything on: a base for listeners that inspect or change some results. */
public abstract class ForwardingListener implements ScanListener {
  private final ScanListener to;

  /**
   * Creates a listener that passes everything on.
   *
   * @param to receives everything
   */
  protected ForwardingListener(ScanListener to) {
    this.to = to;
  }

  @Override
  public void onFinding(Finding finding) {
    to.onFinding(finding);
  }

  @Override
  public void onUnread(Unread unread) {
    to.onUnread(unread);
  }

  @Override
  public void onSkipped(Skip skip) {
    to.onSkipped(skip);
  }

  @Override
  public boolean wantsSuppressed() {
    return to.wantsSuppressed();
  }

  @Override
  public boolean wantsSecrets() {
    return to.wantsSecrets();
  }

  @Override
  public void onSecret(Content secret) {
    to.onSecret(secret);
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
