package dev.weir.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.TestRules;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the summary of a part that is stored for the next scan, and the scan of a part with such a
 * summary.
 */
class PartScanTest {
  private static final RuleSet RULES =
      TestRules.of(
          """
          [[rules]]
          id = 'tok'
          regex = 'tok_[0-9]+'
          [[rules.allowlists]]
          stopwords = ['tok_0']

          [[rules]]
          id = 'pair'
          regex = 'pair'
          [[rules.required]]
          id = 'tok'

          [[allowlists]]
          paths = ['^vendor/']
          """);
  private static final Skip SKIP = new Skip("s", SkipReason.BINARY, "it is binary");

  private final RecordingListener listener = new RecordingListener();
  private final List<@Nullable PartSummary> kept = new ArrayList<>();

  private static Fragment added(String sha, String path, String content) {
    CommitInfo commit = new CommitInfo(sha, "a", "e", "d", "m");
    return new Fragment(path, "", Content.of(content), 1, commit);
  }

  private ScanSummary scan(int threads, Source source) throws InterruptedException {
    ScanOptions options =
        ScanOptions.defaults()
            .withThreads(threads)
            .withDetect(DetectOptions.defaults().withMaxTargetMegabytes(1));
    return new Scanner(RULES, options).scan(source, listener);
  }

