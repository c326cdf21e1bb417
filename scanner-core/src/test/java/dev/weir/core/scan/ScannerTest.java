package dev.weir.core.scan;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.TestRules;
import dev.weir.core.detect.DetectionListener;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingBuilder;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests order, counts and ends of a scan, on one thread and on several. */
@Timeout(value = 60, unit = SECONDS)
class ScannerTest {
  private static final RuleSet RULES =
      TestRules.of(
          """
          [[rules]]
          id = 'tok'
          regex = 'tok_[0-9]+'
          keywords = ['tok_']
          """);

  private static Fragment text(String path, String content) {
    return new Fragment(path, "", Content.of(content), 1, null);
  }

  private static Fragment added(String sha, String path, String content, boolean reported) {
    CommitInfo commit = new CommitInfo(sha, "a", "e", "d", "m");
    return new Fragment(path, "", Content.of(content), 1, commit).withReported(reported);
  }

  private static ScanOptions threads(int count) {
    return ScanOptions.defaults().withThreads(count);
  }

  private static ScanSummary scan(Source source, int threads, ScanListener listener)
      throws InterruptedException {
    return new Scanner(RULES, threads(threads)).scan(source, listener);
  }

  /** Returns a text of this many bytes without a secret. */
  private static String filler(int bytes) {
    return "0123456789abcde\n".repeat(bytes / 16);
  }

  /** Pushes everything that a source can push, in small parts and in large ones. */
  private static final Source MIXED =
      sink -> {
        for (int i = 0; i < 120; i++) {
          int number = i;
          sink.fragment(text("loose" + i, "tok_1" + i));
          if (i % 7 == 0) {
            sink.unread(new Unread("u" + i, "gone"));
          }
          sink.part(Part.of(part -> small(number, part)));
          if (i % 11 == 0) {
            sink.skipped(new Skip("s" + i, SkipReason.EMPTY, "it has no bytes"));
          }
          if (i % 40 == 20) {
            sink.part(Part.of(part -> large(number, part)));
          }
          sink.read(Source.Unit.BLOB);
        }
      };

  private static void small(int number, Source.Sink sink) throws InterruptedException {
    sink.fragment(text("file" + number, "a\ntok_2" + number + "\n tok_3" + number));
    sink.skipped(new Skip("in" + number, SkipReason.BINARY, "it is binary"));
    if (number % 5 == 0) {
      sink.unread(new Unread("bad" + number, UnreadReason.MISSING, "it is missing"));
    }
    sink.part(Part.of(inner -> inner.fragment(text("inner" + number, "tok_4" + number))));
    sink.read(Source.Unit.FILE);
  }

  private static void large(int number, Source.Sink sink) throws InterruptedException {
    for (int i = 0; i < 12; i++) {
      String path = "large" + number + "/" + i;
      sink.fragment(text(path, filler(60_000) + "tok_5" + i));
      sink.skipped(new Skip(path, SkipReason.SYMLINK, "links are not followed"));
      sink.unread(new Unread(path, "it ends too early"));
      sink.read(Source.Unit.FILE);
    }
  }

