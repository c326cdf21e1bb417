package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DigestsTest {
  private static final String KEY = "0123456789abcdef".repeat(4);

  @Test
  void aDigestDependsOnTheKey() {
    assertThat(new Digests("00".repeat(32), null).of("text"))
        .hasSize(64)
        .isNotEqualTo(new Digests(KEY, null).of("text"))
        .isEqualTo(new Digests("00".repeat(32), null).of("text"));
  }

  @Test
  void aSecretIsEncryptedTheSameWayInEachRun() throws Exception {
    Digests digests = new Digests("00".repeat(32), KEY);
    byte[] secret = "a secret".getBytes(UTF_8);
    String hidden = digests.encrypted(secret, "place");
    assertThat(hidden)
        .isEqualTo(digests.encrypted(secret, "place"))
        .isNotEqualTo(digests.encrypted(secret, "other place"));
    byte[] bytes = Base64.getDecoder().decode(hidden);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES"),
        new GCMParameterSpec(128, Arrays.copyOf(bytes, 12)));
    assertThat(cipher.doFinal(bytes, 12, bytes.length - 12)).isEqualTo(secret);
  }

  @Test
  void withoutAKeyNoSecretIsKept() {
    assertThat(new Digests(KEY, null).encrypted("a secret".getBytes(UTF_8), "place")).isNull();
  }
}
