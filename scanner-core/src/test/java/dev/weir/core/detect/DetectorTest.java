package dev.weir.core.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The result for one text, depending on a rule and the options. */
class DetectorTest {
  private static final String TOK = "[[rules]]\nid = 'tok'\nregex = 'tok_([a-z0-9]+)'\n";

  private static Fragment fragment(String path, String text) {
    return new Fragment(path, "", Content.of(text), 1, null);
  }

  private static Detected detect(String text, String toml, DetectOptions options) {
    return Detected.in(fragment("a.txt", text), toml, options);
  }

  // Entropy

  @ParameterizedTest
  @CsvSource({
    // four letters, each once: 2 bits; the limit must be exceeded
    "1.99, abcd, true",
    "2, abcd, false",
    "2.01, abcd, false",
    "0, aaaa, true",
    "0.5, aaaa, false",
    "-1, aaaa, true"
  })
  void aSecretMustExceedTheEntropyOfItsRule(double limit, String secret, boolean found) {
    Detected detected = Detected.in("tok_" + secret, TOK + "entropy = " + limit);
    assertThat(detected.secrets()).isEqualTo(found ? List.of(secret) : List.of());
    assertThat(detected.dropped()).hasSize(found ? 0 : 1);
  }

  @Test
  void theReasonNamesBothEntropies() {
    assertThat(Detected.in("tok_abcd", TOK + "entropy = 3").dropped())
        .containsExactly("tok abcd: entropy 2.0 is not above 3.0");
    assertThat(Detected.in("tok_abcd", TOK).findings().get(0).entropy()).isEqualTo(2f);
  }

  // Keywords

  @ParameterizedTest
  @CsvSource({
    // a pattern that begins with letters, and one that does not
    "'tok_[0-9]+', 'tok_12', 0",
    "'tok_[0-9]+', 'pin tok_12', 1",
    "'tok_[0-9]+', 'PIN tok_12', 1",
    "'tok_[0-9]+', 'tok_12 pin', 1",
    "'tok_[0-9]+', 'tok_12\n\npin tok_34', 2",
    "'[0-9]+-[0-9]+', '12-34', 0",
    "'[0-9]+-[0-9]+', 'pin 12-34', 1",
    "'[0-9]+-[0-9]+', '12-34 zip', 1",
    "'[0-9]+-[0-9]+', '12-34 K zIp', 1",
    "'tok_[0-9]+', 'tok_12 K zIp', 1",
    "'tok_[0-9]+', 'tok_12 K', 0"
  })
  void aRuleIsTriedOnATextWithOneOfItsKeywords(String regex, String text, int findings) {
    String toml = "[[rules]]\nid='r'\nregex='" + regex + "'\nkeywords=['Pin', 'zip']\n";
    assertThat(Detected.in(text, toml).findings()).hasSize(findings);
  }

  // The search goes on inside a rejected match

  @ParameterizedTest
  @CsvSource({
    // the value of a rejected match is the name of the next value
    "'key_a=key_b=xyz1', 'xyz1'",
    "'key_a=key_b=key_c=xyz1 key_d=xyz2', 'xyz1 xyz2'",
    // after the inner match, the search meets the matches that follow
    "'key_a=key_b=xyz1 key_c=xyz2 key_d=xyz3', 'xyz1 xyz2 xyz3'",
    "'key_a=key_b key_c=xyz2', 'xyz2'",
    // a rejected match without anything inside it
    "'key_a=stop key_b=xyz1', 'xyz1'",
    "'key_a=stop', ''",
    // newlines that are trimmed from the match
    "'=key_a=key_b=xyz1', 'xyz1'",
  })
  void theSearchGoesOnInsideARejectedMatch(String text, String secrets) {
    String toml =
        "[[rules]]\nid='r'\nregex='[\\n]*key_[a-z]=([a-z_0-9]+)'\n"
            + "[[rules.allowlists]]\nregexes=['^key_']\nstopwords=['stop']\n";
    Fragment fragment = fragment("a.txt", "\n\n" + text.replace("=key_a", "\n\nkey_a"));
    Detected detected =
        Detected.in(fragment, toml, DetectOptions.defaults().withSearchRejected(true));
    assertThat(String.join(" ", detected.secrets())).isEqualTo(secrets);
  }

  @Test
  void gitleaksGoesOnAfterARejectedMatch() {
    String toml =
        "[[rules]]\nid='r'\nregex='key_[a-z]=([a-z_0-9]+)'\n"
            + "[[rules.allowlists]]\nregexes=['^key_']\n";
    assertThat(Detected.in("key_a=key_b=xyz1", toml).secrets()).isEmpty();
  }

