package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adopt.ReportedSecret.Liveness;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.finding.RuleKinship;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportMatcherTest {
  private static final RuleKinship UNRELATED =
      new RuleKinship() {
        @Override
        public boolean isOurs(String ruleId) {
          return false;
        }

        @Override
        public boolean areRelated(String listed, String ruleId) {
          return false;
        }

        @Override
        public boolean standsFor(String listed, String ruleId) {
          return false;
        }
      };

  private static Finding finding(String path, int line, String text, String secret) {
    return new Finding(
        "acme",
        "",
        path,
        "",
        new CommitInfo("12abcdef", "", "", "", ""),
        new Location(line, line, 1, text.length()),
        Content.of(text),
        Content.of(text),
        Content.of(secret),
        text.length(),
        List.of(),
        "",
        List.of(),
        new Region(line, 1, line, 2),
        "",
        Confidence.HIGH);
  }

  private static ReportedSecret reported(
      ScannerName scanner, SecretClue clue, String path, int line, String entropy) {
    return new ReportedSecret(
        scanner, "acme", clue, path, line, "", Liveness.UNKNOWN, "", Map.of("Entropy", entropy));
  }

  private static SecretClue hash(String algorithm, String text) throws Exception {
    byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
    return new SecretClue.Hashed(algorithm, HexFormat.of().formatHex(digest));
  }

  private static ReportMatcher.Outcome outcome(ReportedSecret reported, Finding... findings) {
    ReportMatcher matcher = new ReportMatcher(List.of(reported), UNRELATED);
    List.of(findings).forEach(matcher::offer);
    return matcher.outcome();
  }

  /** Another scanner may take more or less of a line for the secret. */
  @ParameterizedTest
  @CsvSource({
    "SHA-1, hunter2pass, true",
    "SHA-1, bob:hunter2pass, true",
    "SHA-1, https://bob:hunter2pass@host/x, true",
    "SHA-1, bob, false",
    "SHA-1, hunter2pas, false",
    "SHA-1, 'hunter2pass,apikey', false",
    "SHA-256, hunter2pass, true",
    "SHA-256, 'hunter2pass,password', true",
  })
  void aHashIsOfATextThatSharesTheSecret(String algorithm, String text, boolean isSame)
      throws Exception {
    Finding finding = finding("a", 9, "\nurl = 'https://bob:hunter2pass@host/x'", "hunter2pass");
    ReportedSecret reported =
        reported(ScannerName.DETECT_SECRETS, hash(algorithm, text), "a", 1, "");
    assertThat(outcome(reported, finding).adopted()).hasSize(isSame ? 1 : 0);
    assertThat(outcome(reported.in("b"), finding).adopted()).as("another file").isEmpty();
    assertThat(outcome(reported.in(""), finding).adopted()).hasSize(isSame ? 1 : 0);
  }

  @Test
  void ggshieldHashesBothPartsOfAKey() throws Exception {
    SecretClue both = hash("SHA-256", "AKIAX,client_idk3y,client_secret");
    ReportedSecret reported = reported(ScannerName.GGSHIELD, both, "", 0, "");
    Finding id = finding("a", 3, "id = AKIAX", "AKIAX");
    Finding key = finding("a", 4, "key = k3y", "k3y");
    assertThat(outcome(reported, key, id, finding("b", 3, "k3y", "k3y")).adopted())
        .extracting(ReportMatcher.Adopted::finding)
        .containsExactly(id, key);
    assertThat(outcome(reported, id).absent()).hasSize(1);
  }

  @Test
  void aPlainSecretIsTheSameOrAtTheSameLine() {
    SecretClue part = new SecretClue.Plain(Content.of("hunter2pass"), Content.empty());
    Finding whole = finding("a", 9, "bob:hunter2pass", "bob:hunter2pass");
    ReportedSecret there = reported(ScannerName.GITLEAKS, part, "a", 9, "");
    ReportedSecret elsewhere = reported(ScannerName.GITLEAKS, part, "a", 8, "");
    assertThat(outcome(there, whole).adopted()).hasSize(1);
    assertThat(outcome(elsewhere, whole).absent()).hasSize(1);
    assertThat(outcome(elsewhere, finding("a", 1, "hunter2pass", "hunter2pass")).adopted())
        .hasSize(1);
  }

  @Test
  void aMaskedSecretMustBeTheOnlyOneAtItsPlace() {
    Finding one = finding("a", 9, "one_secret", "one_secret");
    Finding other = finding("a", 9, "other_secret", "other_secret");
    SecretClue none = SecretClue.NONE;
    ReportedSecret reported = reported(ScannerName.GITLEAKS, none, "a", 9, "");
    assertThat(outcome(reported, one, one).adopted()).hasSize(2);
    assertThat(outcome(reported, one, other).unclear()).hasSize(1);
    assertThat(outcome(reported(ScannerName.GITLEAKS, none, "a", 9, "10.0"), one, other).adopted())
        .as("the entropy tells which")
        .extracting(ReportMatcher.Adopted::finding)
        .containsExactly(one);
    SecretClue shown = new SecretClue.Masked("oth");
    assertThat(outcome(reported(ScannerName.GITLEAKS, shown, "a", 9, ""), one, other).adopted())
        .extracting(ReportMatcher.Adopted::finding)
        .containsExactly(other);
    assertThat(outcome(reported(ScannerName.GITLEAKS, none, "a", 8, ""), one).absent()).hasSize(1);
  }

  /** gitleaks compares fingerprints, so one line hides all that share it. */
  @Test
  void aLineOfGitleaksignoreIsEverythingAtItsPlace() {
    Finding one = finding("a", 9, "one_secret", "one_secret");
    Finding other = finding("a", 9, "other_secret", "other_secret");
    ReportedSecret ignored =
        new ReportedSecret(
            ScannerName.GITLEAKS,
            "acme",
            SecretClue.NONE,
            "a",
            9,
            "",
            Liveness.UNKNOWN,
            "",
            Map.of());
    assertThat(outcome(ignored, one, other).adopted()).hasSize(2);
    assertThat(outcome(ignored, one, other).unclear()).isEmpty();
  }
}
