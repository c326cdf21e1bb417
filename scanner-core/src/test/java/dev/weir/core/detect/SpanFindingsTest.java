package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanFindingsTest {
  @Test
  void aSpanHasItsLineAndShowsOnlyItsMask() {
    CommitInfo commit = new CommitInfo("c0ffee", "a", "e", "d", "m");
    Fragment fragment = new Fragment("f", "link", Content.of("x\nab s3cret cd\ny\n"), 7, null);
    SpanFindings.Span span = new SpanFindings(fragment, commit).span(5, 11);
    assertThat(span.lineFrom()).isEqualTo(1);
    assertThat(span.lineTo()).isEqualTo(14);
    Finding finding =
        span.finding("r", "d", Content.of("ab ***"), Content.of("***"), List.of("t"), "digest");
    assertThat(finding).hasToString("c0ffee:f:r:8");
    assertThat(finding.symlinkPath()).isEqualTo("link");
    assertThat(finding.region()).isEqualTo(new Region(8, 4, 8, 10));
    assertThat(finding.line().text()).isEqualTo("ab ***");
    assertThat(finding.match().text()).isEqualTo("***");
    assertThat(finding.secret().text()).isEqualTo("***");
    assertThat(finding.tags()).containsExactly("t");
    assertThat(finding.secretDigest()).isEqualTo("digest");
  }
}
