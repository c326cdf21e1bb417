package dev.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Redaction;
import dev.weir.core.finding.Region;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Positive;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

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
        "");
  }

  /** Wherever a secret goes, its fingerprint goes with it. */
  @Property(tries = 300, seed = "20261121")
  void placesDoNotCount(
      @ForAll @StringLength(min = 1, max = 40) String secret,
      @ForAll @AlphaChars String path,
      @ForAll @AlphaChars String other,
      @ForAll @Positive int line,
      @ForAll @AlphaChars String sha) {
    String one = SecretFingerprint.of(finding("r", secret, path, line, sha), "");
    Finding moved = finding("r", secret, other, line / 2, sha + "x");
    assertThat(SecretFingerprint.of(moved, ""))
        .isEqualTo(one)
        .hasSize(32)
        .doesNotContain(secret + secret);
    assertThat(SecretFingerprint.of(Redaction.redact(moved, 100), "")).isEqualTo(one);
    assertThat(SecretFingerprint.of(moved, "key")).isNotEqualTo(one);
  }

  /** Two secrets never share one, nor do two rules on one secret. */
  @Property(tries = 300, seed = "20261121")
  void secretsAndRulesAreToldApart(
      @ForAll @Size(max = 30) List<@StringLength(max = 6) String> rules,
      @ForAll @Size(max = 30) List<@StringLength(min = 1, max = 6) String> secrets) {
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
