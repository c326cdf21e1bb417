package dev.weir.core.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.check.token.Base64Text;
import dev.weir.core.check.token.Checksums;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueChecksTest {
  private static void passes(String check, String value) {
    assertThat(Values.dismissal(check, value)).isNull();
  }

  private static void fails(String check, String value) {
    assertThat(Values.dismissal(check, value)).isNotNull();
  }

  @Test
  void everyCheckHasValues() {
    TreeSet<String> made = new TreeSet<>(Values.SUMMED.keySet());
    made.addAll(Values.STRUCTURED.keySet());
    assertThat(made).containsExactlyElementsOf(new TreeSet<>(ValueChecks.names()));
    assertThat(ValueChecks.named("no such check")).isNull();
  }

  /**
   * The check value of the CRC catalogues, and examples that providers publish, split into parts.
   */
  @Test
  void knownAnswers() {
    assertThat(Checksums.crc32("123456789".getBytes(UTF_8), 0, 9)).isEqualTo(0xCBF43926L);
    passes("github-checksum", "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq17");
    passes("grafana-checksum", "glsa_" + "HOruNAb7SOiCdshU9algkrq7FDsNSLAa" + "_54e2f8be");
    String routable = "bzoxd_Rb5_cHeWe1JH56wr2FCBA.0r";
    byte[] gitlab = (routable + "1pum4t4").getBytes(UTF_8);
    assertThat(Checksums.isWritten(Checksums.crc32(gitlab, 0, 30), gitlab, 30, Checksums.BASE36))
        .isTrue();
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0x42);
    passes("age-checksum", "AGE-SECRET-KEY-1" + "GFPYYSJZ".repeat(6) + "GFPQ" + "4EGAEX");
    assertThat(Values.ageKey(key)).endsWith("GFPYYSJZGFPQ" + "4EGAEX");
    String postQuantum = Values.ageKey("age-secret-key-pq-", key);
    passes("age-checksum", postQuantum);
    fails("age-checksum", postQuantum.replace("PQ-", ""));
    fails("age-checksum", postQuantum.replaceFirst("GFPY", "GFPP"));
  }

  @Test
  void aSumHasNoMoreDigitsThanItNeeds() {
    byte[] text = "00ff".getBytes(UTF_8);
    assertThat(Checksums.isWritten(255, text, 0, Checksums.HEX)).isTrue();
    assertThat(Checksums.isWritten(255, text, 3, Checksums.HEX)).isFalse();
    assertThat(Checksums.isWritten(255, text, 0, Checksums.HEX_UPPER)).isFalse();
  }

  /** Forms whose checksum is not known, and values that do not have the format at all. */
  @Test
  void unknownFormsAreNotJudged() {
    Random random = new Random(1);
    passes("github-checksum", "ghr_" + Values.chars(random, Values.ALNUM, 76));
    passes("github-checksum", "github_pat_" + Values.chars(random, Values.ALNUM, 29));
    passes("github-checksum", "ghx_" + Values.chars(random, Values.ALNUM, 36));
    passes("polar-checksum", "polar_pat_" + Values.chars(random, Values.ALNUM, 42));
    passes("polar-checksum", "polar_at_u_" + Values.chars(random, Values.ALNUM, 38));
    passes("atlassian-checksum", "ATATT3" + Values.chars(random, Values.ALNUM, 186));
    passes("gitlab-checksum", "glpat-" + Values.chars(random, Values.ALNUM, 20));
    passes("cloudflare-checksum", Values.chars(random, Values.ALNUM, 40));
    passes("aws-key-id", "ABIA7777777777777777");
    passes("pypi-macaroon", "twine");
    passes("1password-body", "A3");
    passes("private-key-body", "PuTTY-User-Key-File-2");
    for (String name : ValueChecks.names()) {
      if (Values.SUMMED.containsKey(name)) {
        passes(name, "");
      }
    }
  }

  @Test
  void prefixesOfOneFamilyShareTheirSum() {
    String body = "0123456789".repeat(4);
    String sum = String.format("%08x", Values.crc(body));
    passes("cloudflare-checksum", "cfk_" + body + sum);
    passes("cloudflare-checksum", "cfat_" + body + sum);
    fails("cloudflare-checksum", "cfk_" + body + "00000000");
    fails("age-checksum", "AGE-SECRET-KEY-1" + "b".repeat(58));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"a\" : -0.5e+3 , \"b\":[ ] }\n",
        "{\"a\":\"\\u00e4\\\\\\n\u00C3\u00A4\",\"b\":{\"c\":[true,false,null,{}]}}",
      })
  void jsonObjects(String json) {
    passes("json-body", Values.base64(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{}}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":+1}",
        "{\"a\":nul}",
        "{\"a\":[1,]}",
        "{\"a\":[1}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"\\u00",
        "{\"a\":\"\\",
        "{\"a\":\"\u00C3\"}",
      })
  void noJsonObjects(String json) {
    fails("json-body", Values.base64(json));
  }

  @Test
  void deepJsonIsRefusedAndHarmsNothing() {
    fails("json-body", Values.base64("{\"a\":" + "[".repeat(1_000_000)));
    fails("json-body", Values.base64("{\"a\":".repeat(200_000)));
  }

  @Test
  void base64OfEitherAlphabet() {
    byte[] text = "{\"a\":\"??>>??>>\"}".getBytes(UTF_8);
    passes("json-body", Base64.getEncoder().encodeToString(text));
    passes("json-body", Base64.getUrlEncoder().encodeToString(text));
    passes("json-body", Base64.getUrlEncoder().withoutPadding().encodeToString(text));
    fails("json-body", "e30e3");
    fails("json-body", "e3 0");
    assertThat(Base64Text.decode("AP-_".getBytes(UTF_8), 0, 4)).containsExactly(0, -1, -65);
  }

  @Test
  void jsonWebTokens() {
    String header = Values.base64Url("{\"alg\":\"HS256\"}");
    String claims = Values.base64Url("{\"exp\":1}");
    passes("jwt-structure", header + "." + claims + ".AAAA");
    passes("jwt-structure", header + "." + claims + ".");
    passes("jwt-structure", header + ".eyJ/a\\/b.AAAA");
    fails("jwt-structure", header + "." + claims);
    fails("jwt-structure", header);
    fails("jwt-structure", header + ".eyJ12." + "AAAA");
    fails("jwt-structure", header + "A." + claims + ".AAAA");
    fails("jwt-structure", Values.base64Url("{\"typ\":\"JWT\"}") + "." + claims + ".AAAA");
    fails("jwt-structure", Values.base64Url("{\"typ\":{\"alg\":1}}") + "." + claims + ".AAAA");
    fails("jwt-structure", Values.base64Url("{\"alg\":\u00FF}") + "." + claims + ".AAAA");
  }

  @Test
  void macaroons() {
    String value = Values.valid("pypi-macaroon", new Random(7));
    byte[] body = Base64.getUrlDecoder().decode(value.substring(5));
    for (int i = 0; i < body.length; i++) {
      byte[] cut = Arrays.copyOf(body, i);
      fails("pypi-macaroon", "pypi-" + Base64.getUrlEncoder().encodeToString(cut));
    }
    byte[] longer = Arrays.copyOf(body, body.length + 1);
    fails("pypi-macaroon", "pypi-" + Base64.getUrlEncoder().encodeToString(longer));
    body[0] = 1;
    fails("pypi-macaroon", "pypi-" + Base64.getUrlEncoder().encodeToString(body));
    fails("pypi-macaroon", "pypi-AgEIcHlwaS5vcmc" + Values.chars(new Random(2), Values.ALNUM, 64));
    fails("pypi-macaroon", "pypi-a b");
    byte[] lengthWithoutEnd = new byte[40];
    Arrays.fill(lengthWithoutEnd, (byte) 0xFF);
    lengthWithoutEnd[0] = 2;
    lengthWithoutEnd[1] = 2;
    fails("pypi-macaroon", "pypi-" + Base64.getEncoder().encodeToString(lengthWithoutEnd));
  }

  /**
   * The first bit shows whether an account follows; 0xE8D4A50FFF is the last number of twelve
   * digits.
   */
  @Test
  void awsAccounts() {
    passes("aws-key-id", "AKIAIAAAAAAAAAAAAAAA");
    passes("aws-key-id", "AKIAJ777777777777777");
    passes("aws-key-id", "AKIA5AAAAAAAAAAAAAAA");
    passes("aws-key-id", keyId(999_999_999_999L));
    fails("aws-key-id", keyId(1_000_000_000_000L));
    fails("aws-key-id", "ASIA7777777777777777");
    fails("aws-key-id", "AKIAQ1AAAAAAAAAAAAAA");
  }

  private static String keyId(long account) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    long head = 1L << 44 | account << 4;
    StringBuilder text = new StringBuilder("AKIA");
    for (int shift = 40; shift >= 0; shift -= 5) {
      text.append(alphabet.charAt((int) (head >> shift & 31)));
    }
    return text + "AAAAAAA";
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\\n", "\r\n", "\\\\n", "\"\n  + \"", "\n# ", "&#10;", " "})
  void privateKeysHoweverTheirLinesAreJoined(String between) {
    String line = "MC4CAQAwBQYDK2Vw";
    passes(
        "private-key-body",
        String.join(
            between,
            "-----BEGIN PRIVATE KEY-----",
            line.repeat(2),
            line.repeat(2),
            "-----END PRIVATE KEY-----"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n\n",
        "\nput your own key here, all the lines of it, and nothing else but the lines\n",
        "\nMIIEpAIBAAKCAQEA...\n",
        "{{ range .Lines }}{{ . | indent 4 }}{{ end }} and so on, and so on, and so on",
        "--------------------------------------------------------------------------",
      })
  void noPrivateKeys(String body) {
    fails("private-key-body", "-----BEGIN PRIVATE KEY-----" + body + "-----END PRIVATE KEY-----");
    fails("private-key-body", "-----begin private key-----" + body + "-----end private key-----");
  }

  @Test
  void reasonsHoldNothingOfTheValue() {
    for (String name : ValueChecks.names()) {
      byte[] value = Values.valid(name, new Random(3)).getBytes(ISO_8859_1);
      Arrays.fill(value, value.length / 4, value.length * 3 / 4, (byte) '!');
      String reason = Values.dismissal(name, value);
      assertThat(reason == null ? "it" : reason).as(name).matches("its?\\b[A-Za-z0-9 ]*");
    }
  }
}
