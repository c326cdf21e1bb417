package dev.weir.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.text.Content;
import dev.weir.testing.Provider;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the verifier sends over the network, and that no result contains the secret. */
class HttpVerifierTest {
  private static final String SECRET = "the-secret/../x?y=#z";

  private Provider provider;

  @BeforeEach
  void start() throws Exception {
    provider = new Provider();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private String file(String address) {
    return """
        [[verification]]
        provider = "Mine"
        rules = ["mine"]
        url = "%s/v1/{secret}/end"
        headers = { X-Key = "k {secret}" }
        answers = [{ status = 200, means = "verified" }, { status = 401, means = "unverified" }]
        """
        .formatted(address);
  }

  private Verdict ask(String file, String secret, Map<String, String> variables, Duration limit)
      throws Exception {
    Verifier verifier =
        Verifier.online(
            Verifications.of("", "own", file),
            new CommittedCertificates(),
            variables,
            Clock.systemUTC(),
            limit);
    Content text = Content.of(secret);
    Verdict verdict = verifier.verdict(new Subject("mine", false, "", text, text, text, List.of()));
    assertThat(verdict.reason()).doesNotContain(secret);
    assertThat(verdict.toString()).doesNotContain(secret);
    return verdict;
  }

  private Verdict ask(String secret) throws Exception {
    return ask(file(provider.address()), secret, Map.of(), Duration.ofSeconds(5));
  }

  @Test
  void escapesTheSecretInTheAddress() throws Exception {
    assertThat(ask(SECRET).state()).isEqualTo(Verdict.State.VERIFIED);
    assertThat(provider.requests().get(0).line())
        .isEqualTo("GET v1/the-secret%2F..%2Fx%3Fy%3D%23z/end");
    assertThat(ask("..").state()).isEqualTo(Verdict.State.VERIFIED);
    assertThat(provider.requests().get(1).line()).isEqualTo("GET v1/%2E%2E/end");
  }

  @Test
  void asksThisMachineWithoutAProxy() throws Exception {
    Map<String, String> proxy = Map.of("HTTPS_PROXY", "http://127.0.0.1:1");
    Verdict verdict = ask(file(provider.address()), SECRET, proxy, Duration.ofSeconds(5));
    assertThat(verdict.state()).isEqualTo(Verdict.State.VERIFIED);
    assertThat(provider.requests()).hasSize(1);
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (Provider other = new Provider()) {
      provider.answers(302, "");
      provider.answersWith(Map.of("Location", other.address() + "/take"));
      Verdict verdict = ask(SECRET);
      assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
      assertThat(verdict.reason()).contains("302");
      assertThat(other.requests()).isEmpty();
      assertThat(provider.requests()).hasSize(1);
    }
  }

  @Test
  void givesUpOnASlowProvider() throws Exception {
    provider.delays(3_000);
    long start = System.nanoTime();
    Verdict verdict = ask(file(provider.address()), SECRET, Map.of(), Duration.ofMillis(300));
    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(verdict.asked()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aProviderThatCannotBeReachedMeansUnknown() throws Exception {
    String address = provider.address();
    provider.close();
    Verdict verdict = ask(file(address), SECRET, Map.of(), Duration.ofSeconds(5));
    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(verdict.reason()).isEqualTo("127.0.0.1 could not be reached");
  }

  @Test
  void longAndUnexpectedAnswersMeanUnknown() throws Exception {
    provider.answers(503, "x".repeat(1_000_000));
    assertThat(ask(SECRET).state()).isEqualTo(Verdict.State.UNKNOWN);
    provider.answers(429, "");
    assertThat(ask(SECRET).reason()).contains("too often");
  }

  @Test
  void sendsNoHeaderWithALineBreak() throws Exception {
    assertThat(ask("a\r\nX-Other: b").state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void asksOnceForEachSecret() throws Exception {
    Verifier verifier =
        Verifier.online(
            Verifications.of("", "own", file(provider.address())),
            new CommittedCertificates(),
            Map.of(),
            Clock.systemUTC());
    for (String line : new String[] {"one", "two", "three"}) {
      Content secret = Content.of("s");
      verifier.verdict(new Subject("mine", false, "", secret, secret, Content.of(line), List.of()));
    }
    assertThat(provider.requests()).hasSize(1);
  }

  @Test
  void asksAHostAtMostFiveTimesASecond() throws Exception {
    Verifier verifier =
        Verifier.online(
            Verifications.of("", "own", file(provider.address())),
            new CommittedCertificates(),
            Map.of(),
            Clock.systemUTC());
    long start = System.nanoTime();
    for (int i = 0; i < 6; i++) {
      Content secret = Content.of("s" + i);
      verifier.verdict(new Subject("mine", false, "", secret, secret, secret, List.of()));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(990));
  }

  private static boolean isDirect(Map<String, String> variables, String address) throws Exception {
    Proxy proxy = ProxyFromVariables.of(variables).select(URI.create(address)).get(0);
    return proxy.type() == Proxy.Type.DIRECT;
  }

  @Test
  void usesTheProxyOfTheEnvironment() throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables.put("HTTPS_PROXY", "http://proxy:3128");
    assertThat(isDirect(variables, "https://api.example.com/x")).isFalse();
    assertThat(isDirect(variables, "https://[fd00::1]/x")).isFalse();
    variables.put("NO_PROXY", "example.com,fd00::1");
    assertThat(isDirect(variables, "https://api.example.com/x")).isTrue();
    assertThat(isDirect(variables, "https://[fd00::1]/x")).isTrue();
    assertThat(isDirect(variables, "https://[fd00::2]/x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "127.1.2.3",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[0000::0001]",
        "[::ffff:127.0.0.1]",
      })
  void allFormsOfThisMachineAreKnown(String host) throws Exception {
    String file = file("http://" + host + ":1");
    assertThat(Verifications.of("", "own", file)).isNotNull();
    assertThat(isDirect(Map.of("HTTPS_PROXY", "http://proxy:3128"), "http://" + host + ":1/x"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[::2]", "[fe80::1]", "127.0.0.1.example.com", "128.0.0.1", "[::ffff:1.2.3.4]"})
  void otherMachinesAreAskedByHttpsOnly(String host) {
    assertThatThrownBy(() -> Verifications.of("", "own", file("http://" + host)))
        .hasMessageContaining("only sent by https");
  }
}
