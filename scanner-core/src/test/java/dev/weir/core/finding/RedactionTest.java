package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static Finding finding(String line, String match, String secret, String message) {
    return new FindingBuilder()
        .texts(line, match, secret)
        .commit(new CommitInfo("sha", "a", "e", "d", message))
        .build();
  }

  @Test
  void hidesTheSecretInTheMessageToo() {
    Finding masked = Redaction.redact(finding("k=abc;", "k=abc", "abc", "add abc"), 100);
    assertThat(masked.line().text()).isEqualTo("k=REDACTED;");
    assertThat(masked.match().text()).isEqualTo("k=REDACTED");
    assertThat(masked.commit()).isEqualTo(new CommitInfo("sha", "a", "e", "d", "add REDACTED"));
  }

  @Test
  void hidesTheWholeMatchIfNoGroupIsTheSecret() {
    Finding masked = Redaction.redact(finding("u=bob:pass;", "u=bob:pass", "bob", "m"), 100, true);
    assertThat(masked.line().text()).isEqualTo("REDACTED;");
    assertThat(masked.match().text()).isEqualTo("REDACTED");
    assertThat(masked.secret().text()).isEqualTo("REDACTED");
  }

  @Test
  void hidesTheSecretOutsideOfAWhollyMaskedMatchToo() {
    Finding found = finding("bob u=bob:pass bob", "u=bob:pass", "bob", "m");
    Finding masked = Redaction.redact(found, 100, true);
    assertThat(masked.line().text()).isEqualTo("REDACTED REDACTED REDACTED");
  }

  @Test
  void hidesTheLineOfASecretThatOccursInItEncoded() {
    Finding masked = Redaction.redact(finding("k=YWJj", "k=abc", "abc", "m"), 100);
    assertThat(masked.line().text()).isEqualTo("REDACTED");
    assertThat(masked.match().text()).isEqualTo("k=REDACTED");
  }

  @Test
  void leavesTheEmptyLineOfAFindingWithoutOne() {
    Finding masked = Redaction.redact(finding("", "k=abc", "abc", "m"), 100);
    assertThat(masked.line().text()).isEmpty();
  }

  /** As gitleaks: the number of kept bytes is rounded half to even. */
  @ParameterizedTest
  @CsvSource({
    "1, abcdefghij...",
    "20, abcdefgh...",
    "45, abcdef...",
    "50, abcde...",
    "75, ab...",
    "80, ab...",
    "99, ...",
    "100, REDACTED",
    "150, REDACTED"
  })
  void hidesTheRequestedPercentage(int percent, String mask) {
    Finding found = finding("k=abcdefghij;", "k=abcdefghij", "abcdefghij", "see abcdefghij!");
    Finding masked = Redaction.redact(found, percent);
    assertThat(masked.secret().text()).isEqualTo(mask);
    assertThat(masked.match().text()).isEqualTo("k=" + mask);
    assertThat(masked.line().text()).isEqualTo("k=" + mask + ";");
    assertThat(masked.commit()).isNotNull();
    assertThat(masked.commit().message()).isEqualTo("see " + mask + "!");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void hidesNothingIfNotRequested(int percent) {
    Finding found = finding("k=abc", "k=abc", "abc", "abc");
    assertThat(Redaction.redact(found, percent)).isSameAs(found);
    assertThat(Redaction.redact(found, percent, true)).isSameAs(found);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, X",
    "abcabc, XX",
    "abcabcd, XXd",
    "-abc-abc-, -X-X-",
    "aabcc, aXc",
    "ab abc ab, ab X ab",
    "ababc, abX"
  })
  void hidesEveryOccurrenceAndNothingElse(String text, String masked) {
    Finding found = finding(text, text, "abc", text);
    Finding hidden = Redaction.redact(found, 100);
    String expected = masked.replace("X", "REDACTED");
    assertThat(hidden.line().text()).isEqualTo(expected);
    assertThat(hidden.match().text()).isEqualTo(expected);
    assertThat(hidden.commit()).isNotNull();
    assertThat(hidden.commit().message()).isEqualTo(expected);
  }

  @Test
  void cutsBytesAndNotCharacters() {
    // é and ü are two bytes each: two of four bytes are kept, then one of four
    assertThat(Redaction.redact(finding("éü", "éü", "éü", "m"), 50).secret().text())
        .isEqualTo("é...");
    byte[] first = {"é".getBytes(StandardCharsets.UTF_8)[0], '.', '.', '.'};
    Content cut = Redaction.redact(finding("[éü]", "éü", "éü", "m"), 75).secret();
    assertThat(cut.bytes()).isEqualTo(first);
  }

  @Test
  void findsASecretAmongOtherBytesOfManyByteCharacters() {
    Finding masked = Redaction.redact(finding("ß=日本語;€", "ß=日本語", "日本語", "m"), 100);
    assertThat(masked.line().text()).isEqualTo("ß=REDACTED;€");
    assertThat(masked.match().text()).isEqualTo("ß=REDACTED");
  }

  /** As gitleaks, whose library replaces the empty text before each character and at the end. */
  @Test
  void anEmptySecretIsReplacedBetweenAllCharacters() {
    Finding masked = Redaction.redact(finding("aé", "a", "", "m"), 100);
    assertThat(masked.line().text()).isEqualTo("REDACTEDaREDACTEDéREDACTED");
    assertThat(masked.match().text()).isEqualTo("REDACTEDaREDACTED");
    assertThat(masked.secret().text()).isEqualTo("REDACTED");
    assertThat(masked.commit()).isNotNull();
    assertThat(masked.commit().message()).isEqualTo("m");
    assertThat(Redaction.redact(finding("aé", "a", "", "m"), 50).secret().text()).isEmpty();
  }

  @Test
  void aFindingWithoutACommitHasNoMessageToHideItIn() {
    Finding masked = Redaction.redact(new FindingBuilder().build(), 100);
    assertThat(masked.commit()).isNull();
    assertThat(masked.line().text()).isEqualTo("key=REDACTED");
  }

  @Test
  void theDigestStays() {
    Finding found = new FindingBuilder().build();
    Finding masked = Redaction.redact(found, 100);
    assertThat(masked.secretDigest()).isEqualTo(found.secretDigest());
    assertThat(masked.fingerprint()).isEqualTo(found.fingerprint());
    assertThat(Redaction.redact(masked, 100).secretDigest()).isEqualTo(found.secretDigest());
  }
}
