package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and searched for a key is not in another key, nor in its public key. */
class KeyPartsTest {
  private static String armoured(String kind, byte[] body, int width, String end) {
    String word = kind + "PRIVATE" + " KEY-----";
    String base64 = Base64.getMimeEncoder(width, end.getBytes(UTF_8)).encodeToString(body);
    return "-----BEGIN " + word + end + base64 + end + "-----END " + word;
  }

  private static byte[] field(byte[] value) {
    return ByteBuffer.allocate(4 + value.length).putInt(value.length).put(value).array();
  }

  private static byte[] field(String value) {
    return field(value.getBytes(UTF_8));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Returns a key of ssh-keygen's format, and its public key. */
  private static String[] openSsh(String type, long seed) throws Exception {
    Random random = new Random(seed);
    byte[] check = new byte[4];
    random.nextBytes(check);
    byte[] publicPart;
    byte[] numbers;
    if (type.equals("ssh-rsa")) {
      KeyPairGenerator maker = KeyPairGenerator.getInstance("RSA");
      maker.initialize(1024);
      RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) maker.generateKeyPair().getPrivate();
      byte[] n = rsa.getModulus().toByteArray();
      byte[] e = rsa.getPublicExponent().toByteArray();
      publicPart = join(field(e), field(n));
      numbers =
          join(
              field(n),
              field(e),
              field(rsa.getPrivateExponent().toByteArray()),
              field(rsa.getCrtCoefficient().toByteArray()),
              field(rsa.getPrimeP().toByteArray()),
              field(rsa.getPrimeQ().toByteArray()));
    } else {
      byte[] half = new byte[32];
      byte[] secret = new byte[32];
      random.nextBytes(half);
      random.nextBytes(secret);
      publicPart = field(half);
      numbers = join(field(half), field(join(secret, half)));
    }
    byte[] blob = join(field(type), publicPart);
    byte[] inner =
        join(check, check, field(type), numbers, field("jane@a-long-name.of-a-host.example.com"));
    byte[] body =
        join(
            "openssh-key-v1\0".getBytes(UTF_8),
            field("none"),
            field("none"),
            field(""),
            new byte[] {0, 0, 0, 1},
            field(blob),
            field(inner));
    return new String[] {
      armoured("OPENSSH ", body, 70, "\n"), type + " " + Base64.getEncoder().encodeToString(blob)
    };
  }

  private static void assertOnly(String key, List<String> others) throws Exception {
    ReportedLeak leak = new ReportedLeak("rule", "", "file", "", "", 1, 1, "", key, List.of());
    List<LeakedValue> values = List.of(new LeakedValue(1, List.of(leak), Content.of(key)));
    byte[] file = Expressions.write(values, List.of());
    for (SecretNeedles needles :
        List.of(SecretNeedles.of(values), Expressions.read(file, "file").build())) {
      for (String form :
          List.of(
              key,
              key.replace("\n", "\\n"),
              Base64.getEncoder().encodeToString(key.getBytes(UTF_8)),
              Base64.getMimeEncoder().encodeToString(key.getBytes(UTF_8)))) {
        assertThat(finds(needles, form)).isTrue();
      }
      for (String other : others) {
        for (String form :
            List.of(
                other,
                other.replace("\n", "\\n"),
                Base64.getEncoder().encodeToString(other.getBytes(UTF_8)),
                Base64.getMimeEncoder().encodeToString(other.getBytes(UTF_8)))) {
          assertThat(finds(needles, form)).as(form).isFalse();
        }
      }
    }
  }

  private static boolean finds(SecretNeedles needles, String text) {
    BitSet found = new BitSet();
    byte[] bytes = text.getBytes(UTF_8);
    needles.find(bytes, 0, bytes.length, found);
    return !found.isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh-ed25519", "ssh-rsa"})
  void openSshKeysOfOneOwnerHaveNothingInCommon(String type) throws Exception {
    String[] one = openSsh(type, 1);
    String[] other = openSsh(type, 2);
    assertOnly(one[0], List.of(other[0], other[1], one[1]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "DSA", "Ed25519"})
  void pkcsKeysOfOneKindHaveNothingInCommon(String kind) throws Exception {
    KeyPairGenerator maker = KeyPairGenerator.getInstance(kind);
    if (!kind.equals("Ed25519")) {
      maker.initialize(kind.equals("EC") ? 256 : 1024);
    }
    KeyPair one = maker.generateKeyPair();
    KeyPair other = maker.generateKeyPair();
    for (String end : List.of("\n", "\r\n")) {
      for (int width : new int[] {64, 76, 4096}) {
        assertOnly(
            armoured("", one.getPrivate().getEncoded(), width, end),
            List.of(
                armoured("", other.getPrivate().getEncoded(), width, end),
                Base64.getEncoder().encodeToString(one.getPublic().getEncoded()),
                Base64.getEncoder().encodeToString(other.getPublic().getEncoded())));
      }
    }
    if (one.getPrivate() instanceof DSAPrivateKey dsa) {
      assertThat(dsa.getParams().getP())
          .isEqualTo(((DSAPrivateKey) other.getPrivate()).getParams().getP());
    }
  }

  @Test
  void aPgpKeyHasNothingInCommonWithItsPublicKey() throws Exception {
    byte[][] one = pgp(1);
    byte[][] other = pgp(2);
    assertOnly(
        armour("PGP PRIVATE" + " KEY BLOCK", one[0]),
        List.of(
            armour("PGP PUBLIC KEY BLOCK", one[1]),
            armour("PGP PUBLIC KEY BLOCK", other[1]),
            armour("PGP PRIVATE" + " KEY BLOCK", other[0])));
  }

  private static String armour(String kind, byte[] body) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body);
    return "-----BEGIN " + kind + "-----\n\n" + base64 + "\n=aB3d\n-----END " + kind + "-----";
  }

  /** Returns the packets of an RSA key and of its public key, both with a name. */
  private static byte[][] pgp(long seed) {
    Random random = new Random(seed);
    byte[] modulus = new byte[258];
    byte[] secret = new byte[600];
    random.nextBytes(modulus);
    random.nextBytes(secret);
    modulus[0] = 8;
    modulus[1] = 0;
    byte[] exponent = {0, 17, 1, 0, 1};
    byte[] head = {4, 1, 2, 3, 4, 1};
    byte[] name = "Jane Doe <jane@a-long-name.of-a-host.example.com>".getBytes(UTF_8);
    byte[] uid = join(new byte[] {(byte) 0xB4, (byte) name.length}, name);
    return new byte[][] {
      join(packet(0x95, join(head, modulus, exponent, secret)), uid),
      join(packet(0x99, join(head, modulus, exponent)), uid)
    };
  }

  private static byte[] packet(int tag, byte[] body) {
    return join(new byte[] {(byte) tag, (byte) (body.length >> 8), (byte) body.length}, body);
  }

  @Test
  void theLinesOfAnotherTextAreItsOwn() {
    assertThat(KeyParts.own(List.of("abc".getBytes(UTF_8))).get(0).cardinality()).isEqualTo(3);
  }
}
