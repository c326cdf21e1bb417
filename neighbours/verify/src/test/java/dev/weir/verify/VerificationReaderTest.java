package dev.weir.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors name the line of the file, and an address never depends on a secret. */
class VerificationReaderTest {
  private static final String GOOD =
      """
      [[verification]]
      provider = "Mine"
      rules = ["mine"]
      url = "https://api.example.com/{secret}"
      answers = [{ status = 200, means = "verified" }]
      """;

  @Test
  void readsAValidFile() throws Exception {
    assertThat(new VerificationReader("f").read(GOOD).verifications()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "https://api.example.com/{secret}" | "https://{secret}.example.com/" | part of a secret
          "https://api.example.com/{secret}" | "https://{secret}" | part of a secret
          "https://api.example.com/{secret}" | "https://a@b.example.com/{secret}" | part of a secret
          "https://api.example.com/{secret}" | "http://api.example.com/{secret}" | only sent by https
          "https://api.example.com/{secret}" | "ftp://api.example.com/{secret}" | part of a secret
          "https://api.example.com/{secret}" | "https://api.example.com/" | does not contain {secret}
          "https://api.example.com/{secret}" | "https://api.example.com/{other}{secret}" | {other}
          "https://api.example.com/{secret}" | "https://api.example.com/{1}" | {1}
          provider = "Mine" | provder = "Mine" | "provder" is not known
          provider = "Mine" | method = "DELETE" | GET, HEAD or POST
          provider = "Mine" | headers = { Host = "x" } | header host
          provider = "Mine" | headers = { "a b" = "x" } | header a b
          provider = "Mine" | pattern = "(" | is not valid
          provider = "Mine" | provider = 3 | a text in quotes
          status = 200 | status = 20 | from 100 to 599
          status = 200, means | json = "/x", means | needs a status
          means = "verified" | means = "fine" | means must be
          means = "verified" | json = "ok", means = "verified" | a pointer
          [{ status = 200, means = "verified" }] | [] | needs answers
          rules = ["mine"] | rules = [] | needs rules
          [[verification]] | [[verifications]] | is not known; use
          rules = ["mine"] | rules = ["mine" | f:
          """)
  void namesTheProblem(String from, String to, String message) {
    String text = GOOD.replace(from, to);
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> new VerificationReader("f").read(text))
        .isInstanceOf(VerificationException.class)
        .hasMessageMatching("(?s)f:[0-9]+: .*")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:pw@proxy.example.com:3128, contains a user",
    "socks://proxy:1, must be an address",
    "http://[, is not an address"
  })
  void rejectsAProxyThatCannotBeUsed(String address, String message) {
    assertThatThrownBy(
            () -> ProxyFromVariables.of(Map.of("https_proxy", address.replace("https", "http"))))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("pw");
  }
}
