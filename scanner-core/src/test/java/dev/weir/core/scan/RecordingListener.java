package dev.weir.core.scan;

import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Unread;
import java.util.ArrayList;
import java.util.List;

/** Records what a scan reports, one line each, and checks the thread. */
final class RecordingListener implements ScanListener {
  private final List<String> lines = new ArrayList<>();
  private final Thread thread = Thread.currentThread();
  private final boolean wantsSuppressed;
  private long progressBytes;
  private long progressCommits;
  private long progressFindings;

  RecordingListener() {
    this(false);
  }

  RecordingListener(boolean wantsSuppressed) {
    this.wantsSuppressed = wantsSuppressed;
  }

  List<String> lines() {
    return lines;
  }

  long progressBytes() {
    return progressBytes;
  }

  long progressCommits() {
    return progressCommits;
  }

  long progressFindings() {
    return progressFindings;
  }

  private void line(String line) {
    if (Thread.currentThread() != thread) {
      throw new AssertionError("called on " + Thread.currentThread());
    }
    lines.add(line);
  }

  @Override
  public void onFinding(Finding finding) {
    line("found " + finding + " " + finding.secret().text());
  }

  @Override
  public void onUnread(Unread unread) {
    line("unread " + unread.path() + " " + unread.kind() + " " + unread.reason());
  }

  @Override
  public void onSkipped(Skip skip) {
    line("skipped " + skip.path() + " " + skip.reason() + " " + skip.detail());
  }

  @Override
  public boolean wantsSuppressed() {
    return wantsSuppressed;
  }

  @Override
  public void onSuppressed(Finding candidate, Suppression why) {
    line("dropped " + candidate + " " + why.describe());
  }

  @Override
  public void onRequiredRuleMissing(String path, String ruleId) {
    line("missing " + ruleId + " for " + path);
  }

  @Override
  public void onProgress(long commits, long bytes, long findings) {
    progressCommits = commits;
    progressBytes = bytes;
    progressFindings = findings;
  }
}