  private void keep(int threads, Source part) throws InterruptedException {
    scan(threads, sink -> sink.part(Part.of(part, kept::add)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aPartWithoutFindingsIsKept(int threads) throws Exception {
    keep(
        threads,
        part -> {
          part.fragment(added("c1", "a", "12345"));
          part.skipped(SKIP);
          part.fragment(added("c1", "b", "tok_0"));
          part.fragment(added("c1", "vendor/x", "tok_1"));
          part.fragment(added("c1", "vendor/x", "tok_2"));
          part.fragment(added("c1", "vendor/y", "tok_2"));
          part.read(Source.Unit.COMMIT);
          part.read(Source.Unit.BLOB);
          part.read(Source.Unit.BLOB);
        });
    String why = "a global allowlist names it";
    assertThat(kept)
        .containsExactly(
            new PartSummary(
                1,
                25,
                Map.of(Source.Unit.COMMIT, 1L, Source.Unit.BLOB, 2L),
                List.of(
                    SKIP,
                    new Skip("c1:vendor/x", SkipReason.ALLOWLISTED_PATH, why),
                    new Skip("c1:vendor/y", SkipReason.ALLOWLISTED_PATH, why))));
    assertThat(listener.lines()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aPartWithAFindingIsReadAgain(int threads) throws Exception {
    keep(threads, part -> part.fragment(added("c1", "a", "tok_1")));
    assertThat(kept).containsExactly((PartSummary) null);
  }

  @Test
  void aPartWithSomethingUnreadIsReadAgain() throws Exception {
    keep(1, part -> part.unread(new Unread("a", "gone")));
    keep(
        1,
        part -> {
          part.skipped(SKIP);
          part.unread(new Unread("a", "gone"));
        });
    assertThat(kept).containsExactly(null, null);
  }

  @Test
  void aPartWhoseRuleLacksAnotherIsReadAgain() throws Exception {
    ScanOptions options = ScanOptions.defaults();
    new Scanner(RULES.only(List.of("pair")), options)
        .scan(
            sink -> sink.part(Part.of(part -> part.fragment(added("c", "a", "pair")), kept::add)),
            listener);
    assertThat(listener.lines()).containsExactly("missing tok for a");
    assertThat(kept).containsExactly((PartSummary) null);
  }

  @Test
  void aPartWithAFindingInOneOfItsPiecesIsReadAgain() throws Exception {
    for (int finding = 0; finding < 8; finding++) {
      int which = finding;
      keep(
          2,
          part -> {
            for (int i = 0; i < 8; i++) {
              String text = "x".repeat(80_000) + (i == which ? "\ntok_1" : "");
              part.fragment(added("c1", "f" + i, text));
            }
          });
    }
    assertThat(kept).hasSize(8).containsOnlyNulls();
  }

  @Test
  void skipsOfPiecesAreKeptInOrder() throws Exception {
    List<Skip> skips = new ArrayList<>();
    keep(
        2,
        part -> {
          for (int i = 0; i < 8; i++) {
            part.fragment(added("c1", "f" + i, "x".repeat(80_000)));
            part.skipped(new Skip("s" + i, SkipReason.EMPTY, "e"));
          }
        });
    for (int i = 0; i < 8; i++) {
      skips.add(new Skip("s" + i, SkipReason.EMPTY, "e"));
    }
    assertThat(kept).containsExactly(new PartSummary(1, 640_000, Map.of(), skips));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void keepersAreCalledInOrder(int threads) throws Exception {
    List<Integer> order = new ArrayList<>();
    scan(
        threads,
        sink -> {
          for (int i = 0; i < 100; i++) {
            int number = i;
            sink.part(Part.of(part -> {}, made -> order.add(number)));
          }
        });
    assertThat(order).hasSize(100).isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRecordedPartHasTheSameResultAtItsTurn(int threads) throws Exception {
    PartSummary summary = new PartSummary(2, 1_000, Map.of(Source.Unit.COMMIT, 3L), List.of(SKIP));
    ScanSummary result =
        scan(
            threads,
            sink -> {
              sink.part(Part.recorded(summary));
              for (int i = 0; i < 30; i++) {
                sink.part(Part.of(part -> Thread.sleep(1)));
              }
              sink.part(Part.of(part -> part.fragment(added("c1", "a", "tok_1"))));
              sink.part(Part.recorded(summary));
              sink.fragment(added("c2", "b", "tok_2"));
              sink.part(Part.recorded(summary));
              sink.part(Part.of(part -> part.part(Part.recorded(summary))));
            });
    assertThat(listener.lines())
        .containsExactly(
            "skipped s BINARY it is binary",
            "found c1:a:tok:1 tok_1",
            "skipped s BINARY it is binary",
            "found c2:b:tok:1 tok_2",
            "skipped s BINARY it is binary",
            "skipped s BINARY it is binary");
    assertThat(result.commits()).isEqualTo(4 * 2 + 2);
    assertThat(result.bytes()).isEqualTo(4 * 1_000 + 2 * 5);
    assertThat(result.read(Source.Unit.COMMIT)).isEqualTo(12);
    assertThat(result.isComplete()).isTrue();
  }

  @Test
  void aFileThatIsSkippedIsNamedOnceForEachVersion() throws Exception {
    Fragment large = new Fragment("l", "", Content.of("x".repeat(2_000_000)), 1, null);
    scan(
        1,
        sink ->
            sink.part(
                Part.of(
                    part -> {
                      part.fragment(large);
                      part.fragment(large);
                      part.fragment(added("c1", "l", "x".repeat(2_000_000)));
                      part.fragment(added("c2", "l", "x".repeat(2_000_000)));
                      part.fragment(added("c2", "l", "x".repeat(2_000_000)));
                    })));
    assertThat(listener.lines())
        .containsExactly(
            "skipped l TOO_LARGE max_size=1MB",
            "skipped c1:l TOO_LARGE max_size=1MB",
            "skipped c2:l TOO_LARGE max_size=1MB");
  }

  @Test
  void commitsWithTextAreCountedOnceInARow() throws Exception {
    ScanSummary summary =
        scan(
            1,
            sink ->
                sink.part(
                    Part.of(
                        part -> {
                          part.fragment(added("c1", "a", "x"));
                          part.fragment(added("c1", "b", "x"));
                          part.fragment(added("", "b", "x"));
                          part.fragment(new Fragment("b", "", Content.of("x"), 1, null));
                          part.fragment(added("c2", "b", "x"));
                        })));
    assertThat(summary.commits()).isEqualTo(2);
  }
}
