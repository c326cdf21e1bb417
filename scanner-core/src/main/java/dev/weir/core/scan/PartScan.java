package dev.weir.core.scan;

import dev.weir.core.detect.DetectionListener;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scans one part of a source on one worker. The results are kept as events until it is the part's
 * turn to be delivered. The rest of a large part goes to other workers in pieces.
 */
final class PartScan implements Source.Sink, DetectionListener {
  /** How many bytes of a part one worker reads before it passes the rest to others. */
  private static final long BYTES_OF_ONE_WORKER = 200_000;

  private final WorkerDetectors detectors;
  private final @Nullable Others others;
  private final @Nullable Consumer<@Nullable PartSummary> keeper;
  private final List<Event> events = new ArrayList<>(0);
  // The rest of a large part, in pieces of about BYTES_OF_ONE_WORKER.
  private final List<Future<PartScan>> rest = new ArrayList<>(0);
  private List<Step> piece = new ArrayList<>(0);
  private final List<Skip> skips = new ArrayList<>(0);
  private long pieceBytes;
  private final Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
  private long bytes;
  private long commits;
  // The state of the current fragment.
  private boolean reported = true;
  private String detectedSha = "";
  private String detectedPath = "";
  private @Nullable String detectedDocument;
  private @Nullable LineSecrets secrets;
  // The findings that the next one stands for.
  private List<Finding> weaker = List.of();
  private String lastSkipped = "";
  private String lastSha = "";

  private PartScan(
      WorkerDetectors detectors,
      @Nullable Others others,
      @Nullable Consumer<@Nullable PartSummary> keeper) {
    this.detectors = detectors;
    this.others = others;
    this.keeper = keeper;
  }

  /**
   * Reads a part.
   *
   * @param keeper receives the result when it is the part's turn, or null
   * @param others receives the rest of a large part, or null to scan it all here
   */
  static PartScan of(
      Source part,
      @Nullable Consumer<@Nullable PartSummary> keeper,
      WorkerDetectors detectors,
      @Nullable Others others)
      throws InterruptedException {
    PartScan scan = new PartScan(detectors, others, keeper);
    try {
      part.forEachFragment(scan);
      scan.handOver();
    } catch (OutOfMemoryError e) {
      scan.ranOutOfMemory();
    }
    return scan;
  }

  /** Represents a part that an earlier scan read. */
  static PartScan of(PartSummary summary, WorkerDetectors detectors) {
    PartScan scan = new PartScan(detectors, null, null);
    scan.add(summary);
    return scan;
  }

  /** Scans one piece of a large part. */
  static PartScan of(List<Step> piece, WorkerDetectors detectors) throws InterruptedException {
    PartScan scan = new PartScan(detectors, null, null);
    try {
      for (Step step : piece) {
        step.doFor(scan);
      }
    } catch (OutOfMemoryError e) {
      scan.ranOutOfMemory();
    }
    return scan;
  }

  // Other parts may still fit into the memory.
  private void ranOutOfMemory() {
    piece = new ArrayList<>(0);
    String where = detectedSha.isEmpty() ? detectedPath : detectedSha + ":" + detectedPath;
    Unread unread =
        new Unread(
            where.isEmpty() ? "a part of the target" : where,
            UnreadReason.MEMORY,
            "there is not enough memory for it and what follows it");
    events.add(delivery -> delivery.unread(unread));
  }

  @Override
  public void fragment(Fragment fragment) throws InterruptedException {
    boolean isForHere = others == null || bytes < BYTES_OF_ONE_WORKER;
    boolean isNew = fragment.scope().isFirst() || fragment.document() != null;
    bytes += isNew ? fragment.content().length() : 0;
    String sha = fragment.sha();
    if (!sha.isEmpty() && !sha.equals(lastSha)) {
      commits++;
      lastSha = sha;
    }
    if (isForHere) {
      detect(fragment);
      return;
    }
    piece.add(scan -> scan.detect(fragment));
    pieceBytes += fragment.content().length();
    if (pieceBytes >= BYTES_OF_ONE_WORKER) {
      handOver();
    }
  }

