package dev.weir.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectOptions.Selection;
import dev.weir.core.finding.Baseline;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreFile;
import dev.weir.core.finding.Links;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.source.Source;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScanOptionsTest {
  @Test
  void eachChangeLeavesTheRest() throws Exception {
    DetectOptions detect = DetectOptions.defaults().withMaxDecodeDepth(2);
    TargetPaths targets = new TargetPaths(List.of("a"));
    IgnoreFile ignore = IgnoreFile.of(List.of("a:b:1"));
    IgnoreEntries entries = IgnoreEntries.of(List.of());
    Baseline baseline =
        Baseline.read(new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8)));
    ScanOptions all = new ScanOptions(detect, 3, 7, targets, ignore, entries, baseline, true);
    ScanOptions made =
        ScanOptions.defaults()
            .withBaseline(baseline)
            .withIgnored(ignore, entries)
            .withTargets(targets)
            .withTimeoutSeconds(7)
            .withThreads(3)
            .withDetect(detect);
    assertThat(made).isEqualTo(all);
    ScanOptions again =
        made.withDetect(detect)
            .withThreads(3)
            .withTimeoutSeconds(7)
            .withTargets(targets)
            .withIgnored(ignore, entries)
            .withBaseline(baseline);
    assertThat(again).isEqualTo(all);
    assertThat(made.besidesOthers())
        .isEqualTo(new ScanOptions(detect, 3, 7, targets, ignore, entries, baseline, false));
  }

  @Test
  void theDefaultsIgnoreNothingAndHideNothing() {
    ScanOptions defaults = ScanOptions.defaults();
    assertThat(defaults.threads()).isEqualTo(1);
    assertThat(defaults.timeoutSeconds()).isZero();
    assertThat(defaults.ignore()).isSameAs(IgnoreFile.NONE);
    assertThat(defaults.entries()).isSameAs(IgnoreEntries.NONE);
    assertThat(defaults.baseline()).isSameAs(Baseline.NONE);
    assertThat(defaults.detect())
        .isEqualTo(
            new DetectOptions(
                5, 0, List.of("gitleaks"), List.of(), false, false, Selection.ALL, Links.NONE));
  }

  @Test
  void eachWayToDetectLeavesTheRest() {
    Links links = finding -> "link";
    Selection few = new Selection(false, Confidence.HIGH, false);
    DetectOptions all = new DetectOptions(2, 3, List.of(), List.of("a"), true, true, few, links);
    DetectOptions made =
        DetectOptions.defaults()
            .withLinks(links)
            .withSelection(few)
            .withSearchRejected(true)
            .withStrictChecks(true)
            .withOwnPaths(List.of("a"))
            .withAllowComments(List.of())
            .withMaxTargetMegabytes(3)
            .withMaxDecodeDepth(2);
    assertThat(made).isEqualTo(all);
    DetectOptions again =
        made.withMaxDecodeDepth(2)
            .withMaxTargetMegabytes(3)
            .withAllowComments(List.of())
            .withOwnPaths(List.of("a"))
            .withStrictChecks(true)
            .withSearchRejected(true)
            .withSelection(few)
            .withLinks(links);
    assertThat(again).isEqualTo(all);
  }

  @Test
  void aScanIsCompleteIfNothingIsUnreadAndTimeWasLeft() {
    Map<Source.Unit, Long> units = Map.of(Source.Unit.FILE, 2L);
    assertThat(new ScanSummary(1, 2, 3, 0, false, units).isComplete()).isTrue();
    assertThat(new ScanSummary(1, 2, 3, 1, false, units).isComplete()).isFalse();
    assertThat(new ScanSummary(1, 2, 3, 0, true, units).isComplete()).isFalse();
    assertThat(new ScanSummary(1, 2, 3, 1, true, units).isComplete()).isFalse();
    assertThat(new ScanSummary(1, 2, 3, 0, false, units).read(Source.Unit.FILE)).isEqualTo(2);
    assertThat(new ScanSummary(1, 2, 3, 0, false, units).read(Source.Unit.BLOB)).isZero();
  }
}
