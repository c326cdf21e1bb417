package dev.weir.core.scan;

import dev.weir.core.detect.Detection;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.UnreadReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a worker made of one part of a source, kept until it is the part's turn to be told. */
final class PartScan implements Source.Sink, Detection {
  private final Detector detector;
  private final @Nullable FragmentDetector also;
  private final List<Event> events = new ArrayList<>(0);
  private final Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
  private long bytes;
  private long commits;
  private boolean aside;
  private String lastLeftOut = "";
  private String lastSha = "";

  PartScan(Detector detector, @Nullable FragmentDetector also) {
    this.detector = detector;
    this.also = also;
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
    if (also != null) {
      also.detect(fragment, this);
    }
  }

  @Override
  public void binary(Supplier<Fragment> fragment) {
    if (also != null) {
      also.detect(fragment.get(), this);
    }
  }

  @Override
  public void fragmentAside(Fragment fragment) throws InterruptedException {
    aside = true;
    try {
      fragment(fragment);
    } finally {
      aside = false;
    }
  }

  @Override
  public void unreadable(String path, String reason) {
    unreadable(path, UnreadReason.UNREADABLE, reason);
  }

  @Override
  public void unreadable(String path, UnreadReason kind, String reason) {
    events.add(outcome -> outcome.unreadable(path, kind, reason));
  }

  @Override
  public void read(Source.Unit unit) {
    units.merge(unit, 1L, Long::sum);
  }

  @Override
  public void skipped(String path, SkipReason reason, String detail) {
    events.add(outcome -> outcome.skipped(path, reason, detail));
  }

  @Override
  public void found(Finding found) {
    Finding finding = also == null ? found : also.masked(found);
    events.add(aside ? outcome -> outcome.foundAside(finding) : outcome -> outcome.found(finding));
  }

  @Override
  public void suppressed(Finding dropped, Suppression why) {
    Finding candidate = also == null ? dropped : also.masked(dropped);
    events.add(outcome -> outcome.suppressed(candidate, why));
  }

  // Once for a version of a file, which may have many fragments.
  @Override
  public void leftOut(Fragment fragment, SkipReason reason, String detail) {
    String sha = fragment.sha();
    String where = sha.isEmpty() ? fragment.path() : sha + ":" + fragment.path();
    if (!where.equals(lastLeftOut)) {
      lastLeftOut = where;
      skipped(where, reason, detail);
    }
  }

  @Override
  public void requiredRuleMissing(String path, String ruleId) {
    events.add(outcome -> outcome.requiredRuleMissing(path, ruleId));
  }

  Map<Source.Unit, Long> units() {
    return units;
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
