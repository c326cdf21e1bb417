package dev.weir.gotemplate.sprig;

import dev.weir.gotemplate.gostd.FunctionException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** New private keys in PEM, in the forms that Go writes. */
final class PrivateKeys {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;

  /** The name of the curve P-256 in DER. */
  private static final byte[] P256 = {6, 8, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 3, 1, 7};

  private PrivateKeys() {}

  static String generate(String type) throws FunctionException {
    try {
      return switch (type) {
        case "", "rsa" -> pem("RSA PRIVATE KEY", rsa(pair("RSA", 4096)));
        case "dsa" -> pem("DSA PRIVATE KEY", dsa(pair("DSA", 2048)));
        case "ecdsa" -> pem("EC PRIVATE KEY", elliptic());
        case "ed25519" ->
            pem(
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded());
        default -> "Unknown type " + type;
      };
    } catch (GeneralSecurityException e) {
      throw new FunctionException("failed to generate private key: " + e.getMessage());
    }
  }

  private static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static byte[] rsa(KeyPair pair) {
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
    return sequence(
        integer(BigInteger.ZERO),
        integer(key.getModulus()),
        integer(key.getPublicExponent()),
        integer(key.getPrivateExponent()),
        integer(key.getPrimeP()),
        integer(key.getPrimeQ()),
        integer(key.getPrimeExponentP()),
        integer(key.getPrimeExponentQ()),
        integer(key.getCrtCoefficient()));
  }

  private static byte[] dsa(KeyPair pair) {
    DSAPrivateKey key = (DSAPrivateKey) pair.getPrivate();
    DSAParams params = key.getParams();
    return sequence(
        integer(BigInteger.ZERO),
        integer(params.getP()),
        integer(params.getQ()),
        integer(params.getG()),
        integer(((DSAPublicKey) pair.getPublic()).getY()),
        integer(key.getX()));
  }

  private static byte[] elliptic() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    ECPublicKey open = (ECPublicKey) pair.getPublic();
    byte[] point =
        joined(new byte[] {0, 4}, fixed(open.getW().getAffineX()), fixed(open.getW().getAffineY()));
    return sequence(
        integer(BigInteger.ONE),
        element(OCTET_STRING, fixed(((ECPrivateKey) pair.getPrivate()).getS())),
        element(0xA0, P256),
        element(0xA1, element(BIT_STRING, point)));
  }

  private static byte[] fixed(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] all = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, all, 32 - (bytes.length - from), bytes.length - from);
    return all;
  }

  private static byte[] integer(BigInteger value) {
    return element(INTEGER, value.toByteArray());
  }

  private static byte[] sequence(byte[]... parts) {
    return element(SEQUENCE, joined(parts));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else if (content.length < 256) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static String pem(String type, byte[] content) {
    byte[] newline = {'\n'};
    String body = Base64.getMimeEncoder(64, newline).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }
}
