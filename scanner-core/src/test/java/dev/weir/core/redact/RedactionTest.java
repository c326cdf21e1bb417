package dev.weir.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingBuilder;
import dev.weir.core.finding.RequiredFinding;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final String T1 = "tok_0123456789abcdef";
  private static final String T2 = "tok_fedcba9876543210";

  private static Finding finding(String line, String match, String secret, String message) {
    return new FindingBuilder()
        .texts(line, match, secret)
        .commit(new CommitInfo("sha", "a", "e", "d", message))
        .build();
  }

  private static Rule rule(String regex, int secretGroup) {
    return new Rule(
        "r",
        "d",
        Regex.of(regex),
        null,
        secretGroup,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        RuleMetadata.NONE);
  }

  private static RuleSet rules(Rule rule) {
    return new RuleSet(List.of(rule), List.of(), List.of());
  }

  /** Redacts a finding of a rule, in a run with further secrets. */
  private static Finding redacted(Finding finding, int percent, Rule rule, String... others) {
    return Redaction.of(percent, secrets(finding, rule, others), rules(rule)).of(finding);
  }

  private static RunSecrets secrets(Finding finding, Rule rule, String... others) {
    RunSecrets secrets = new RunSecrets();
    RunSecrets.of(finding, rule).forEach(secrets::add);
    for (String other : others) {
      secrets.add(Content.of(other));
    }
    return secrets;
  }

  private static Finding asGitleaks(Finding finding, int percent) {
    Rule rule = rule("(x)", 1);
    return Redaction.asGitleaks(percent, secrets(finding, rule), rules(rule)).of(finding);
  }

  @Test
  void hidesAllSecretsOfTheRunInAllFields() {
    Rule rule = rule("k=(.*)", 1);
    Finding finding =
        new FindingBuilder()
            .texts("k=" + T1 + " " + T2, "k=" + T1, T1)
            .path("dir/" + T2 + ".txt")
            .description("not " + T2)
            .tags("x", T2)
            .commit(new CommitInfo("sha", "by " + T1, T2 + "@x", "d", "rotate " + T2))
            .build()
            .withLink("https://x/" + T2)
            .withRequired(List.of(new RequiredFinding("q", 1, Content.of("other-secret"))));
    Finding shown = redacted(finding, 100, rule, T2);
    assertThat(shown.line().text()).isEqualTo("k=REDACTED REDACTED");
    assertThat(shown.match().text()).isEqualTo("k=REDACTED");
    assertThat(shown.path()).isEqualTo("dir/REDACTED.txt");
    assertThat(shown.description()).isEqualTo("not REDACTED");
    assertThat(shown.tags()).containsExactly("x", "REDACTED");
    assertThat(shown.commit())
        .isEqualTo(new CommitInfo("sha", "by REDACTED", "REDACTED@x", "d", "rotate REDACTED"));
    assertThat(shown.link()).isEqualTo("https://x/REDACTED");
    assertThat(shown.required().get(0).secret().text()).isEqualTo("REDACTED");
    assertThat(shown.secretDigest()).isEqualTo(finding.secretDigest());
  }

  @ParameterizedTest
  @CsvSource({
    // pattern, secretGroup, match, secret, shown
    "'k=(.*)', 0, k=abcdefgh, abcdefgh, REDACTED",
    "'k=(.*)', 1, k=abcdefgh, abcdefgh, k=REDACTED",
    "'(?:AKIA)([A-Z]{4})\\w*', 1, AKIAABCDEFGHIJ, ABCD, REDACTED",
    "'(ab).*', 1, ab:0123456789abcdef0, ab, REDACTED",
    "'k=.*', 0, k=abcdefgh, k=abcdefgh, REDACTED",
    "'(k)=(.*)', 0, k=abcdefgh, k, REDACTED",
  })
  void hidesTheMatchUnlessTheRuleNamesTheSecret(
      String pattern, int group, String match, String secret, String shown) {
    Finding finding = finding("x " + match + " y", match, secret, "has " + match);
    Finding masked = redacted(finding, 100, rule(pattern, group));
    assertThat(masked.match().text()).isEqualTo(shown);
    assertThat(masked.line().text()).isEqualTo("x " + shown + " y");
    assertThat(masked.commit()).isNotNull();
    assertThat(masked.commit().message()).isEqualTo("has " + shown);
    assertThat(masked.secret().text()).isEqualTo("REDACTED");
  }

  @Test
  void findsTheTokenOfAMatchInOtherTexts() {
    String id = "AKIA0123456789ABCDEF";
    Finding finding = finding("id = " + id, "id = " + id, "AKIA", "use " + id);
    Finding masked = redacted(finding, 100, rule("id = (A3T|AKIA)\\w+", 0));
    assertThat(masked.commit()).isNotNull();
    assertThat(masked.commit().message()).isEqualTo("use REDACTED");
  }

  @ParameterizedTest
  @CsvSource({"50, k=abcde...", "20, k=abcdefgh...", "100, REDACTED"})
  void aPartOfAMatchShowsNoMoreOfItsSecret(int percent, String shown) {
    String match = "k=abcdefghij and much more that is no secret";
    Finding finding = finding(match, match, "abcdefghij", "m");
    assertThat(redacted(finding, percent, rule("k=(\\w*).*", 0)).match().text()).isEqualTo(shown);
  }

  @Test
  void secretsThatOverlapAreHiddenTogether() {
    Finding finding = finding("abcdefgh-ijkl", "abcdefgh", "abcdefgh", "abcdefgh-ijkl");
    Finding masked = redacted(finding, 100, rule("abcdefgh", 0), "efgh-ijkl");
    assertThat(masked.line().text()).isEqualTo("REDACTED");
    Finding part = redacted(finding, 50, rule("abcdefgh", 0), "bcdefgh-ijkl");
    assertThat(part.line().text()).isEqualTo("abcd...");
  }

  @ParameterizedTest
  @CsvSource({
    // A word stays in the name of a file, and a short text in other findings' lines.
    "config, config/x, x=config, config/x, x=REDACTED",
    "c0nfig, c0nfig/x, x=c0nfig, REDACTED/x, x=REDACTED",
    "abc, abc/x, x=abc, abc/x, x=abc",
    "password1, password1/x, x=password1, REDACTED/x, x=REDACTED",
  })
  void namesKeepWords(String other, String path, String line, String shownPath, String shownLine) {
    Finding finding =
        new FindingBuilder().texts("s3cret " + line, "s3cret", "s3cret").path(path).build();
    Finding shown = redacted(finding, 100, rule("s3cret", 0), other);
    assertThat(shown.path()).isEqualTo(shownPath);
    assertThat(shown.line().text()).isEqualTo("REDACTED " + shownLine);
  }

  @Test
  void theLinesOfAKeyAreHiddenAlone() {
    String line = "MIIBVAIBADANBgkqhkiG9w0BAQEFAASC";
    String key = "-----BEGIN PRIVATE KEY-----\n" + line + "\n-----END PRIVATE KEY-----";
    Finding finding = finding(key, key, key, "-----BEGIN PRIVATE KEY-----\r\n  " + line);
    Finding shown = redacted(finding, 100, rule("(?s)---.*---", 0));
    assertThat(shown.commit()).isNotNull();
    assertThat(shown.commit().message()).isEqualTo("-----BEGIN PRIVATE KEY-----\r\n  REDACTED");
  }

  @Test
  void aFindingOfAPathKeepsItsPath() {
    Finding finding =
        new FindingBuilder().texts("", "file detected: a.txt", "").path("a.txt").build();
    Rule rule =
        new Rule(
            "r",
            "d",
            null,
            Regex.of("a"),
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            RuleMetadata.NONE);
    assertThat(redacted(finding, 100, rule).match().text()).isEqualTo("file detected: a.txt");
  }

  @Test
  void hidesTheLineOfASecretThatOccursInItEncoded() {
    Finding masked = redacted(finding("k=YWJj", "k=abc", "abc", "m"), 100, rule("k=(.*)", 1));
    assertThat(masked.line().text()).isEqualTo("REDACTED");
    assertThat(masked.match().text()).isEqualTo("k=REDACTED");
  }

  @Test
  void hidesOneFindingCompletely() {
    Finding found = finding("u=bob:password1;", "u=bob:password1", "bob", "add u=bob:password1");
    Finding hidden = Redaction.hide(found);
    assertThat(hidden.line().text()).isEqualTo("REDACTED;");
    assertThat(hidden.match().text()).isEqualTo("REDACTED");
    assertThat(hidden.secret().text()).isEqualTo("REDACTED");
    assertThat(Redaction.hide(hidden).secretDigest()).isEqualTo(found.secretDigest());
  }

  @Test
  void hidesNothingIfNotRequested() {
    Finding found = finding("k=abc", "k=abc", "abc", "abc");
    assertThat(Redaction.of(0, new RunSecrets(), null).of(found)).isSameAs(found);
    assertThat(Redaction.asGitleaks(-1, new RunSecrets(), null).of(found)).isSameAs(found);
  }

  // As gitleaks

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
    for (Finding masked :
        List.of(asGitleaks(found, percent), redacted(found, percent, rule("k=(.*)", 1)))) {
      assertThat(masked.secret().text()).isEqualTo(mask);
      assertThat(masked.match().text()).isEqualTo("k=" + mask);
      assertThat(masked.line().text()).isEqualTo("k=" + mask + ";");
      assertThat(masked.commit()).isNotNull();
      assertThat(masked.commit().message()).isEqualTo("see " + mask + "!");
    }
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
    Finding hidden = asGitleaks(finding(text, text, "abc", text), 100);
    String expected = masked.replace("X", "REDACTED");
    assertThat(hidden.line().text()).isEqualTo(expected);
    assertThat(hidden.match().text()).isEqualTo(expected);
    assertThat(hidden.commit()).isNotNull();
    assertThat(hidden.commit().message()).isEqualTo(expected);
  }

  @Test
  void cutsBytesAndNotCharacters() {
    // é and ü are two bytes each: two of four bytes are kept, then one of four
    assertThat(asGitleaks(finding("éü", "éü", "éü", "m"), 50).secret().text()).isEqualTo("é...");
    byte[] first = {"é".getBytes(StandardCharsets.UTF_8)[0], '.', '.', '.'};
    assertThat(asGitleaks(finding("[éü]", "éü", "éü", "m"), 75).secret().bytes()).isEqualTo(first);
  }

  @Test
  void findsASecretAmongOtherBytesOfManyByteCharacters() {
    Finding masked = asGitleaks(finding("ß=日本語;€", "ß=日本語", "日本語", "m"), 100);
    assertThat(masked.line().text()).isEqualTo("ß=REDACTED;€");
    assertThat(masked.match().text()).isEqualTo("ß=REDACTED");
  }

  /** As gitleaks, whose library replaces the empty text before each character and at the end. */
  @Test
  void anEmptySecretIsReplacedBetweenAllCharacters() {
    Finding masked = asGitleaks(finding("aé", "a", "", "m"), 100);
    assertThat(masked.line().text()).isEqualTo("REDACTEDaREDACTEDéREDACTED");
    assertThat(masked.match().text()).isEqualTo("REDACTEDaREDACTED");
    assertThat(masked.secret().text()).isEqualTo("REDACTED");
    assertThat(masked.commit()).isNotNull();
    assertThat(masked.commit().message()).isEqualTo("m");
    assertThat(asGitleaks(finding("aé", "a", "", "m"), 50).secret().text()).isEmpty();
  }

  @Test
  void gitleaksKeepsNames() {
    Rule rule = rule("k=(.*)", 0);
    Finding finding =
        new FindingBuilder()
            .texts("k=" + T1 + " " + T2, "k=" + T1, T1)
            .path(T1)
            .commit(new CommitInfo("sha", T1, T1, "d", T2))
            .build();
    Finding shown = Redaction.asGitleaks(100, secrets(finding, rule, T2), rules(rule)).of(finding);
    assertThat(shown.path()).isEqualTo(T1);
    assertThat(shown.match().text()).isEqualTo("k=REDACTED");
    assertThat(shown.line().text()).isEqualTo("k=REDACTED REDACTED");
    assertThat(shown.commit()).isEqualTo(new CommitInfo("sha", T1, T1, "d", "REDACTED"));
  }
}
