package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.detect.DetectOptions.Selection;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several findings at one place are reported. */
class FindingFiltersTest {
  private static String rule(String id, String regex, String confidence) {
    return "[[rules]]\nid = '%s'\nregex = '%s'\n".formatted(id, regex)
        + (confidence.isEmpty() ? "" : "[rules.weir]\nconfidence = '" + confidence + "'\n");
  }

  private static Detected detect(String text, String... rules) {
    return Detected.in(text, String.join("\n", rules));
  }

  private static String ids(Detected detected) {
    return String.join(" ", detected.findings().stream().map(Finding::ruleId).toList());
  }

  @ParameterizedTest
  @CsvSource({
    // id of the generic rule, its pattern, id of the other rule, its pattern, what is reported
    "generic-key, 'key=(\\w+)', acme, '(acme\\w+)', acme",
    "my-Generic, 'key=(\\w+)', acme, '(acme\\w+)', acme",
    "general, 'key=(\\w+)', acme, '(acme\\w+)', general acme",
    "generic-key, 'key=(\\w+)', acme, '(key=\\w+)', acme",
    "generic-key, 'key=(acme)', acme, '(acme1)', acme",
    "generic-key, 'key=(\\w+)', acme, '(acme)1', generic-key acme",
    "generic-key, 'key=(\\w+)', generic-acme, '(acme\\w+)', generic-key generic-acme"
  })
  void aGenericFindingYieldsToASpecificOneThatHoldsItsSecret(
      String general, String regex, String other, String otherRegex, String reported) {
    for (String text : List.of("key=acme1", "key=acme1\n".repeat(70), "key=acme1 ".repeat(70))) {
      Detected detected = detect(text, rule(general, regex, ""), rule(other, otherRegex, ""));
      assertThat(ids(detected))
          .isEqualTo(String.join(" ", Collections.nCopies(text.length() > 9 ? 70 : 1, reported)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // pattern of the identifier, what is reported with identifiers, and without
    "'(acme\\.example)', key host, key",
    "'(acme\\.example/\\w+)', host, ''",
    "'(zcme)', key, key"
  })
  void anIdentifierStandsOnlyForWhatItCovers(String regex, String all, String secrets) {
    String rules =
        rule("key", "key=(\\S+)", "low").replace("low'", "low'\ncheck = '?generic-value'")
            + rule("host", regex, "high")
            + "kind = 'identifier'\n";
    Fragment fragment =
        new Fragment("a", "", Content.of("key=acme.example/qwert acme.example"), 1, null);
    assertThat(ids(Detected.in(fragment, rules, DetectOptions.defaults()))).startsWith(all);
    DetectOptions few =
        DetectOptions.defaults().withSelection(new Selection(true, Confidence.LOW, false));
    assertThat(ids(Detected.in(fragment, rules, few))).isEqualTo(secrets);
  }

  @Test
  void anIdentifierThatNobodyAsksForIsNotTried() {
    String rules = rule("host", "(acme\\.example)", "high") + "kind = 'identifier'\n";
    Fragment fragment = new Fragment("a", "", Content.of("acme.example"), 1, null);
    Selection few = new Selection(true, Confidence.LOW, false);
    DetectOptions options = DetectOptions.defaults();
    assertThat(Detected.in(fragment, rules, options.withSelection(few)).dropped()).isEmpty();
    Selection explained = new Selection(true, Confidence.LOW, false, true);
    assertThat(Detected.in(fragment, rules, options.withSelection(explained)).dropped()).hasSize(1);
  }

  @Test
  void aGenericFindingOnAnotherLineStays() {
    Detected detected =
        detect(
            "key=acme1\n acme1", rule("generic", "key=(\\w+)", ""), rule("acme", " (acme1)", ""));
    assertThat(ids(detected)).isEqualTo("generic acme");
    assertThat(detected.dropped()).isEmpty();
  }

  @Test
  void theReasonNamesTheOtherRule() {
    Detected detected =
        detect("key=acme1", rule("generic", "key=(\\w+)", ""), rule("acme", "(acme1)", ""));
    assertThat(detected.dropped()).containsExactly("generic acme1: rule acme found it too");
  }

  @ParameterizedTest
  @CsvSource({
    // confidence of a, of b, what is reported
    "low, high, b",
    "low, medium, b",
    "low, low, a",
    "low, '', a b",
    "medium, high, a b",
    "high, low, a",
    "'', high, a b"
  })
  void aFindingOfLowConfidenceYieldsToASurerOneThatOverlaps(String a, String b, String reported) {
    Detected detected = detect("key=1234", rule("a", "key=(\\d+)", a), rule("b", "=(12)", b));
    assertThat(ids(detected)).isEqualTo(reported);
    assertThat(detected.dropped()).hasSize(reported.equals("a b") ? 0 : 1);
  }

  @Test
  void oneSecretOfTwoRulesWithLowConfidenceIsReportedOnce() {
    Detected detected =
        detect("key=1234", rule("a", "key=(\\d+)", "low"), rule("b", "=(1234)", "low"));
    assertThat(ids(detected)).isEqualTo("a");
    assertThat(detected.dropped()).containsExactly("b 1234: rule a found it too");
  }

  @ParameterizedTest
  @CsvSource({
    // what rule a and rule b go by, their patterns, what is reported
    "WORDS, NAME, 'key=(\\w+)', 'acme.key=(\\w+)', b",
    "NAME, WORDS, 'acme.key=(1234)', 'key=(\\w+)', a",
    "NAME, FORM, 'key=(\\w+)', '=(12)', b",
    "FORM, NAME, '(34)', 'key=(1234)', a",
    "FORM, FORM, 'key=(\\w+)', '=(12)', a b",
    // of equal rules the longer value, then the nearer name, then the earlier rule
    "NAME, NAME, 'key=(12)', 'key=(1234)', b",
    "NAME, NAME, 'acme.key=(1234)', 'key=(1234)', b",
    "NAME, NAME, 'key=(1234)', 'key=(1234)', a",
    "WORDS, WORDS, 'acme.key=(1234)', 'key=(1234)', a",
    // a form that many use gives way to the name of a provider, if it found no more
    "ANY, NAME, '=(1234)', 'acme.key=(1234)', b",
    "NAME, ANY, 'acme.key=(1234)', '=(1234)', a",
    "ANY, NAME, '=(1234)', 'acme.key=(123)', a",
    "ANY, WORDS, '=(1234)', 'acme.key=(1234)', a",
    // no characters in common
    "WORDS, FORM, 'key=(12)', '(34)', a b"
  })
  void oneSecretIsReportedByTheStrongestRule(
      String a, String b, String regexOfA, String regexOfB, String reported) {
    Detected detected =
        detect("acme.key=1234", goingBy(a, "a", regexOfA), goingBy(b, "b", regexOfB));
    assertThat(ids(detected)).isEqualTo(reported);
    assertThat(detected.dropped()).hasSize(reported.equals("a b") ? 0 : 1);
  }

  @Test
  void aRuleThatKnowsTheKindOfSecretComesBeforeGenericRules() {
    String generic = rule("generic-key", "key=(\\d+)", "low");
    assertThat(ids(detect("jwt.key=1234", generic, rule("jwt", "jwt.key=(\\d+)", "low"))))
        .isEqualTo("jwt");
  }

  private static String goingBy(String evidence, String id, String regex) {
    return switch (evidence) {
      case "WORDS" -> rule(id, regex, "low");
      case "NAME" -> rule(id, regex, "medium") + "check = '?provider-value'\n";
      case "ANY" -> rule(id, regex, "high") + "provider = 'any'\n";
      default -> rule(id, regex, "high");
    };
  }

  @Test
  void aFindingThatGaveWayKeepsNoOtherFromBeingReported() {
    Detected detected =
        detect(
            "key=12345678",
            rule("a", "key=(1234)", "low"),
            rule("b", "(3456)", "low"),
            rule("c", "(5678)", "high"));
    assertThat(ids(detected)).isEqualTo("a c");
  }

  @Test
  void severalSecretsInOneEncodedTextAreAllReported() {
    String encoded =
        Base64.getEncoder()
            .encodeToString("one=AAAAAAAA and two=BBBBBBBB".getBytes(StandardCharsets.US_ASCII));
    Detected detected =
        detect(encoded, rule("one", "one=([A-Z]{8})", "low"), rule("two", "two=([A-Z]{8})", "low"));
    assertThat(detected.secrets()).containsExactly("AAAAAAAA", "BBBBBBBB");
  }

  @Test
  void aSurerFindingElsewhereChangesNothing() {
    Detected detected =
        detect("key=1234 56", rule("a", "key=(\\d+)", "low"), rule("b", " (56)", "high"));
    assertThat(ids(detected)).isEqualTo("a b");
  }

  @Test
  void aRepeatInATestHasAReason() {
    Detected detected =
        Detected.in(
            new Fragment("test/a.rb", "", Content.of("key=1\nkey=1"), 1, null),
            rule("a", "key=(\\d)", "low"),
            DetectOptions.defaults());
    assertThat(detected.dropped())
        .containsExactly("a 1: it is reported once in this test or document");
  }

  @Test
  void aDecodedFormThatIsElsewhereStays() {
    String encoded =
        Base64.getEncoder()
            .encodeToString("tok=BBBBBBBB and more words".getBytes(StandardCharsets.US_ASCII));
    String both = rule("r", "tok=([A-Z]{8})", "high");
    Detected detected = detect("tok=AAAAAAAA " + encoded, both);
    assertThat(detected.secrets()).containsExactly("AAAAAAAA", "BBBBBBBB");
    assertThat(detected.dropped()).isEmpty();
  }

  @Test
  void theDecodedFormOfWhatAnotherRuleFoundStays() {
    String encoded =
        Base64.getEncoder()
            .encodeToString("tok=BBBBBBBB and more words".getBytes(StandardCharsets.US_ASCII));
    Detected detected =
        detect(
            "key=" + encoded,
            rule("key", "key=(\\S+)", "high"),
            rule("tok", "tok=([A-Z]{8})", "high"));
    assertThat(ids(detected)).isEqualTo("key tok");
    Detected same =
        detect(
            "key=" + encoded,
            "[[rules]]\ntags=['t']\n" + rule("r", "(?:key|tok)=(\\S+)", "high").substring(10));
    assertThat(same.secrets()).containsExactly(encoded);
    assertThat(same.dropped()).containsExactly("r tok=BBBBBBBB: it is reported as written");
  }
}
