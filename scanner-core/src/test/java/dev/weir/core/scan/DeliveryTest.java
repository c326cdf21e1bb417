package dev.weir.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.TestRules;
import dev.weir.core.finding.Baseline;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingBuilder;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.finding.IgnoreFile;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ignored findings are neither reported nor counted, but named with their reason. */
class DeliveryTest {
  private static final RuleSet RULES =
      TestRules.of(
          """
          [[rules]]
          id = 'tok'
          regex = 'tok_[0-9]+'

          [[rules]]
          id = 'weak'
          regex = 'weak_(\\w+)'
          entropy = 3
          """);
  private static final IgnoreEntry ENTRY =
      IgnoreEntry.of(
          new FindingBuilder().rule("tok").secret("tok_2").build(),
          "0123456789abcdef",
          "",
          null,
          "ann",
          "a test");
  private static final Source TEXT =
      sink ->
          sink.fragment(
              new Fragment("a", "", Content.of("tok_1\ntok_2\ntok_3 weak_aaaa"), 1, null));

  private final RecordingListener listener = new RecordingListener();

  private ScanSummary scan(ScanOptions options) throws InterruptedException {
    return new Scanner(RULES, options).scan(TEXT, listener);
  }

  private static Baseline baseline(String secret) throws IOException {
    String json =
        "[{\"RuleID\":\"tok\",\"File\":\"a\",\"StartLine\":3,\"EndLine\":3,\"StartColumn\":2,"
            + "\"EndColumn\":6,\"Match\":\"%s\",\"Secret\":\"%s\",\"Entropy\":2.321928}]";
    return Baseline.read(new ByteArrayInputStream(json.formatted(secret, secret).getBytes(UTF_8)));
  }

  @Test
  void allIsReportedIfNothingIsIgnored() throws Exception {
    assertThat(scan(ScanOptions.defaults()).findings()).isEqualTo(3);
    assertThat(listener.lines())
        .containsExactly("found a:tok:1 tok_1", "found a:tok:2 tok_2", "found a:tok:3 tok_3");
  }

  @Test
  void eachWayToIgnoreHasItsReason() throws Exception {
    ScanSummary summary =
        scan(
            ScanOptions.defaults()
                .withIgnored(IgnoreFile.of(List.of("a:tok:1")), IgnoreEntries.of(List.of(ENTRY)))
                .withBaseline(baseline("tok_3")));
    assertThat(summary.findings()).isZero();
    assertThat(summary.isComplete()).isTrue();
    assertThat(listener.lines())
        .containsExactly(
            "dropped a:tok:1 an ignore file lists it",
            "dropped a:tok:2 an entry of .weirignore covers it: a test",
            "dropped a:tok:3 the baseline contains it");
  }

  @Test
  void aBaselineComparesTextsUnlessTheyAreRedacted() throws Exception {
    ScanOptions options = ScanOptions.defaults().withBaseline(baseline("tok_9"));
    assertThat(scan(options).findings()).isEqualTo(3);
    ScanOptions redacted = options.withBaseline(baseline("tok_9").withoutTexts());
    assertThat(scan(redacted).findings()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void candidatesThatRulesDropComeOnlyToThoseWhoWantThem(int threads) throws Exception {
    RecordingListener wants = new RecordingListener(true);
    new Scanner(RULES, ScanOptions.defaults().withThreads(threads)).scan(TEXT, wants);
    assertThat(wants.lines())
        .containsExactly(
            "dropped a:weak:3 entropy 0.0 is not above 3.0",
            "found a:tok:1 tok_1",
            "found a:tok:2 tok_2",
            "found a:tok:3 tok_3");
    scan(ScanOptions.defaults().withThreads(threads));
    assertThat(listener.lines()).noneMatch(line -> line.startsWith("dropped"));
  }

  private static Fragment merged(String sha) {
    CommitInfo commit = new CommitInfo(sha, "a", "e", "d", "m");
    return new Fragment("a", "", Content.of("x\ntok_1"), 1, commit).withReported(false);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFindingInAnUnrequestedMergeMakesTheScanIncomplete(int threads) throws Exception {
    ScanSummary summary =
        new Scanner(RULES, ScanOptions.defaults().withThreads(threads))
            .scan(
                sink -> {
                  for (int i = 0; i < 5; i++) {
                    // so large that pieces go to other threads
                    sink.fragment(
                        new Fragment("b" + i, "", Content.of("x".repeat(90_000)), 1, null));
                    sink.fragment(merged("c" + i));
                    sink.fragment(new Fragment("b" + i, "", Content.of("tok_2"), 1, null));
                  }
                },
                listener);
    assertThat(summary.findings()).isEqualTo(5);
    assertThat(summary.unreadable()).isEqualTo(5);
    assertThat(summary.isComplete()).isFalse();
    assertThat(listener.lines())
        .hasSize(10)
        .startsWith(
            "unread c0:a:2 MERGE a merge adds lines that rule tok matches", "found b0:tok:1 tok_2");
  }

  @Test
  void anIgnoredFindingInAMergeDoesNotCount() throws Exception {
    ScanOptions options =
        ScanOptions.defaults()
            .withIgnored(IgnoreFile.of(List.of("c1:a:tok:2")), IgnoreEntries.NONE);
    ScanSummary summary =
        new Scanner(RULES, options).scan(sink -> sink.fragment(merged("c1")), listener);
    assertThat(summary.isComplete()).isTrue();
    assertThat(listener.lines()).containsExactly("dropped c1:a:tok:2 an ignore file lists it");
  }

  @Test
  void aForwardingListenerPassesEverythingOn() throws Exception {
    RecordingListener to = new RecordingListener(true);
    RecordingListener direct = new RecordingListener(true);
    ScanOptions options =
        ScanOptions.defaults().withIgnored(IgnoreFile.of(List.of("a:tok:1")), IgnoreEntries.NONE);
    Source source =
        sink -> {
          TEXT.forEachFragment(sink);
          sink.unread(new Unread("u", "gone"));
          sink.skipped(new Skip("s", SkipReason.EMPTY, "empty"));
        };
    new Scanner(RULES, options).scan(source, direct);
    new Scanner(RULES, options).scan(source, new ForwardingListener(to) {});
    assertThat(to.lines()).isEqualTo(direct.lines()).hasSize(6);
    assertThat(to.progressBytes()).isEqualTo(direct.progressBytes()).isPositive();
    assertThat(to.progressFindings()).isEqualTo(2);
  }

  @Test
  void aForwardingListenerWantsWhatTheOtherWants() {
    ScanListener forwarding = new ForwardingListener(listener) {};
    assertThat(forwarding.wantsSuppressed()).isFalse();
    forwarding.onRequiredRuleMissing("a", "r");
    assertThat(listener.lines()).containsExactly("missing r for a");
  }

  @Test
  void aListenerNeedsOnlyFindings() throws Exception {
    List<Finding> found = new ArrayList<>();
    ScanListener least = found::add;
    assertThat(least.wantsSuppressed()).isFalse();
    new Scanner(RULES, ScanOptions.defaults()).scan(TEXT, least);
    assertThat(found).hasSize(3);
  }
}