  private void detect(Fragment fragment) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    reported = fragment.reported();
    detectedSha = fragment.sha();
    detectedPath = fragment.path();
    detectedDocument = fragment.document();
    secrets = null;
    detectors.detect(fragment, this);
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    FragmentDetector other = detectors.other();
    if (other != null) {
      Fragment fragment = whole.get();
      if (isInPieces()) {
        piece.add(scan -> scan.binary(() -> fragment));
      } else {
        reported = fragment.reported();
        secrets = null;
        other.detect(fragment, this);
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

  private boolean isInPieces() {
    return !piece.isEmpty() || !rest.isEmpty();
  }

  @Override
  public void unread(Unread unread) {
    if (isInPieces()) {
      piece.add(scan -> scan.unread(unread));
    } else {
      events.add(delivery -> delivery.unread(unread));
    }
  }

  @Override
  public void skipped(Skip skip) {
    if (isInPieces()) {
      piece.add(scan -> scan.skipped(skip));
    } else {
      skips.add(skip);
      events.add(delivery -> delivery.skipped(skip));
    }
  }

  @Override
  public void read(Source.Unit unit) {
    count(unit, 1);
  }

  private void count(Source.Unit unit, long count) {
    units.merge(unit, count, Long::sum);
  }

  @Override
  public void part(Part part) throws InterruptedException {
    PartSummary summary = part.summary();
    if (summary != null) {
      add(summary);
    } else {
      part.source().forEachFragment(this);
    }
  }

  private void add(PartSummary summary) {
    bytes += summary.bytes();
    commits += summary.commits();
    summary.units().forEach(this::count);
    summary.skips().forEach(this::skipped);
  }

  @Override
  public void found(Finding found) {
    Finding finding = detectors.masked(found);
    LineSecrets all = secrets == null ? new LineSecrets() : secrets;
    secrets = all;
    all.add(found);
    List<Finding> others = weaker;
    weaker = List.of();
    String document = detectedDocument;
    if (document != null) {
      events.add(delivery -> delivery.foundIn(document, finding, others, all.isOnly(finding)));
      return;
    }
    events.add(
        reported
            ? delivery -> delivery.found(finding, others, all.isOnly(finding))
            : delivery -> delivery.foundUnreported(finding, others, all.isOnly(finding)));
  }

  @Override
  public void standsFor(Finding other) {
    List<Finding> all = weaker.isEmpty() ? new ArrayList<>(1) : weaker;
    all.add(detectors.masked(other));
    weaker = all;
  }

  @Override
  public boolean wantsSecrets() {
    return detectors.reportsSecrets();
  }

  @Override
  public void secret(Content secret) {
    events.add(delivery -> delivery.secret(secret));
  }

  @Override
  public void suppressed(Finding dropped, Suppression why) {
    if (!detectors.reportsSuppressed()) {
      return;
    }
    Finding candidate = detectors.masked(dropped);
    events.add(delivery -> delivery.suppressed(candidate, why));
  }

  // Reports a version of a file once, although it may have many fragments.
  @Override
  public void skipped(Fragment fragment, SkipReason reason, String detail) {
    String sha = fragment.sha();
    String where = sha.isEmpty() ? fragment.path() : sha + ":" + fragment.path();
    if (!where.equals(lastSkipped)) {
      lastSkipped = where;
      skipped(new Skip(where, reason, detail));
    }
  }

  @Override
  public void requiredRuleMissing(String path, String ruleId) {
    events.add(delivery -> delivery.requiredRuleMissing(path, ruleId));
  }

  /**
   * Passes the result to the keeper, after all results were delivered.
   *
   * @param pieces the scans of {@link #rest}
   */
  void keep(List<PartScan> pieces) {
    if (keeper == null) {
      return;
    }
    List<Skip> all = new ArrayList<>(skips);
    boolean onlySkips = hasOnlySkips();
    for (PartScan one : pieces) {
      all.addAll(one.skips);
      onlySkips &= one.hasOnlySkips();
    }
    keeper.accept(onlySkips ? new PartSummary(commits, bytes, units, all) : null);
  }

  /** Returns true if a summary contains everything that was delivered. */
  private boolean hasOnlySkips() {
    return events.size() == skips.size();
  }

  /** Returns the scans that follow the events, in order. */
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

  /** A result that is delivered when it is the part's turn. */
  @FunctionalInterface
  interface Event {
    void deliverTo(Delivery delivery);
  }

  /** A step of a large part, done by the scan of its piece. */
  @FunctionalInterface
  interface Step {
    void doFor(PartScan scan) throws InterruptedException;
  }

  /** The other workers. */
  @FunctionalInterface
  interface Others {
    Future<PartScan> take(List<Step> piece) throws InterruptedException;
  }
}
