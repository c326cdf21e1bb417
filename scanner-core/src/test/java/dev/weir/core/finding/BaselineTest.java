package dev.weir.core.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.redact.Redaction;
import dev.weir.core.source.CommitInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineTest {
  private static final CommitInfo COMMIT =
      new CommitInfo("c0ffee", "Ann", "ann@example.org", "2026-01-01T00:00:00Z", "add it");

  private static final String REPORT =
      """
      [{
        "RuleID": "r",
        "Description": "d",
        "StartLine": 3,
        "EndLine": 4,
        "StartColumn": 5,
        "EndColumn": 6,
        "Match": "key=s3cret",
        "Secret": "s3cret",
        "File": "a.txt",
        "SymlinkFile": "",
        "Commit": "c0ffee",
        "Entropy": 2.5,
        "Author": "Ann",
        "Email": "ann@example.org",
        "Date": "2026-01-01T00:00:00Z",
        "Message": "add it",
        "Tags": ["x", {"y": [1]}],
        "Fingerprint": "another"
      }]
      """;

  private static Baseline read(String json) throws IOException {
    return Baseline.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static FindingBuilder same() {
    return new FindingBuilder().commit(COMMIT).location(3, 4, 5, 6);
  }

  @Test
  void holdsTheFindingOfTheReport() throws IOException {
    assertThat(read(REPORT).contains(same().build())).isTrue();
    assertThat(read(REPORT).withoutTexts().contains(same().build())).isTrue();
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        difference("rule", b -> b.rule("q")),
        difference("description", b -> b.description("e")),
        difference("start line", b -> b.location(2, 4, 5, 6)),
        difference("end line", b -> b.location(3, 5, 5, 6)),
        difference("start column", b -> b.location(3, 4, 4, 6)),
        difference("end column", b -> b.location(3, 4, 5, 7)),
        difference("path", b -> b.path("b.txt")),
        difference("entropy", b -> b.entropy(2.25f)),
        difference("commit", b -> b.commit(new CommitInfo("c", "Ann", COMMIT.email(), "", ""))),
        difference(
            "author",
            b ->
                b.commit(new CommitInfo("c0ffee", "Bob", COMMIT.email(), COMMIT.date(), "add it"))),
        difference(
            "email", b -> b.commit(new CommitInfo("c0ffee", "Ann", "b", COMMIT.date(), "add it"))),
        difference(
            "date", b -> b.commit(new CommitInfo("c0ffee", "Ann", COMMIT.email(), "", "add it"))),
        difference(
            "message",
            b -> b.commit(new CommitInfo("c0ffee", "Ann", COMMIT.email(), COMMIT.date(), "put"))));
  }

  private static Arguments difference(String what, UnaryOperator<FindingBuilder> change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void holdsNoFindingThatDiffersIn(String what, UnaryOperator<FindingBuilder> change)
      throws IOException {
    Baseline baseline = read(REPORT);
    Finding other = change.apply(same()).build();
    assertThat(baseline.contains(other)).isFalse();
    assertThat(baseline.withoutTexts().contains(other)).isFalse();
  }

  /** Rules of weir match by provider, file, commit and secret; other rules only exactly. */
  @ParameterizedTest
  @CsvSource({
    // rule, secret, path, commit, line, in the baseline
    "r, s3cret, a.txt, c0ffee, 3, true",
    "r, s3cret, a.txt, c0ffee, 9, true",
    "same-provider, s3cret, a.txt, c0ffee, 3, true",
    "other-provider, s3cret, a.txt, c0ffee, 3, false",
    "of-a-user, s3cret, a.txt, c0ffee, 3, false",
    "same-provider, another, a.txt, c0ffee, 3, false",
    "same-provider, s3cret, b.txt, c0ffee, 3, false",
    "same-provider, s3cret, a.txt, beef, 3, false",
    "same-provider, s3cret!, a.txt, c0ffee, 3, true",
    "same-provider, s3c, a.txt, c0ffee, 3, true",
    "same-provider, s3c, a.txt, c0ffee, 4, false",
    "same-provider, '', a.txt, c0ffee, 3, false",
  })
  void rulesOfOursMatchBySecret(
      String rule, String secret, String path, String sha, int line, boolean expected)
      throws IOException {
    RuleKinship kinship =
        new Providers(Map.of("r", "p", "same-provider", "p", "other-provider", "q"));
    CommitInfo commit = new CommitInfo(sha, "", "", "", "");
    Finding finding =
        new FindingBuilder()
            .rule(rule)
            .description("another")
            .path(path)
            .commit(commit)
            .location(line, line, 1, 2)
            .texts("x", "x", secret)
            .build();
    Baseline baseline = read(REPORT);
    assertThat(baseline.containsRelated(finding, kinship)).isEqualTo(expected);
    if (secret.equals("s3cret")) {
      assertThat(baseline.containsRelated(Redaction.hide(finding), kinship))
          .as("redacted in this run")
          .isEqualTo(expected);
    }
    Baseline redacted = read(REPORT.replace("s3cret", "REDACTED"));
    boolean isPlace = path.equals("a.txt") && sha.equals("c0ffee") && line == 3;
    boolean isRelated = kinship.areRelated("r", rule);
    assertThat(redacted.containsRelated(finding, kinship)).isEqualTo(isPlace && isRelated);
  }

  /** What a redacted report still tells of a secret tells it from another one. */
  @ParameterizedTest
  @CsvSource({
    // in the report: secret, match, entropy, end column; the same
    "REDACTED, key=REDACTED, 2.5, 14, true",
    "REDACTED, REDACTED, 2.5, 10, true",
    "REDACTED, key=REDACTED, 0, 14, true",
    "REDACTED, key=REDACTED, 2.500001, 14, true",
    "REDACTED, key=REDACTED, 2.25, 14, false",
    "REDACTED, key=REDACTED, 2.5, 15, false",
    "REDACTED, REDACTED, 2.5, 11, false",
    "REDACTED, REDACTED REDACTED, 2.5, 11, true",
    "s3c..., key=s3c..., 2.5, 14, true",
    "s3c\ufffd..., key=s3c\ufffd..., 2.5, 14, true",
    "s4c..., key=s4c..., 2.5, 14, false",
    "s3c..., key=s3c..., 2.25, 14, false",
  })
  void aRedactedEntryIsNotAnotherSecret(
      String secret, String match, String entropy, int endColumn, boolean expected)
      throws IOException {
    RuleKinship kinship = new Providers(Map.of("r", "p"));
    Finding finding = new FindingBuilder().description("another").location(3, 3, 25, 36).build();
    Baseline baseline =
        read(
            "[{\"RuleID\":\"r\",\"StartLine\":3,\"EndLine\":3,\"StartColumn\":5,\"EndColumn\":"
                + endColumn
                + (",\"Match\":\"" + match + "\",\"Secret\":\"" + secret + "\"")
                + (",\"File\":\"a.txt\",\"Entropy\":" + entropy + "}]"));
    assertThat(baseline.containsRelated(finding, kinship)).isEqualTo(expected);
    assertThat(baseline.asGitleaks().containsRelated(finding, kinship)).isFalse();
    assertThat(baseline.asGitleaks().withoutTexts().containsRelated(finding, kinship))
        .isEqualTo(expected);
  }

  private record Providers(Map<String, String> byRule) implements RuleKinship {
    @Override
    public boolean isOurs(String ruleId) {
      return byRule.containsKey(ruleId);
    }

    @Override
    public boolean areRelated(String listed, String ruleId) {
      return isOurs(ruleId) && byRule.get(ruleId).equals(byRule.get(listed));
    }

    @Override
    public boolean standsFor(String listed, String ruleId) {
      return areRelated(listed, ruleId);
    }
  }

  /** A report that was redacted shows no secret in its messages either. */
  @Test
  void aRedactedMessageIsTheSame() throws IOException {
    Baseline baseline = read(REPORT.replace("\"Message\": \"", "\"Message\": \"REDACTED "));
    assertThat(baseline.contains(same().build())).isFalse();
    assertThat(baseline.withoutTexts().contains(same().build())).isTrue();
  }

  @Test
  void anotherSecretCountsOnlyIfTextsAreNotRedacted() throws IOException {
    Finding secret = same().secret("other").build();
    assertThat(read(REPORT).contains(secret)).isFalse();
    assertThat(read(REPORT).withoutTexts().contains(secret)).isTrue();
    Finding match = same().texts("key=s3cret", "s3cret", "s3cret").build();
    assertThat(read(REPORT).contains(match)).isFalse();
    assertThat(read(REPORT).withoutTexts().contains(match)).isTrue();
  }

  @Test
  void lineTagsAndLinkDoNotCount() throws IOException {
    Finding other = same().texts("another line", "key=s3cret", "s3cret").tags("t").build();
    assertThat(read(REPORT).contains(other.withLink("https://example.org"))).isTrue();
  }

  @Test
  void keysMayBeInAnyCase() throws IOException {
    String lower = REPORT.replace("\"RuleID\"", "\"ruleid\"").replace("\"File\"", "\"FILE\"");
    assertThat(read(lower).contains(same().build())).isTrue();
  }

  @Test
  void aFindingWithoutACommitIsOneWithEmptyFields() throws IOException {
    String json =
        "[{\"RuleID\":\"r\",\"Description\":\"d\",\"StartLine\":3,\"EndLine\":3,\"StartColumn\":5,"
            + "\"EndColumn\":10,\"Match\":\"key=s3cret\",\"Secret\":\"s3cret\",\"File\":\"a.txt\","
            + "\"Commit\":null,\"Author\":\"\",\"Entropy\":2.5}]";
    assertThat(read(json).contains(new FindingBuilder().build())).isTrue();
    assertThat(read(json).contains(same().location(3, 3, 5, 10).build())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"null", "[]"})
  void holdsNothing(String json) throws IOException {
    assertThat(read(json).contains(same().build())).isFalse();
    assertThat(read(json).withoutTexts().contains(same().build())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{} # not an array of findings",
        "\"text\" # not an array of findings",
        "[1] # an element is not a finding",
        "[[]] # an element is not a finding",
        "[{\"RuleID\":1}] # the value of RuleID is not a string",
        "[{\"Secret\":[]}] # the value of Secret is not a string",
        "[{\"StartLine\":\"3\"}] # the value of StartLine is not an integer",
        "[{\"EndColumn\":3.5}] # the value of EndColumn is not an integer",
        "[{\"Entropy\":\"x\"}] # the value of Entropy is not a number",
        "[{\"RuleID\": # Unexpected end-of-input",
        "[ # Unexpected end-of-input"
      })
  void reportsWhatIsNotABaseline(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void noneHoldsNothing() {
    assertThat(Baseline.NONE.contains(same().build())).isFalse();
  }
}
