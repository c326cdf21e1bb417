package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectionListener;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import dev.weir.rules.DefaultRules;
import java.util.Base64;
import java.util.List;

/** Everything that the built-in rules find occurs in the text. */
final class DetectorFuzz implements FuzzTarget {
  private final Detector detector =
      new Detector(
          new RuleIndex(DefaultRules.ruleSet()),
          DetectOptions.defaults().withMaxDecodeDepth(3).withStrictChecks(true));

  @Override
  public List<byte[]> seeds() {
    // Written in parts, so that no scanner reports this file as a leak.
    String aws = "AKIA" + "Q3EGRZ7XN2LWVB4T";
    String slack = "xoxb" + "-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx";
    String key = "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "MIIEpAIBAAKCAQEAx1".repeat(9) + "\n";
    String text = "aws = \"" + aws + "\"\nslack: '" + slack + "' # gitleaks:allow\n";
    return List.of(
        text.getBytes(UTF_8),
        (key + "-----END RSA PRIVATE " + "KEY-----\n").getBytes(UTF_8),
        ("data: " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "\n")
            .getBytes(UTF_8),
        ("password = \"tr0ub4dor&3x!\"\r\nurl=https://jane:Hq7" + "zP0aW@example.com/é\n")
            .getBytes(UTF_8));
  }

  @Override
  public void run(byte[] input) {
    Content text = Content.ofOwned(input);
    long lines = 1;
    for (byte b : input) {
      lines += b == '\n' ? 1 : 0;
    }
    int last = (int) lines;
    Fragment fragment = new Fragment("src/a.py", "", text, 1, null);
    detector.detect(
        fragment,
        new DetectionListener() {
          @Override
          public void found(Finding finding) {
            assertThat(finding.location().startLine()).isBetween(1, last);
            assertThat(finding.location().endLine())
                .isBetween(finding.location().startLine(), last);
            assertThat(finding.location().startColumn()).isPositive();
            assertThat(finding.region().startLine()).isBetween(1, last);
            assertThat(finding.region().endLine()).isBetween(finding.region().startLine(), last);
            assertThat(finding.toString()).doesNotContain(finding.secret().text());
          }
        });
  }
}
