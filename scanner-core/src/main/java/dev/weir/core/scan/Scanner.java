package dev.weir.core.scan;

import dev.weir.core.detect.Detector;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scans one source.
 *
 * <p>The source runs on the calling thread and divides the work into parts; a fixed pool of threads
 * scans them; results are delivered in the order of the parts, so they do not depend on the number
 * of threads. A small source never starts the pool.
 */
public final class Scanner {
  /**
   * The number of parts that are scanned without a pool: for a hook on a few files, one thread is
   * faster.
   */
  private static final int PARTS_BEFORE_POOL = 24;

  private static final long BYTES_BEFORE_POOL = 400_000;
  private static final int PARTS_IN_FLIGHT_PER_THREAD = 32;
  private static final int PIECES_IN_FLIGHT_PER_THREAD = 4;
  private static final long BATCH_BYTES = 200_000;

  private final RuleSet rules;
  private final RuleIndex index;
  private final ScanOptions options;
  private final @Nullable Supplier<FragmentDetector> others;

  public Scanner(RuleSet rules, ScanOptions options) {
    this(rules, options, null);
  }

  /**
   * Creates a scanner.
   *
   * @param others creates, for each worker, a detector that runs besides the rules; or null
   */
  public Scanner(RuleSet rules, ScanOptions options, @Nullable Supplier<FragmentDetector> others) {
    this.others = others;
    this.rules = rules;
    this.index = new RuleIndex(rules, options.targets());
    this.options = options;
  }

  /**
   * Reads all of {@code source} and passes the results to {@code listener}.
   *
   * @throws dev.weir.core.source.SourceException if nothing could be read
   * @throws InterruptedException if the calling thread was interrupted
   */
  public ScanSummary scan(Source source, ScanListener listener) throws InterruptedException {
    try (Run run = new Run(listener)) {
      boolean timedOut = false;
      try {
        source.forEachFragment(run);
        run.finish();
      } catch (DeadlineException e) {
        timedOut = true;
      }
      return run.summary(timedOut);
    }
  }

