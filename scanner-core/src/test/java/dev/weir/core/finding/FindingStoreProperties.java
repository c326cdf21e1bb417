package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.redact.Redaction;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingStoreProperties {
  @Property(tries = 60)
  void whatIsKeptIsReadBack(Draw draw) throws Exception {
    List<Finding> findings = draw.list(0, 60, () -> finding(draw));
    int inMemory = draw.number(0, 40);
    try (FindingStore store = new FindingStore(inMemory, SpillFile::temporary)) {
      List<FindingStore.Stored> wanted = new ArrayList<>();
      for (int i = 0; i < findings.size(); i++) {
        String reason = i % 3 == 0 ? "" : "reason " + i;
        store.add(findings.get(i), reason);
        wanted.add(new FindingStore.Stored(findings.get(i), reason));
        assertThat(store.get(i)).isEqualTo(wanted.get(i));
      }
      assertThat(store.size()).isEqualTo(findings.size());
      assertThat(store).containsExactlyElementsOf(wanted);
      assertThat(store).containsExactlyElementsOf(wanted);
    }
  }

  @Property(tries = 3)
  void anyPlaceIsFound(Draw draw) throws Exception {
    List<Finding> findings = draw.list(1, 60, () -> finding(draw));
    try (FindingStore store = new FindingStore(10, SpillFile::temporary)) {
      for (int i = 0; i < 2_500; i++) {
        store.add(findings.get(i % findings.size()), String.valueOf(i));
      }
      for (int i : new int[] {0, 1, 999, 1000, 1001, 1999, 2000, 2499}) {
        assertThat(store.get(i).reason()).isEqualTo(String.valueOf(i));
        assertThat(store.get(i).finding()).isEqualTo(findings.get(i % findings.size()));
      }
    }
  }

  /** Two secrets never have the same digest, and masking does not change it. */
  @Property(tries = 500)
  void differentSecretsHaveDifferentDigests(Draw draw) {
    byte[] a = draw.bytes(255);
    byte[] b = draw.oneIn(4) ? a.clone() : draw.bytes(255);
    Finding one = finding("r", "p", Content.ofOwned(a), null, "x");
    Finding other = finding("other", "p", Content.ofOwned(b), null, "y");
    assertThat(one.secretDigest().equals(other.secretDigest()))
        .isEqualTo(one.secret().equals(other.secret()));
    assertThat(Redaction.hide(one).secretDigest()).isEqualTo(one.secretDigest());
    assertThat(Redaction.hide(one).withLink("l").secretDigest()).isEqualTo(one.secretDigest());
  }

  /** Without a secret, the path takes its place. */
  @Test
  void findingsWithoutASecretHaveTheDigestsOfTheirPaths() {
    Content none = Content.ofOwned(new byte[0]);
    Finding one = finding("r", "p", none, null, "x");
    assertThat(one.secretDigest())
        .isEqualTo(finding("r", "p", none, null, "y").secretDigest())
        .isNotEqualTo(finding("r", "q", none, null, "x").secretDigest())
        .isNotEqualTo(
            finding("r", "p", Content.ofOwned(new byte[] {'p'}), null, "x").secretDigest());
    assertThat(Redaction.hide(one).secretDigest()).isEqualTo(one.secretDigest());
  }

  private static Finding finding(Draw draw) {
    String a = whole(draw.text(0, 12));
    String b = whole(draw.text(0, 12));
    CommitInfo commit = draw.oneIn(3) ? null : new CommitInfo(a, b, a, b, a + b);
    return finding(
        whole(draw.text(0, 12)),
        whole(draw.text(0, 12)),
        Content.ofOwned(draw.bytes(255)),
        commit,
        whole(draw.text(0, 12)));
  }

  // A lone surrogate is not text, so paths and messages never contain one.
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static Finding finding(
      String rule, String path, Content secret, CommitInfo commit, String tag) {
    return new Finding(
        rule,
        "d",
        path,
        "",
        commit,
        new Location(1, 2, 3, 4),
        Content.of("line " + tag),
        Content.of("match"),
        secret,
        1.5f,
        List.of(tag, "t"),
        "",
        List.of(new RequiredFinding("other", 7, secret)),
        new Region(5, 6, 7, 8),
        "",
        Confidence.MEDIUM);
  }
}