  @Test
  void aRejectedSecretIsNotCutIntoPieces() {
    String toml = "[[rules]]\nid='r'\nregex='[a-z]{4}'\n[[rules.allowlists]]\nregexes=['^abcd$']\n";
    Detected detected =
        Detected.in(
            fragment("a.txt", "abcdef"), toml, DetectOptions.defaults().withSearchRejected(true));
    assertThat(detected.secrets()).isEmpty();
  }

  // Which part of a match is the secret

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key=abc | 0 | key=abc",
        "k(e)y=(abc) | 0 | e",
        "k()y?e?y=(abc) | 0 | abc",
        "k(x)?ey=(abc) | 0 | abc",
        "k(x)?ey=()abc | 0 | key=abc",
        "k(e)y=(abc) | 1 | e",
        "k(e)y=(abc) | 2 | abc",
        "k(x)?ey=(abc) | 1 | ''",
        "(k)ey=abc | 1 | k"
      })
  void theSecretIsTheGroupThatIsNamedOrElseTheFirstThatIsNotEmpty(
      String regex, int group, String secret) {
    Detected detected =
        Detected.in(
            "- key=abc -", "[[rules]]\nid='r'\nregex='" + regex + "'\nsecretGroup=" + group);
    assertThat(detected.secrets()).containsExactly(secret);
    assertThat(detected.findings().get(0).match().text()).isEqualTo("key=abc");
  }

  /**
   * gitleaks searches for groups only in the match, without the context that the pattern may need.
   */
  @Test
  void withoutItsContextAMatchHasNoGroups() {
    Detected detected = Detected.in("x-key=abc", "[[rules]]\nid='r'\nregex='\\Bkey=(abc)|-'");
    assertThat(detected.secrets()).containsExactly("-");
    detected = Detected.in("xkey=abc", "[[rules]]\nid='r'\nregex='\\Bkey=(abc)'");
    assertThat(detected.secrets()).containsExactly("key=abc");
  }

  @Test
  void theSameMatchOfTwoRulesHasItsOwnGroups() {
    String toml =
        """
        [[rules]]
        id = 'one'
        regex = '(k)ey=abc'
        [[rules]]
        id = 'two'
        regex = 'key=(abc)'
        """;
    assertThat(Detected.in("key=abc key=abc", toml).secrets())
        .containsExactly("k", "abc", "k", "abc");
  }

  // Newlines at the ends of a match, lines and columns

  @ParameterizedTest
  @CsvSource({
    // text, the secret's region
    "'x abc', 1 3 1 6",
    "'x\n\nabc\n\ny', 3 1 3 4",
    "'x abc\n\ny', 1 3 1 6",
    "'\n\nabc', 3 1 3 4",
    "'x\nabc', 2 1 2 4"
  })
  void newlinesAtTheEndsAreNotPartOfTheMatch(String text, String region) {
    Detected detected = Detected.in(text, "[[rules]]\nid='r'\nregex='''\\n*(abc)\\n*'''");
    Finding finding = detected.findings().get(0);
    assertThat(finding.match().text()).isEqualTo("abc");
    assertThat(finding.secret().text()).isEqualTo("abc");
    assertThat(shown(finding.region())).isEqualTo(region);
  }

  private static String shown(Region region) {
    return region.startLine()
        + " "
        + region.startColumn()
        + " "
        + region.endLine()
        + " "
        + region.endColumn();
  }

  @Test
  void theRegionIsThatOfTheMatchIfItsSecretIsEmpty() {
    Detected detected =
        Detected.in("x\n\nabc\n", "[[rules]]\nid='r'\nregex='\\n*abc(x)?'\nsecretGroup=1");
    assertThat(detected.secrets()).containsExactly("");
    assertThat(detected.findings().get(0).region()).isEqualTo(new Region(3, 1, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "a\n\n", "\n\nb", "a\n"})
  void aMatchOfNewlinesAloneIsEmpty(String text) {
    Finding finding = Detected.in(text, "[[rules]]\nid='r'\nregex='\\n+'").findings().get(0);
    assertThat(finding.match().text()).isEmpty();
    assertThat(finding.secret().text()).isEmpty();
    assertThat(finding.region().startLine())
        .isEqualTo(1 + text.lastIndexOf('\n') - text.indexOf('a'));
  }

  @Test
  void theRegionIsThatOfTheSecretInEditorsUnits() {
    Finding finding = Detected.in("a\né😀 tok_abc;\n", TOK).findings().get(0);
    assertThat(finding.region()).isEqualTo(new Region(2, 9, 2, 12));
    assertThat(finding.line().text()).isEqualTo("\né😀 tok_abc;");
  }

  @Test
  void aFragmentsFirstLineCounts() {
    Fragment later = new Fragment("a", "", Content.of("x\ntok_abc"), 41, null);
    Finding finding = Detected.in(later, TOK, DetectOptions.defaults()).findings().get(0);
    assertThat(finding.location().startLine()).isEqualTo(42);
    assertThat(finding.region()).isEqualTo(new Region(42, 5, 42, 8));
  }

  @Test
  void findingsComeByLineColumnAndRule() {
    String toml =
        """
        [[rules]]
        id = 'b'
        regex = 'key-\\w+'
        [[rules]]
        id = 'a'
        regex = '(?:pin|key)-\\w+'
        """;
    assertThat(Detected.in("pin-3 key-2 pin-1\nkey-4 pin-5", toml).findings())
        .extracting(finding -> finding.ruleId() + finding.secret().text())
        .containsExactly("apin-3", "bkey-2", "akey-2", "apin-1", "bkey-4", "akey-4", "apin-5");
  }

  @Test
  void aFindingHasTheDataOfItsFragmentAndRule() {
    CommitInfo commit = new CommitInfo("c0ffee", "a", "e", "d", "m");
    Fragment fragment = new Fragment("f", "link", Content.of("tok_abc"), 1, commit);
    DetectOptions options = DetectOptions.defaults().withLinks(found -> "at " + found);
    Finding finding =
        Detected.in(fragment, TOK + "description = 'D'\ntags = ['t', 'u']", options)
            .findings()
            .get(0);
    assertThat(finding.ruleId()).isEqualTo("tok");
    assertThat(finding.description()).isEqualTo("D");
    assertThat(finding.tags()).containsExactly("t", "u");
    assertThat(finding.path()).isEqualTo("f");
    assertThat(finding.symlinkPath()).isEqualTo("link");
    assertThat(finding.commit()).isSameAs(commit);
    assertThat(finding.link()).isEqualTo("at c0ffee:f:tok:1");
    assertThat(finding.required()).isEmpty();
  }

  // gitleaks:allow

  @ParameterizedTest
  @CsvSource({
    "'tok_abc # gitleaks:allow', ''",
    "'# gitleaks:allow tok_abc', ''",
    "'gitleaks:allow tok_abc', ''",
    "'tok_abc\n# gitleaks:allow\n', abc",
    "'# gitleaks:allow\ntok_abc\n', abc",
    "'# gitleaks:allow tok_abc\ntok_def\n', def",
    "'tok_abc\ntok_def gitleaks:allow\ntok_ghi\n', abc ghi",
    "'tok_abc gitleaks:Allow', abc",
    // as gitleaks: after the last newline the line is the whole text
    "'# gitleaks:allow\ntok_abc', ''"
  })
  void aCommentAllowsTheSecretsOfItsLine(String text, String found) {
    assertThat(String.join(" ", Detected.in(text, TOK).secrets())).isEqualTo(found);
    Detected all = detect(text, TOK, DetectOptions.defaults().withAllowComments(List.of()));
    assertThat(all.findings()).hasSize(text.split("tok_").length - 1);
    assertThat(all.dropped()).isEmpty();
  }

  @Test
  void theCommentIsTheReason() {
    assertThat(Detected.in("tok_abc gitleaks:allow", TOK).dropped())
        .containsExactly("tok abc: the line carries gitleaks:allow");
  }

  @Test
  void theCommentAllowsDecodedSecretsOfItsLine() {
    String encoded = base64("tok_abc 0123456789 0123456789");
    assertThat(Detected.in(encoded, TOK).secrets()).containsExactly("abc");
    assertThat(Detected.in(encoded + " gitleaks:allow", TOK).secrets()).isEmpty();
  }

  // Size, own files, places

  @Test
  void aTextOverTheLimitIsSkippedButNotItsPath() {
    String toml = TOK + "[[rules]]\nid='path'\npath='a'\n";
    DetectOptions one = DetectOptions.defaults().withMaxTargetMegabytes(1);
    String large = "tok_abc " + "x".repeat(2_000_000 - 8);
    Detected detected = detect(large, toml, one);
    assertThat(detected.findings()).extracting(Finding::ruleId).containsExactly("path");
    assertThat(detected.skipped()).containsExactly(":a.txt:1 TOO_LARGE max_size=1MB");
    assertThat(detect(large.substring(0, 1_999_999), toml, one).findings())
        .extracting(Finding::ruleId)
        .containsExactly("path", "tok");
    assertThat(detect(large.substring(0, 1_999_999), toml, one).skipped()).isEmpty();
    assertThat(detect(large, toml, DetectOptions.defaults()).secrets()).contains("abc");
  }

  @Test
  void ownPathsAreNeverScanned() {
    DetectOptions own = DetectOptions.defaults().withOwnPaths(List.of("a.txt"));
    assertThat(Detected.in(fragment("a.txt", "tok_abc"), TOK, own).findings()).isEmpty();
    assertThat(Detected.in(fragment("b.txt", "tok_abc"), TOK, own).findings()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"vendor/a, false", "src/a, true"})
  void aGlobalAllowlistSkipsAPlaceAndIsNamed(String path, boolean found) {
    String toml = TOK + "[[allowlists]]\npaths=['^vendor/']\n";
    Detected detected = Detected.in(fragment(path, "tok_abc"), toml, DetectOptions.defaults());
    assertThat(detected.secrets()).hasSize(found ? 1 : 0);
    assertThat(detected.skipped())
        .isEqualTo(
            found
                ? List.of()
                : List.of(":vendor/a:1 ALLOWLISTED_PATH a global allowlist names it"));
  }

  @Test
  void anEmptyTextHasNothingButItsPath() {
    String toml = TOK + "[[rules]]\nid='path'\npath='a'\n[[allowlists]]\npaths=['z']\n";
    Finding finding =
        Detected.in(fragment("a", ""), toml, DetectOptions.defaults()).findings().get(0);
    assertThat(finding.ruleId()).isEqualTo("path");
    assertThat(finding.location()).isEqualTo(Location.NONE);
    assertThat(finding.region()).isEqualTo(Region.FILE);
    assertThat(finding.match().text()).isEqualTo("file detected: a");
    assertThat(finding.secret().text()).isEmpty();
    assertThat(Detected.in(fragment("", ""), toml, DetectOptions.defaults()).findings()).isEmpty();
  }

  @Test
  void aPathRuleFindsAFileOnceHoweverOftenItIsDecoded() {
    String toml = "[[rules]]\nid='path'\npath='a'\n";
    String encoded = base64("a text that is long enough to be decoded");
    assertThat(Detected.in(encoded, toml).findings()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"a.pem, 1", "a.txt, 0"})
  void aPatternForPathsLimitsARule(String path, int findings) {
    String toml = TOK + "path = '\\.pem$'\n";
    assertThat(Detected.in(fragment(path, "tok_abc"), toml, DetectOptions.defaults()).findings())
        .hasSize(findings);
  }

  @Test
  void aRuleThatOnlyServesOthersReportsNothing() {
    assertThat(Detected.in("tok_abc", TOK + "skipReport = true").findings()).isEmpty();
  }

  // Decoding

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void textIsDecodedAsOftenAsRequested(int depth) {
    String once = base64("tok_abcdefghijklmn opqrst");
    String twice = base64(once + " and more");
    String thrice = base64(twice + " and more");
    DetectOptions options = DetectOptions.defaults().withMaxDecodeDepth(depth);
    assertThat(detect(once, TOK, options).findings()).hasSize(depth >= 1 ? 1 : 0);
    assertThat(detect(twice, TOK, options).findings()).hasSize(depth >= 2 ? 1 : 0);
    assertThat(detect(thrice, TOK, options).findings()).hasSize(depth >= 3 ? 1 : 0);
  }

  @Test
  void aDecodedFindingIsWhereItsEncodedFormIs() {
    String encoded = base64("tok_abcdefghijklmn opqrst");
    Detected detected = Detected.in("x\nkey: " + encoded + "\ny", TOK + "tags = ['t']");
    Finding finding = detected.findings().get(0);
    assertThat(finding.secret().text()).isEqualTo("abcdefghijklmn");
    assertThat(finding.tags()).containsExactly("t", "decoded:base64", "decode-depth:1");
    assertThat(finding.location().startLine()).isEqualTo(2);
    assertThat(finding.region()).isEqualTo(new Region(2, 6, 2, 6 + encoded.length()));
    assertThat(finding.line().text()).isEqualTo("\nkey: " + encoded);
  }

  @Test
  void textThatWasNotDecodedIsFoundOnce() {
    String encoded = HexFormat.of().formatHex("some words that are hex".getBytes(UTF_8));
    assertThat(Detected.in("tok_zyx " + encoded + " tok_wvu", TOK).secrets())
        .containsExactly("zyx", "wvu");
  }

  // Checks of values

  @ParameterizedTest
  @CsvSource({
    "github-checksum, false, 0",
    "github-checksum, true, 0",
    "?github-checksum, false, 1",
    "?github-checksum, true, 0"
  })
  void aCheckDismissesValues(String check, boolean strict, int findings) {
    String toml =
        "[[rules]]\nid='r'\nregex='ghp_[0-9a-zA-Z]{36}'\n[rules.weir]\ncheck='" + check + "'\n";
    DetectOptions options = DetectOptions.defaults().withStrictChecks(strict);
    Detected detected = detect("ghp_" + "a1B2c3D4e5F6".repeat(3), toml, options);
    assertThat(detected.findings()).hasSize(findings);
    assertThat(detected.dropped())
        .hasSize(1 - findings)
        .allSatisfy(line -> assertThat(line).doesNotEndWith(": "));
  }
}
