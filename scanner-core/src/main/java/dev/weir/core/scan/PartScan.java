package dev.weir.core.scan;

import dev.weir.core.detect.Detection;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.UnreadReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a worker made of one part of a source, kept until it is the part's turn to be told. */
final class PartScan implements Source.Sink, Detection {
  /** What one thread does of a part before it hands the rest to others. */
  private static final long BYTES_OF_ONE_THREAD = 200_000;

  private final Detectors detectors;
  private final @Nullable Others others;
  private final List<Event> events = new ArrayList<>(0);
  // A large part goes on here, in pieces of about BYTES_OF_ONE_THREAD.
  private final List<Future<PartScan>> rest = new ArrayList<>(0);
  private List<Step> piece = new ArrayList<>(0);
  private final List<PartSummary.Skip> skips = new ArrayList<>(0);
  private @Nullable Consumer<@Nullable PartSummary> keeper;
  private long pieceBytes;
  private final Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
  private long bytes;
  private long commits;
  private boolean aside;
  private String lastLeftOut = "";
  private String lastSha = "";

  private PartScan(Detectors detectors, @Nullable Others others) {
    this.detectors = detectors;
    this.others = others;
  }

  /**
   * Reads a part.
   *
   * @param others takes the rest of a large part, or null to do all of it here
   */
  static PartScan of(Source part, Detectors detectors, @Nullable Others others)
      throws InterruptedException {
    PartScan scan = new PartScan(detectors, others);
    part.forEachFragment(scan);
    scan.handOver();
    return scan;
  }

  /** Stands for a part that an earlier scan read. */
  static PartScan of(PartSummary summary, Detectors detectors) {
    PartScan scan = new PartScan(detectors, null);
    scan.bytes = summary.bytes();
    scan.commits = summary.commits();
    scan.units.putAll(summary.units());
    for (PartSummary.Skip skip : summary.skips()) {
      scan.skipped(skip.path(), skip.reason(), skip.detail());
    }
    return scan;
  }

  /** Does one piece of a large part. */
  static PartScan of(List<Step> piece, Detectors detectors) throws InterruptedException {
    PartScan scan = new PartScan(detectors, null);
    for (Step step : piece) {
      step.take(scan);
    }
    return scan;
  }

  @Override
  public void fragment(Fragment fragment) throws InterruptedException {
    boolean isForHere = others == null || bytes < BYTES_OF_ONE_THREAD;
    bytes += fragment.content().length();
    String sha = fragment.sha();
    if (!sha.isEmpty() && !sha.equals(lastSha)) {
      commits++;
      lastSha = sha;
    }
    if (isForHere) {
      detect(fragment, aside);
      return;
    }
    boolean isAside = aside;
    piece.add(scan -> scan.detect(fragment, isAside));
    pieceBytes += fragment.content().length();
    if (pieceBytes >= BYTES_OF_ONE_THREAD) {
      handOver();
    }
  }

  private void detect(Fragment fragment, boolean isAside) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    boolean before = aside;
    aside = isAside;
    try {
      detectors.detect(fragment, this);
    } finally {
      aside = before;
    }
  }

  @Override
  public void binary(Supplier<Fragment> fragment) {
    FragmentDetector also = detectors.also();
    if (also != null) {
      Fragment read = fragment.get();
      if (isInPieces()) {
        piece.add(scan -> scan.binary(() -> read));
      } else {
        also.detect(read, this);
      }
    }
  }

  private void handOver() throws InterruptedException {
    if (others != null && !piece.isEmpty()) {
      rest.add(others.take(piece));
      piece = new ArrayList<>();
      pieceBytes = 0;
    }
  }

  /** Notes something, after what was found in the fragments before it. */
  private void note(Event event) {
    if (isInPieces()) {
      piece.add(scan -> scan.events.add(event));
    } else {
      events.add(event);
    }
  }

  private boolean isInPieces() {
    return !piece.isEmpty() || !rest.isEmpty();
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
    note(outcome -> outcome.unreadable(path, kind, reason));
  }

  @Override
  public void read(Source.Unit unit) {
    units.merge(unit, 1L, Long::sum);
  }

  @Override
  public void skipped(String path, SkipReason reason, String detail) {
    if (isInPieces()) {
      piece.add(scan -> scan.skipped(path, reason, detail));
    } else {
      skips.add(new PartSummary.Skip(path, reason, detail));
      events.add(outcome -> outcome.skipped(path, reason, detail));
    }
  }

  @Override
  public void found(Finding found) {
    Finding finding = detectors.masked(found);
    events.add(aside ? outcome -> outcome.foundAside(finding) : outcome -> outcome.found(finding));
  }

  @Override
  public void suppressed(Finding dropped, Suppression why) {
    if (!detectors.tellsSuppressed()) {
      return;
    }
    Finding candidate = detectors.masked(dropped);
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

  void keepFor(Consumer<@Nullable PartSummary> newKeeper) {
    keeper = newKeeper;
  }

  /**
   * Tells who wants to know what this came to, when all of it was told.
   *
   * @param pieces what became of {@link #rest}
   */
  void keep(List<PartScan> pieces) {
    if (keeper == null) {
      return;
    }
    List<PartSummary.Skip> all = new ArrayList<>(skips);
    boolean plain = isPlain();
    for (PartScan one : pieces) {
      all.addAll(one.skips);
      plain &= one.isPlain();
    }
    keeper.accept(plain ? new PartSummary(commits, bytes, units, all) : null);
  }

  /** Returns true if the same would be told again of the same part. */
  private boolean isPlain() {
    return events.size() == skips.size();
  }

  /** Returns what comes after the events, in order. */
  List<Future<PartScan>> rest() {
    return rest;
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

  /** Something of a large part that another thread may do. */
  @FunctionalInterface
  interface Step {
    void take(PartScan scan) throws InterruptedException;
  }

  /** Other threads. */
  @FunctionalInterface
  interface Others {
    Future<PartScan> take(List<Step> piece) throws InterruptedException;
  }
}
