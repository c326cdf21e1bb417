package dev.weir.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.toml.ConfigTable;
import dev.weir.core.config.toml.TomlReader;
import dev.weir.core.text.Content;
import dev.weir.rules.DefaultRules;
import dev.weir.testing.Provider;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every verification against a server that answers as the provider documents: cases.toml. */
class ProvidersTest {
  private static Provider provider;
  private static List<Verification> builtIn;

  @BeforeAll
  static void start() throws Exception {
    provider = new Provider();
    builtIn = new VerificationReader("built-in").read(DefaultRules.verifications()).verifications();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private static List<ConfigTable> cases() throws Exception {
    try (InputStream in = ProvidersTest.class.getResourceAsStream("/verify/cases.toml")) {
      ConfigTable all = TomlReader.read(new String(in.readAllBytes(), UTF_8));
      return tables(all, "case");
    }
  }

  @SuppressWarnings("unchecked")
  private static List<ConfigTable> tables(ConfigTable table, String key) {
    List<ConfigTable> tables = new ArrayList<>();
    for (ConfigTable.Value value : (List<ConfigTable.Value>) table.get(key).data()) {
      tables.add((ConfigTable) value.data());
    }
    return tables;
  }

  private static String text(ConfigTable table, String key) {
    ConfigTable.Value value = table.get(key);
    return value == null ? "" : (String) value.data();
  }

  private static Verification of(String rule) {
    return builtIn.stream().filter(each -> each.rules().contains(rule)).findFirst().orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> asksAndUnderstands() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (ConfigTable each : cases()) {
      for (ConfigTable answer : tables(each, "answers")) {
        long status = (Long) answer.get("status").data();
        tests.add(
            DynamicTest.dynamicTest(
                text(each, "rule") + " " + status + " " + text(answer, "body"),
                () -> check(each, (int) status, answer)));
      }
    }
    return tests.stream();
  }

  private static void check(ConfigTable each, int status, ConfigTable answer) throws Exception {
    String rule = text(each, "rule");
    Verification verification = of(rule);
    Set<String> hosts = new HashSet<>();
    verification.urls().forEach(url -> hosts.add(Verification.host(url)));
    Verifications verifications =
        Verifications.of(DefaultRules.verifications(), "own", provider.endpoints(hosts));
    Verifier verifier =
        Verifier.online(verifications, new CommittedCertificates(), Map.of(), Clock.systemUTC());
    provider.requests().clear();
    provider.answers(status, text(answer, "body"));
    String secret = text(each, "secret");
    Verdict verdict =
        verifier.verdict(
            new Subject(
                rule,
                true,
                "",
                Content.of(secret),
                Content.of(secret),
                Content.of(text(each, "lines")),
                List.of()));
    assertThat(verdict.state().shown()).isEqualTo(text(answer, "verdict"));
    assertThat(verdict.asked()).isTrue();
    assertThat(verdict.reason()).doesNotContain(secret);
    Provider.Request request = provider.requests().get(0);
    assertThat(request.line()).isEqualTo(text(each, "request"));
    assertThat(request.body()).isEqualTo(text(each, "body"));
    for (Map.Entry<String, ConfigTable.Value> header :
        ((ConfigTable) each.get("headers").data()).values().entrySet()) {
      String wanted = ((String) header.getValue().data()).replace("{}", secret);
      if (wanted.startsWith("basic:")) {
        byte[] pair = wanted.substring("basic:".length()).getBytes(UTF_8);
        wanted = "Basic " + Base64.getEncoder().encodeToString(pair);
      }
      String found =
          request.headers().entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(header.getKey()))
              .map(entry -> entry.getValue().get(0))
              .findFirst()
              .orElse("");
      assertThat(found).as(header.getKey()).isEqualTo(wanted);
    }
    // A site of AWS that does not reject a key is the only one that can know it.
    boolean dead =
        verification.isSigned()
            ? verdict.state() == Verdict.State.UNVERIFIED
            : verdict.state() != Verdict.State.VERIFIED;
    assertThat(provider.requests()).hasSize(dead ? verification.urls().size() : 1);
  }

  @Test
  void eachVerificationHasCases() throws Exception {
    Set<Verification> tested = new HashSet<>();
    for (ConfigTable each : cases()) {
      tested.add(of(text(each, "rule")));
      List<String> verdicts = new ArrayList<>();
      tables(each, "answers").forEach(answer -> verdicts.add(text(answer, "verdict")));
      assertThat(verdicts).as(text(each, "rule")).contains("verified", "unverified", "unknown");
    }
    assertThat(tested).containsExactlyInAnyOrderElementsOf(builtIn);
    assertThat(builtIn.stream().map(Verification::provider).distinct().count())
        .isGreaterThanOrEqualTo(25);
  }

  @Test
  void usesExistingRulesAndHttps() {
    Set<String> seen = new HashSet<>();
    for (Verification each : builtIn) {
      for (String rule : each.rules()) {
        assertThat(DefaultRules.ruleSet().rule(rule)).as(rule).isNotNull();
        assertThat(seen.add(rule)).as(rule + " has one verification").isTrue();
      }
      assertThat(each.urls()).allMatch(url -> url.startsWith("https://"));
    }
  }
}
