package dev.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.redact.Redaction;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class SecretFingerprintProperties {
  private static Finding finding(String rule, String secret, String path, int line, String sha) {
    return new Finding(
        rule,
        "",
        path,
        "",
        new CommitInfo(sha, "a", "e", "d", "m"),
        new Location(line, line, 1, 2),
        Content.of(secret),
        Content.of(secret),
        Content.of(secret),
        1,
        List.of(),
        "",
        List.of(),
        Region.FILE,
        "",
        Confidence.UNKNOWN);
  }

  /** A secret has the same fingerprint in every place. */
  @Property(tries = 300)
  void placesDoNotCount(Draw draw) {
    String secret = draw.text(1, 40);
    String path = draw.text(0, 40, 'A', 'z');
    String other = draw.text(0, 40, 'A', 'z');
    int line = draw.number(1, Integer.MAX_VALUE);
    String sha = draw.text(0, 40, 'A', 'z');
    String one = SecretFingerprint.of(finding("r", secret, path, line, sha), "");
    Finding moved = finding("r", secret, other, line / 2, sha + "x");
    assertThat(SecretFingerprint.of(moved, "")).isEqualTo(one).hasSize(32);
    // A short text may occur in a digest by chance.
    assertThat(secret.length() >= 8 && one.contains(secret)).isFalse();
    assertThat(SecretFingerprint.of(Redaction.hide(moved), "")).isEqualTo(one);
    assertThat(SecretFingerprint.of(moved, "key")).isNotEqualTo(one);
  }

  /** Different secrets, and different rules on one secret, have different fingerprints. */
  @Property(tries = 300)
  void secretsAndRulesHaveDifferentFingerprints(Draw draw) {
    List<String> rules = draw.list(0, 30, () -> draw.text(0, 6));
    List<String> secrets = draw.list(0, 30, () -> draw.text(1, 6));
    Map<String, String> owners = new HashMap<>();
    for (String rule : rules) {
      for (String secret : secrets) {
        Content bytes = Content.of(secret);
        String owner = rule.length() + ":" + Content.of(rule).text() + bytes.text();
        String print = SecretFingerprint.of(finding(rule, secret, "p", 1, "s"), "");
        assertThat(owners.getOrDefault(print, owner)).isEqualTo(owner);
        owners.put(print, owner);
      }
    }
    assertThat(owners.values()).doesNotHaveDuplicates();
  }
}
