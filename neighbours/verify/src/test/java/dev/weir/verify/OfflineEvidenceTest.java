package dev.weir.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what a secret's bytes reveal without asking a provider. */
class OfflineEvidenceTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  private static Verdict of(String check, String secret, Clock clock, Content... texts)
      throws Exception {
    CommittedCertificates certificates = new CommittedCertificates();
    for (Content text : texts) {
      certificates.look(text);
    }
    Content content = Content.of(secret);
    return Verifier.offline(certificates, clock)
        .verdict(new Subject("rule", true, check, content, content, content, List.of()));
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static String token(String claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(UTF_8))
        + "."
        + base64.encodeToString(claims.getBytes(UTF_8))
        + ".c2lnbmF0dXJl";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"exp":1780272000} | UNKNOWN | [jwt-ends:2026-06-01T00:00:00Z]
          {"exp":1780271999} | UNVERIFIED | [jwt-ends:2026-05-31T23:59:59Z]
          {"exp":1780272000.5} | UNKNOWN | [jwt-ends:2026-06-01T00:00:00Z]
          {"exp":"soon"} | UNKNOWN | []
          {"sub":"jane"} | UNKNOWN | [jwt-ends:never]
          {"exp":9e300} | UNKNOWN | []
          {"exp | UNKNOWN | []
          """)
  void readsWhenATokenExpires(String claims, Verdict.State state, String evidence)
      throws Exception {
    Verdict verdict = of("", token(claims), clock());
    assertThat(verdict.state()).isEqualTo(state);
    assertThat(verdict.evidence()).hasToString(evidence);
    assertThat(verdict.asked()).isFalse();
  }

  private static String gitHub(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(US_ASCII));
    StringBuilder sum = new StringBuilder();
    for (long rest = crc.getValue(); sum.length() < 6; rest /= 62) {
      sum.insert(0, BASE62.charAt((int) (rest % 62)));
    }
    return "ghp_" + body + sum;
  }

  @Test
  void checksumsAreEvidence() throws Exception {
    String token = gitHub("a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5");
    Verdict right = of("github-checksum", token, clock());
    assertThat(right.evidence()).containsExactly("check-sum:right");
    assertThat(right.state()).isEqualTo(Verdict.State.UNKNOWN);
    Verdict wrong = of("github-checksum", token.replace("a1B2", "a1B3"), clock());
    assertThat(wrong.evidence()).containsExactly("check-sum:wrong");
    assertThat(wrong.state()).isEqualTo(Verdict.State.UNVERIFIED);
    assertThat(of("", token, clock()).evidence()).isEmpty();
    assertThat(of("github-checksum", "no-sum-in-this", clock()).evidence()).isEmpty();
  }

  @Test
  void aSumThatTheProviderDoesNotDefineProvesNothing() throws Exception {
    String token = "cfut_" + "a1B2c3D4e5".repeat(4) + "00000000";
    Verdict wrong = of("cloudflare-checksum", token, clock());
    assertThat(wrong.evidence()).containsExactly("check-sum:wrong");
    assertThat(wrong.state()).isEqualTo(Verdict.State.UNKNOWN);
  }

  private record Pair(PrivateKey key, Content certificate) {}

  /** Key pairs, each made only once, because that starts another program. */
  private static final Map<String, Pair> MADE = new HashMap<>();

  private Pair pair(String algorithm, String size) throws Exception {
    Pair made = MADE.get(algorithm + size);
    if (made == null) {
      made = newPair(algorithm, size);
      MADE.put(algorithm + size, made);
    }
    return made;
  }

  private Pair newPair(String algorithm, String size) throws Exception {
    Path store = folder.resolve(algorithm + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String[] words = {
      keytool.toString(),
      "-genkeypair",
      "-keystore",
      store.toString(),
      "-storetype",
      "PKCS12",
      "-storepass",
      "changeit",
      "-alias",
      "a",
      "-keyalg",
      algorithm,
      "-validity",
      "10",
      "-dname",
      "CN=" + algorithm + ".example.com"
    };
    List<String> command = new ArrayList<>(Arrays.asList(words));
    if (!size.isEmpty()) {
      command.addAll(Arrays.asList(size.split(" ")));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(Files.newInputStream(store), PASSWORD);
    return new Pair(
        (PrivateKey) keys.getKey("a", PASSWORD),
        Content.of("x\n" + pem("CERTIFICATE", keys.getCertificate("a").getEncoded())));
  }

  private static String pem(String name, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + name + "-----\n" + body + "\n-----END " + name + "-----\n";
  }

  @ParameterizedTest
  @CsvSource({"RSA, -keysize 2048", "EC, -groupname secp256r1", "Ed25519, ''"})
  void matchesAKeyWithItsCertificate(String algorithm, String size) throws Exception {
    Pair pair = pair(algorithm, size);
    Clock clock = Clock.systemUTC();
    String key = pem("PRIVATE KEY", pair.key().getEncoded());
    Verdict verdict = of("", key, clock, pair.certificate());
    assertThat(verdict.state()).isEqualTo(Verdict.State.VERIFIED);
    assertThat(verdict.evidence())
        .first()
        .isEqualTo("certificate:CN=" + algorithm + ".example.com");
    assertThat(of("", key.replace("\n", "\\n"), clock, pair.certificate()).state())
        .isEqualTo(Verdict.State.VERIFIED);
    // After the certificate has expired, the key matches but nothing shows that it is in use.
    Clock later = Clock.offset(clock, Duration.ofDays(20));
    Verdict old = of("", key, later, pair.certificate());
    assertThat(old.state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(old.evidence()).hasSize(2);
    assertThat(of("", key, clock).state()).isEqualTo(Verdict.State.UNKNOWN);
    if (algorithm.equals("RSA")) {
      byte[] pkcs8 = pair.key().getEncoded();
      String own = pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
      assertThat(of("", own, clock, pair.certificate()).state()).isEqualTo(Verdict.State.VERIFIED);
    }
  }

  @Test
  void doesNotMatchAnotherKey() throws Exception {
    Pair one = pair("RSA", "-keysize 2048");
    Pair other = pair("EC", "-groupname secp256r1");
    String key = pem("PRIVATE KEY", one.key().getEncoded());
    Verdict verdict = of("", key, Clock.systemUTC(), other.certificate());
    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(verdict.evidence()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----\nnot base64 !!\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\n\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n-----END OPENSSH PRIVATE KEY-----"
      })
  void damagedKeysAreUnknown(String key) throws Exception {
    Content certificate = pair("RSA", "-keysize 2048").certificate();
    Verdict verdict = of("", key, Clock.systemUTC(), certificate);
    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(verdict.evidence()).isEmpty();
  }

  @Test
  void readsTheFormForEllipticCurves() throws Exception {
    RequiredProgram.find("openssl");
    String script =
        "openssl ecparam -name secp384r1 -genkey -noout -out key.pem && openssl req -x509 -new"
            + " -key key.pem -subj /CN=curve -days 5 -out crt.pem";
    Process process =
        new ProcessBuilder("sh", "-ec", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    String key = Files.readString(folder.resolve("key.pem"));
    assertThat(key).contains("BEGIN EC PRIVATE KEY");
    Content certificate = Content.of(Files.readString(folder.resolve("crt.pem")));
    assertThat(of("", key, Clock.systemUTC(), certificate).state())
        .isEqualTo(Verdict.State.VERIFIED);
  }
}