  /** The time limit was reached. */
  private static final class DeadlineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlineException() {
      super("the time limit was reached", null, false, false);
    }
  }

  /**
   * One scan: takes parts from the source, distributes them, and delivers their results in order.
   */
  private final class Run implements Source.Sink, AutoCloseable {
    private final Delivery delivery;
    private final boolean reportsSuppressed;
    private final boolean reportsSecrets;
    private final Deque<Future<PartScan>> inFlight = new ArrayDeque<>();
    private final ThreadLocal<WorkerDetectors> detectors =
        ThreadLocal.withInitial(this::newDetectors);
    private final long deadline;
    private final Semaphore piecesInFlight;
    private @Nullable ExecutorService pool;
    private @Nullable Thread heap;
    private List<Fragment> batch = new ArrayList<>();
    private long batchBytes;
    private int partsAlone;

    Run(ScanListener listener) {
      reportsSuppressed = listener.wantsSuppressed();
      reportsSecrets = listener.wantsSecrets();
      delivery = new Delivery(listener, options, rules);
      piecesInFlight = new Semaphore(options.threads() * PIECES_IN_FLIGHT_PER_THREAD);
      deadline =
          options.timeoutSeconds() <= 0
              ? Long.MAX_VALUE
              : System.nanoTime() + TimeUnit.SECONDS.toNanos(options.timeoutSeconds());
    }

    private WorkerDetectors newDetectors() {
      return new WorkerDetectors(
          new Detector(index, options.detect()),
          others == null ? null : others.get(),
          reportsSuppressed,
          reportsSecrets);
    }

    @Override
    public void fragment(Fragment fragment) throws InterruptedException {
      batch.add(fragment);
      batchBytes += fragment.content().length();
      if (batchBytes >= BATCH_BYTES) {
        flush();
      }
    }

    @Override
    public void binary(Supplier<Fragment> whole) throws InterruptedException {
      if (others != null) {
        flush();
        submit(sink -> sink.binary(whole), null);
      }
    }

    @Override
    public void unread(Unread unread) {
      submitBetween(sink -> sink.unread(unread));
    }

    @Override
    public void skipped(Skip skip) {
      submitBetween(sink -> sink.skipped(skip));
    }

    /** Submits an event that is delivered between the results of two fragments. */
    private void submitBetween(Source part) {
      try {
        flush();
        submit(part, null);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void read(Source.Unit unit) {
      delivery.read(unit, 1);
    }

    @Override
    public void part(Part part) throws InterruptedException {
      flush();
      PartSummary summary = part.summary();
      if (summary == null) {
        submit(part.source(), part.keeper());
      } else if (inFlight.isEmpty()) {
        delivery.deliver(summary);
      } else {
        inFlight.add(CompletableFuture.completedFuture(PartScan.of(summary, detectors.get())));
      }
    }

    private void flush() throws InterruptedException {
      if (batch.isEmpty()) {
        return;
      }
      List<Fragment> fragments = batch;
      batch = new ArrayList<>();
      batchBytes = 0;
      submit(
          sink -> {
            for (Fragment fragment : fragments) {
              sink.fragment(fragment);
            }
          },
          null);
    }

    private void submit(Source part, @Nullable Consumer<@Nullable PartSummary> keeper)
        throws InterruptedException {
      checkDeadline();
      if (heap == null
          && options.keepsHeapSmall()
          && (partsAlone == PARTS_BEFORE_POOL || !staysAlone())) {
        heap = HeapGrowth.start();
      }
      if (pool == null && staysAlone()) {
        partsAlone++;
        PartScan.Others helpers = options.threads() == 1 ? null : this::hand;
        deliver(PartScan.of(part, keeper, detectors.get(), helpers));
        return;
      }
      ExecutorService workers = pool();
      while (inFlight.size() >= options.threads() * PARTS_IN_FLIGHT_PER_THREAD) {
        deliverFirst(inFlight);
      }
      inFlight.add(workers.submit(() -> PartScan.of(part, keeper, detectors.get(), this::hand)));
    }

    private ExecutorService pool() {
      // Before there is a pool, only the scanning thread gets here.
      if (pool == null) {
        pool = newPool(options.threads());
      }
      return pool;
    }

    /** Passes a piece of a large part to another thread, unless all are busy. */
    private Future<PartScan> hand(List<PartScan.Step> piece) throws InterruptedException {
      if (!piecesInFlight.tryAcquire()) {
        return CompletableFuture.completedFuture(PartScan.of(piece, detectors.get()));
      }
      return pool()
          .submit(
              () -> {
                try {
                  return PartScan.of(piece, detectors.get());
                } finally {
                  piecesInFlight.release();
                }
              });
    }

    private boolean staysAlone() {
      return options.threads() == 1
          || (partsAlone < PARTS_BEFORE_POOL && delivery.bytes() < BYTES_BEFORE_POOL);
    }

    private void deliverFirst(Deque<Future<PartScan>> futures) throws InterruptedException {
      deliver(get(futures.removeFirst()));
    }

    private void deliver(PartScan part) throws InterruptedException {
      delivery.deliver(part);
      List<PartScan> pieces = new ArrayList<>(part.rest().size());
      for (Future<PartScan> piece : part.rest()) {
        pieces.add(get(piece));
        delivery.deliver(pieces.get(pieces.size() - 1));
      }
      part.keep(pieces);
    }

    private PartScan get(Future<PartScan> future) throws InterruptedException {
      try {
        long wait = deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - System.nanoTime();
        return future.get(wait, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new DeadlineException();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error failure) {
          throw failure;
        }
        throw new IllegalStateException("a worker failed", e.getCause());
      }
    }

    private void checkDeadline() {
      if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0) {
        throw new DeadlineException();
      }
    }

    void finish() throws InterruptedException {
      flush();
      while (!inFlight.isEmpty()) {
        deliverFirst(inFlight);
      }
      checkDeadline();
    }

    ScanSummary summary(boolean timedOut) {
      return delivery.summary(timedOut);
    }

    @Override
    public void close() {
      if (pool != null) {
        pool.shutdownNow();
      }
      if (heap != null) {
        heap.interrupt();
      }
    }
  }

  private static ExecutorService newPool(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "scan-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