  private static List<String> expectedOfMixed() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      lines.add("found loose" + i + ":tok:1 tok_1" + i);
      if (i % 7 == 0) {
        lines.add("unread u" + i + " UNREADABLE gone");
      }
      lines.add("found file" + i + ":tok:2 tok_2" + i);
      lines.add("found file" + i + ":tok:3 tok_3" + i);
      lines.add("skipped in" + i + " BINARY it is binary");
      if (i % 5 == 0) {
        lines.add("unread bad" + i + " MISSING it is missing");
      }
      lines.add("found inner" + i + ":tok:1 tok_4" + i);
      if (i % 11 == 0) {
        lines.add("skipped s" + i + " EMPTY it has no bytes");
      }
      if (i % 40 == 20) {
        for (int k = 0; k < 12; k++) {
          lines.add("found large" + i + "/" + k + ":tok:3751 tok_5" + k);
          lines.add("skipped large" + i + "/" + k + " SYMLINK links are not followed");
          lines.add("unread large" + i + "/" + k + " UNREADABLE it ends too early");
        }
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void resultsComeInTheOrderOfTheSource(int threads) throws Exception {
    RecordingListener listener = new RecordingListener();
    ScanSummary summary = scan(MIXED, threads, listener);
    assertThat(listener.lines()).containsExactlyElementsOf(expectedOfMixed());
    assertThat(summary.findings()).isEqualTo(4 * 120 + 3 * 12);
    assertThat(summary.unreadable()).isEqualTo(18 + 24 + 3 * 12);
    assertThat(summary.isComplete()).isFalse();
    assertThat(summary.timedOut()).isFalse();
    assertThat(summary.commits()).isZero();
    assertThat(summary.units())
        .isEqualTo(Map.of(Source.Unit.BLOB, 120L, Source.Unit.FILE, 120L + 36));
    assertThat(listener.progressBytes()).isEqualTo(summary.bytes());
    assertThat(listener.progressFindings()).isEqualTo(summary.findings());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void bytesAndCommitsAreCounted(int threads) throws Exception {
    RecordingListener listener = new RecordingListener();
    ScanSummary summary =
        scan(
            sink -> {
              for (String sha : List.of("c1", "c2", "c3")) {
                sink.part(
                    Part.of(
                        part -> {
                          part.fragment(added(sha, "a", "12345", true));
                          part.fragment(added(sha, "b", "123", true));
                          part.read(Source.Unit.COMMIT);
                        }));
              }
              sink.fragment(text("c", "12"));
            },
            threads,
            listener);
    assertThat(summary)
        .isEqualTo(new ScanSummary(3, 26, 0, 0, false, Map.of(Source.Unit.COMMIT, 3L)));
    assertThat(summary.isComplete()).isTrue();
    assertThat(summary.read(Source.Unit.COMMIT)).isEqualTo(3);
    assertThat(summary.read(Source.Unit.FILE)).isZero();
    assertThat(listener.lines()).isEmpty();
    assertThat(listener.progressCommits()).isEqualTo(3);
    assertThat(listener.progressBytes()).isEqualTo(26);
  }

  @Test
  void aSmallScanStartsNoThread() throws Exception {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    Source source =
        sink -> {
          for (int i = 0; i < 20; i++) {
            sink.part(Part.of(part -> workers.add(Thread.currentThread())));
          }
        };
    scan(source, 8, new RecordingListener());
    assertThat(workers).containsExactly(Thread.currentThread());
  }

  @Test
  void oneThreadStartsNoOther() throws Exception {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    Source source =
        sink -> {
          for (int i = 0; i < 200; i++) {
            sink.part(
                Part.of(
                    part -> {
                      workers.add(Thread.currentThread());
                      part.fragment(text("a", filler(50_000)));
                    }));
          }
        };
    scan(source, 1, new RecordingListener());
    assertThat(workers).containsExactly(Thread.currentThread());
  }

  @Test
  void manyPartsAreReadOnSeveralThreadsAtTheSameTime() throws Exception {
    CountDownLatch together = new CountDownLatch(2);
    AtomicInteger met = new AtomicInteger();
    Source source =
        sink -> {
          for (int i = 0; i < 30; i++) {
            sink.part(Part.of(part -> {}));
          }
          for (int i = 0; i < 2; i++) {
            sink.part(
                Part.of(
                    part -> {
                      together.countDown();
                      if (together.await(30, SECONDS)) {
                        met.incrementAndGet();
                      }
                    }));
          }
        };
    scan(source, 2, new RecordingListener());
    assertThat(met).hasValue(2);
  }

  @Test
  void largePartsGoToOtherThreadsInPieces() throws Exception {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch other = new CountDownLatch(1);
    FragmentDetector detector =
        (fragment, out) -> {
          threads.add(Thread.currentThread().getName());
          if (Thread.currentThread().getName().startsWith("scan-")) {
            other.countDown();
          }
        };
    Source source = sink -> sink.part(Part.of(part -> large(1, part)));
    new Scanner(RULES, threads(2), () -> detector).scan(source, new RecordingListener());
    assertThat(other.getCount()).isZero();
    assertThat(threads).contains(Thread.currentThread().getName());
  }

  @Test
  void onlySoManyPartsAreInFlight() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger pushed = new AtomicInteger();
    AtomicBoolean waited = new AtomicBoolean();
    Source source =
        sink -> {
          for (int i = 0; i < 400; i++) {
            int number = i;
            pushed.incrementAndGet();
            sink.part(
                Part.of(
                    part -> {
                      if (number == 24) {
                        waited.set(go.await(30, SECONDS));
                      }
                    }));
          }
        };
    Thread thread = new Thread(() -> quietly(source, 2));
    thread.start();
    // 24 on the scanning thread, 2 * 32 in flight, and the one that waits for room
    while (pushed.get() < 24 + 64 + 1) {
      Thread.onSpinWait();
    }
    Thread.sleep(200);
    assertThat(pushed).hasValue(24 + 64 + 1);
    go.countDown();
    thread.join();
    assertThat(waited).isTrue();
    assertThat(pushed).hasValue(400);
  }

  private static void quietly(Source source, int threads) {
    try {
      scan(source, threads, new RecordingListener());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theTimeLimitEndsAScanThatIsNotComplete(int threads) throws Exception {
    RecordingListener listener = new RecordingListener();
    Source source =
        sink -> {
          sink.part(Part.of(part -> part.fragment(text("a", "tok_1"))));
          while (true) {
            sink.part(Part.of(part -> Thread.sleep(5)));
          }
        };
    ScanSummary summary =
        new Scanner(RULES, threads(threads).withTimeoutSeconds(3)).scan(source, listener);
    assertThat(summary.timedOut()).isTrue();
    assertThat(summary.isComplete()).isFalse();
    assertThat(summary.findings()).isEqualTo(1);
    assertThat(listener.lines()).containsExactly("found a:tok:1 tok_1");
  }

  @Test
  void theTimeLimitEndsAPartThatHangs() throws Exception {
    Source source =
        sink -> {
          for (int i = 0; i < 30; i++) {
            sink.part(Part.of(part -> {}));
          }
          sink.part(Part.of(part -> new CountDownLatch(1).await()));
        };
    ScanSummary summary =
        new Scanner(RULES, threads(2).withTimeoutSeconds(1)).scan(source, new RecordingListener());
    assertThat(summary.timedOut()).isTrue();
  }

  @Test
  void aScanThatEndsInTimeIsComplete() throws Exception {
    ScanSummary summary =
        new Scanner(RULES, threads(2).withTimeoutSeconds(1_000))
            .scan(sink -> sink.fragment(text("a", "b")), new RecordingListener());
    assertThat(summary.timedOut()).isFalse();
    assertThat(summary.isComplete()).isTrue();
  }

  @Test
  void whatIsLeftWhenTheSourceEndsTooLateIsATimeout() throws Exception {
    ScanSummary summary =
        new Scanner(RULES, threads(1).withTimeoutSeconds(1))
            .scan(sink -> Thread.sleep(1_200), new RecordingListener());
    assertThat(summary.timedOut()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aSourceThatFailsFailsTheScan(int threads) {
    Source source =
        sink -> {
          throw new SourceException("nothing is here", null);
        };
    assertThatThrownBy(() -> scan(source, threads, new RecordingListener()))
        .isInstanceOf(SourceException.class)
        .hasMessage("nothing is here");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aWorkerThatFailsFailsTheScan(int threads) {
    assertThatThrownBy(() -> scan(failing(new IllegalStateException("odd")), threads, f -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("odd");
    assertThatThrownBy(() -> scan(failing(new StackOverflowError("deep")), threads, f -> {}))
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("deep");
  }

  private static Source failing(Throwable failure) {
    return sink -> {
      for (int i = 0; i < 30; i++) {
        sink.part(Part.of(part -> {}));
      }
      sink.part(
          Part.of(
              part -> {
                if (failure instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) failure;
              }));
    };
  }

  @Test
  void aListenerThatFailsFailsTheScan() {
    ScanListener listener =
        finding -> {
          throw new IllegalStateException("full disk");
        };
    assertThatThrownBy(() -> scan(MIXED, 2, listener)).hasMessage("full disk");
  }

  @Test
  void aWorkerThatIsInterruptedFailsTheScan() {
    Source source =
        sink -> {
          for (int i = 0; i < 30; i++) {
            sink.part(Part.of(part -> {}));
          }
          sink.part(
              Part.of(
                  part -> {
                    throw new InterruptedException("stop");
                  }));
        };
    assertThatThrownBy(() -> scan(source, 2, new RecordingListener()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a worker failed")
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptedScanEnds(int threads) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> scan(MIXED, threads, new RecordingListener()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anInterruptDuringANoteIsNotLost() {
    Source source =
        sink -> {
          sink.fragment(text("a", "tok_1"));
          Thread.currentThread().interrupt();
          sink.unread(new Unread("b", "gone"));
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
          sink.part(Part.of(part -> part.fragment(text("c", "tok_2"))));
        };
    assertThatThrownBy(() -> scan(source, 1, new RecordingListener()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void workersEndWithTheScan() throws Exception {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    CountDownLatch hang = new CountDownLatch(1);
    Source source =
        sink -> {
          for (int i = 0; i < 60; i++) {
            sink.part(Part.of(part -> workers.add(Thread.currentThread())));
          }
          sink.part(Part.of(part -> hang.await()));
        };
    new Scanner(RULES, threads(2).withTimeoutSeconds(1)).scan(source, new RecordingListener());
    workers.remove(Thread.currentThread());
    assertThat(workers).isNotEmpty();
    for (Thread worker : workers) {
      assertThat(worker.isDaemon()).isTrue();
      worker.join(30_000);
      assertThat(worker.isAlive()).isFalse();
    }
  }

  @Test
  void eachWorkerHasADetectorOfItsOwn() throws Exception {
    Map<FragmentDetector, Set<Thread>> users = new ConcurrentHashMap<>();
    Source source =
        sink -> {
          for (int i = 0; i < 400; i++) {
            sink.part(Part.of(part -> part.fragment(text("a", "b"))));
          }
        };
    new Scanner(
            RULES,
            threads(4),
            () ->
                new FragmentDetector() {
                  @Override
                  public void detect(Fragment fragment, DetectionListener out) {
                    users
                        .computeIfAbsent(this, me -> ConcurrentHashMap.newKeySet())
                        .add(Thread.currentThread());
                  }
                })
        .scan(source, new RecordingListener());
    assertThat(users).hasSizeBetween(2, 5);
    assertThat(users.values()).allSatisfy(threads -> assertThat(threads).hasSize(1));
  }

  /** Finds the path of each fragment, and hides that path in findings of rules. */
  private static final class PathDetector implements FragmentDetector {
    @Override
    public void detect(Fragment fragment, DetectionListener out) {
      out.found(new FindingBuilder().rule("path").path(fragment.path()).secret("p").build());
    }

    @Override
    public Finding masked(Finding finding) {
      return finding.withTexts(finding.line(), finding.match(), Content.of("masked"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anotherDetectorReadsTextAndBinaryFiles(int threads) throws Exception {
    RecordingListener listener = new RecordingListener();
    Source source =
        sink -> {
          sink.fragment(text("a", "tok_1"));
          sink.binary(() -> text("b.bin", "tok_2"));
          sink.part(
              Part.of(
                  part -> {
                    part.binary(() -> text("c.bin", "tok_3"));
                    for (int i = 0; i < 5; i++) {
                      part.fragment(text("d" + i, filler(60_000)));
                    }
                    part.binary(() -> text("e.bin", "tok_4"));
                  }));
        };
    new Scanner(RULES, threads(threads), PathDetector::new).scan(source, listener);
    assertThat(listener.lines())
        .containsExactly(
            "found a:tok:1 masked",
            "found a:path:3 masked",
            "found b.bin:path:3 masked",
            "found c.bin:path:3 masked",
            "found d0:path:3 masked",
            "found d1:path:3 masked",
            "found d2:path:3 masked",
            "found d3:path:3 masked",
            "found d4:path:3 masked",
            "found e.bin:path:3 masked");
  }

  @Test
  void withoutAnotherDetectorNobodyMakesTheFragmentOfABinaryFile() throws Exception {
    RecordingListener listener = new RecordingListener();
    Source source =
        sink -> {
          sink.binary(
              () -> {
                throw new AssertionError("made");
              });
          sink.part(
              Part.of(
                  part ->
                      part.binary(
                          () -> {
                            throw new AssertionError("made");
                          })));
        };
    assertThat(scan(source, 1, listener).isComplete()).isTrue();
    assertThat(listener.lines()).isEmpty();
  }
}
