package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static Finding finding(String line, String match, String secret, String message) {
    return new Finding(
        "r",
        "",
        "p",
        "",
        new CommitInfo("sha", "a", "e", "d", message),
        Location.NONE,
        Content.of(line),
        Content.of(match),
        Content.of(secret),
        1,
        List.of(),
        "",
        List.of(),
        Region.FILE,
        "");
  }

  @Test
  void hidesTheSecretInTheMessageToo() {
    Finding masked = Redaction.redact(finding("k=abc;", "k=abc", "abc", "add abc"), 100);
    assertThat(masked.line().text()).isEqualTo("k=REDACTED;");
    assertThat(masked.match().text()).isEqualTo("k=REDACTED");
    assertThat(masked.commit().message()).isEqualTo("add REDACTED");
  }

  @Test
  void hidesAllOfTheMatchIfItIsNotSaidWhichGroupIsSecret() {
    Finding masked = Redaction.redact(finding("u=bob:pass;", "u=bob:pass", "bob", "m"), 100, true);
    assertThat(masked.line().text()).isEqualTo("REDACTED;");
    assertThat(masked.match().text()).isEqualTo("REDACTED");
    assertThat(masked.secret().text()).isEqualTo("REDACTED");
  }

  @Test
  void hidesTheLineOfASecretThatStandsInItEncoded() {
    Finding masked = Redaction.redact(finding("k=YWJj", "k=abc", "abc", "m"), 100);
    assertThat(masked.line().text()).isEqualTo("REDACTED");
    assertThat(masked.match().text()).isEqualTo("k=REDACTED");
  }

  @Test
  void asManyPercentAsAskedFor() {
    Finding finding = finding("k=abcdefghij", "k=abcdefghij", "abcdefghij", "m");
    assertThat(Redaction.redact(finding, 80).secret().text()).isEqualTo("ab...");
    assertThat(Redaction.redact(finding, 0)).isSameAs(finding);
  }
}
