package dev.weir.core.scan;

import dev.weir.core.detect.Detection;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import java.util.ArrayList;
import java.util.List;

/** What a worker made of one part of a source, kept until it is the part's turn to be told. */
final class PartScan implements Source.Sink, Detection {
  private final Detector detector;
  private final List<Event> events = new ArrayList<>(0);
  private long bytes;
  private long commits;
  private String lastSha = "";

  PartScan(Detector detector) {
    this.detector = detector;
  }

  @Override
  public void fragment(Fragment fragment) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    bytes += fragment.content().length();
    String sha = fragment.sha();
    if (!sha.isEmpty() && !sha.equals(lastSha)) {
      commits++;
      lastSha = sha;
    }
    detector.detect(fragment, this);
  }

  @Override
  public void unreadable(String path, String reason) {
    events.add(outcome -> outcome.unreadable(path, reason));
  }

  @Override
  public void skipped(String path, SkipReason reason, String detail) {
    events.add(outcome -> outcome.skipped(path, reason, detail));
  }

  @Override
  public void found(Finding finding) {
    events.add(outcome -> outcome.found(finding));
  }

  @Override
  public void suppressed(Finding candidate, Suppression why) {
    events.add(outcome -> outcome.suppressed(candidate, why));
  }

  @Override
  public void requiredRuleMissing(String path, String ruleId) {
    events.add(outcome -> outcome.requiredRuleMissing(path, ruleId));
  }

  List<Event> events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  long commits() {
    return commits;
  }

  /** Something to tell when it is the part's turn. */
  @FunctionalInterface
  interface Event {
    void tell(Outcome outcome);
  }
}
