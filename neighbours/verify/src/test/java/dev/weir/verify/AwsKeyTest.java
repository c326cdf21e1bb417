package dev.weir.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.text.Content;
import dev.weir.rules.DefaultRules;
import dev.weir.testing.Provider;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How parts of a key of AWS are put together, and how and where a request with it is sent. */
class AwsKeyTest {
  private static final String ID = "AKIA" + "Q3EGRIJT7V5LWX2N";
  private static final String OTHER_ID = "AKIA" + "Z6YWVUTSRQPONM4K";
  private static final String TEMPORARY_ID = "ASIA" + "Q3EGRIJT7V5LWX2N";
  private static final String SECRET = "aB3/".repeat(10);
  private static final String OTHER_SECRET = new StringBuilder(SECRET).reverse().toString();
  private static final String TOKEN = "IQoJb3JpZ2lu" + "x7Kp".repeat(30);
  private static final String HEX = "0123456789abcdef0123456789abcdef01234567";
  private static final String RULE = "aws-access-token";

  private static Subject subject(String secret, String lines, String... near) {
    return new Subject(
        RULE,
        true,
        "",
        Content.of(secret),
        Content.of(secret),
        Content.of(lines),
        Stream.of(near).map(Content::of).toList());
  }

  @Test
  void theNearestPartsComeFirst() throws Exception {
    assertThat(AwsKey.of(subject(ID, ID + "," + SECRET)))
        .containsExactly(new AwsKey(ID, SECRET, ""));
    assertThat(AwsKey.of(subject(ID, "id=" + ID + " " + HEX, OTHER_SECRET, SECRET)))
        .containsExactly(new AwsKey(ID, OTHER_SECRET, ""), new AwsKey(ID, SECRET, ""));
    assertThat(AwsKey.of(subject(SECRET, "s=" + SECRET, ID, OTHER_SECRET, OTHER_ID)))
        .containsExactly(new AwsKey(ID, SECRET, ""), new AwsKey(OTHER_ID, SECRET, ""));
    assertThat(AwsKey.of(subject(TOKEN, TOKEN, ID, SECRET, TEMPORARY_ID)))
        .containsExactly(new AwsKey(TEMPORARY_ID, SECRET, TOKEN));
    assertThat(AwsKey.of(subject(TEMPORARY_ID, "", SECRET, TOKEN)))
        .containsExactly(new AwsKey(TEMPORARY_ID, SECRET, TOKEN));
    assertThat(new AwsKey(ID, SECRET, TOKEN).toString()).doesNotContain(ID, SECRET, TOKEN);
  }

  @Test
  void aMissingPartIsNamed() {
    assertThatThrownBy(() -> AwsKey.of(subject(ID, ID, HEX)))
        .hasMessageContaining("secret access key");
    assertThatThrownBy(() -> AwsKey.of(subject(SECRET, SECRET, OTHER_SECRET)))
        .hasMessageContaining("access key id");
    assertThatThrownBy(() -> AwsKey.of(subject(TEMPORARY_ID, "", SECRET)))
        .hasMessageContaining("session token");
    assertThatThrownBy(() -> AwsKey.of(subject("ABIA" + ID.substring(4), "", SECRET)))
        .hasMessageContaining("its form");
  }

  /** The signature is what botocore 1.43.11 computes for the same request. */
  @ParameterizedTest
  @CsvSource({
    "https://sts.us-east-1.amazonaws.com/, us-east-1, 2e41ec91034771d5b706e56a5cdda6347cb15925dfd7e1dd9c65f4ed10280cb1",
    "http://127.0.0.1:5000/sts/, eu-central-1, 4c3e899417dbe5685a38e57db0a15796df616b3691fba73b0c3ac7f415917405"
  })
  void signsAsBotocore(String address, String region, String signature) {
    boolean port = address.contains("127");
    AwsKey key = new AwsKey(port ? TEMPORARY_ID : ID, SECRET, port ? TOKEN : "");
    Map<String, String> headers =
        new AwsSignature(
                key,
                region,
                "application/x-www-form-urlencoded; charset=utf-8",
                Instant.parse("2026-11-30T17:59:05Z"))
            .headers(URI.create(address), "Action=GetCallerIdentity&Version=2011-06-15");
    assertThat(headers.get("Authorization"))
        .contains("/20261130/" + region + "/sts/aws4_request")
        .endsWith("Signature=" + signature);
    assertThat(headers.containsKey("X-Amz-Security-Token")).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_ENDPOINT_URL, @, 1",
    "AWS_ENDPOINT_URL_STS, @/, 1",
    "AWS_ENDPOINT_URL, http://example.com, 0",
    "AWS_ENDPOINT_URL, http://127.0.0.1.example.com, 0",
    "AWS_ENDPOINT_URL, https://user@example.com, 0",
    "AWS_ENDPOINT_URL, not an address, 0"
  })
  void onlySafeEndpointsAreAsked(String name, String value, int requests) throws Exception {
    try (Provider provider = new Provider()) {
      Map<String, String> variables = new HashMap<>();
      variables.put(name, value.replace("@", value.contains("user") ? "@" : provider.address()));
      variables.put("HTTPS_PROXY", "http://127.0.0.1:1");
      provider.answers(403, "<Code>InvalidClientTokenId</Code>");
      Verifier verifier =
          Verifier.online(
              Verifications.of(DefaultRules.verifications(), "", null),
              new CommittedCertificates(),
              variables,
              Clock.systemUTC());
      Verdict verdict = verifier.verdict(subject(ID, ID, SECRET));
      Verdict again = verifier.verdict(subject(SECRET, SECRET, ID));
      assertThat(again).as("one key").isEqualTo(verdict);
      assertThat(provider.requests()).hasSize(requests);
      assertThat(verdict.state())
          .isEqualTo(requests == 1 ? Verdict.State.UNVERIFIED : Verdict.State.UNKNOWN);
      assertThat(verdict.reason()).doesNotContain(ID, SECRET);
      if (requests == 1) {
        assertThat(provider.requests().get(0).toString()).doesNotContain(SECRET);
      } else {
        assertThat(verdict.reason()).contains("nothing was sent");
      }
    }
  }

  @Test
  void onlyPartsOfKeysAreNeededNear() throws Exception {
    Verifications all = Verifications.of(DefaultRules.verifications(), "", null);
    Verifier verifier =
        Verifier.online(all, new CommittedCertificates(), Map.of(), Clock.systemUTC());
    for (String part : List.of(ID, SECRET, TOKEN, TEMPORARY_ID)) {
      assertThat(verifier.isNeededNear(Content.of(part))).isTrue();
    }
    for (String other : List.of("", HEX, SECRET.substring(1), ID.substring(1))) {
      assertThat(verifier.isNeededNear(Content.of(other))).isFalse();
    }
    assertThat(verifier.needsNear(RULE, true)).isTrue();
    assertThat(verifier.needsNear(RULE, false)).isFalse();
    assertThat(verifier.needsNear("github-pat", true)).isFalse();
  }
}
