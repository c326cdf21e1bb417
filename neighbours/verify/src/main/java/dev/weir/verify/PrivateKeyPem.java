package dev.weir.verify;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys in PEM: PKCS 8 (RFC 5958), RSA's own form (RFC 8017) and the form for elliptic
 * curves (RFC 5915). Encrypted keys and those of OpenSSH are not supported.
 */
final class PrivateKeyPem {
  private static final Pattern ARMOUR =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----(.*?)-----END ", Pattern.DOTALL);
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xA0;
  private static final byte[] CHALLENGE = new byte[32];

  private PrivateKeyPem() {}

  /** Returns the key, or null if it cannot be read. */
  static @Nullable PrivateKey read(String text) {
    Matcher matcher = ARMOUR.matcher(text.replace("\\n", "\n").replace("\\r", ""));
    if (!matcher.find()) {
      return null;
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(matcher.group(2));
    } catch (IllegalArgumentException e) {
      return null;
    }
    byte[] pkcs8 =
        switch (matcher.group(1)) {
          case "RSA PRIVATE KEY" -> wrapped(RSA, der);
          case "EC PRIVATE KEY" -> wrappedCurve(der);
          default -> der;
        };
    for (String algorithm : pkcs8 == null ? List.<String>of() : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        // The key has another algorithm, or is damaged.
      }
    }
    return null;
  }

  /** Returns true if the public key verifies what the private key signs. */
  static boolean belongs(PrivateKey key, PublicKey to) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(CHALLENGE);
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(to);
      checking.update(CHALLENGE);
      return checking.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, key));
  }

  // The key contains the name of the curve as [0]; PKCS 8 has it next to the algorithm.
  private static byte @Nullable [] wrappedCurve(byte[] key) {
    int at = 0;
    while (at + 3 < key.length) {
      boolean curve = (key[at] & 0xFF) == CURVE && key[at + 2] == 6;
      int length = key[at + 1] & 0xFF;
      if (curve && at + 2 + length <= key.length) {
        byte[] name = Arrays.copyOfRange(key, at + 2, at + 2 + length);
        return wrapped(tagged(SEQUENCE, EC, name), key);
      }
      at++;
    }
    return null;
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
