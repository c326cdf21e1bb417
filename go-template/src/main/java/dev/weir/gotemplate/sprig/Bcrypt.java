package dev.weir.gotemplate.sprig;

import dev.weir.gotemplate.gostd.GoText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The password hash bcrypt: Blowfish with a costly key schedule. */
final class Bcrypt {
  private static final int COST = 10;
  private static final String DIGITS =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** The words that Blowfish starts from: the digits of pi after the point. */
  private static final int[] PI = piWords(18 + 4 * 256);

  private final int[] keys = Arrays.copyOf(PI, 18);
  private final int[] boxes = Arrays.copyOfRange(PI, 18, PI.length);

  private Bcrypt() {}

  /** Returns the hash with its salt, as {@code $2a$10$...}. */
  static String hash(String password, byte[] salt) {
    byte[] bytes = GoText.bytes(password);
    if (bytes.length > 72) {
      return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
    }
    byte[] key = Arrays.copyOf(bytes, bytes.length + 1);
    Bcrypt cipher = new Bcrypt();
    cipher.expand(key, salt);
    byte[] noSalt = new byte[16];
    for (int i = 0; i < 1 << COST; i++) {
      cipher.expand(key, noSalt);
      cipher.expand(salt, noSalt);
    }
    byte[] text = "OrpheanBeholderScryDoubt".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    int[] words = new int[6];
    ByteBuffer.wrap(text).asIntBuffer().get(words);
    for (int i = 0; i < 6; i += 2) {
      for (int k = 0; k < 64; k++) {
        cipher.encrypt(words, i);
      }
    }
    ByteBuffer hash = ByteBuffer.allocate(24);
    hash.asIntBuffer().put(words);
    return "$2a$" + COST + "$" + base64(salt) + base64(Arrays.copyOf(hash.array(), 23));
  }

  private void expand(byte[] key, byte[] salt) {
    int[] place = {0};
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= word(key, place);
    }
    place[0] = 0;
    int[] pair = new int[2];
    fill(keys, pair, salt, place);
    fill(boxes, pair, salt, place);
  }

  private void fill(int[] target, int[] pair, byte[] salt, int[] place) {
    for (int i = 0; i < target.length; i += 2) {
      pair[0] ^= word(salt, place);
      pair[1] ^= word(salt, place);
      encrypt(pair, 0);
      target[i] = pair[0];
      target[i + 1] = pair[1];
    }
  }

  private static int word(byte[] bytes, int[] place) {
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word = word << 8 | (bytes[place[0]] & 0xFF);
      place[0] = (place[0] + 1) % bytes.length;
    }
    return word;
  }

  private void encrypt(int[] words, int at) {
    int left = words[at] ^ keys[0];
    int right = words[at + 1];
    for (int i = 1; i <= 16; i += 2) {
      right ^= mixed(left) ^ keys[i];
      left ^= mixed(right) ^ keys[i + 1];
    }
    words[at] = right ^ keys[17];
    words[at + 1] = left;
  }

  private int mixed(int x) {
    int sum = boxes[x >>> 24] + boxes[256 + (x >>> 16 & 0xFF)];
    return (sum ^ boxes[512 + (x >>> 8 & 0xFF)]) + boxes[768 + (x & 0xFF)];
  }

  private static String base64(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 3) {
      int count = Math.min(3, bytes.length - i);
      int bits = 0;
      for (int k = 0; k < 3; k++) {
        bits = bits << 8 | (k < count ? bytes[i + k] & 0xFF : 0);
      }
      for (int k = 0; k <= count; k++) {
        out.append(DIGITS.charAt(bits >> (18 - 6 * k) & 63));
      }
    }
    return out.toString();
  }

  /** Returns the first 32-bit words of pi's fraction, by Machin's formula. */
  private static int[] piWords(int count) {
    int bits = 32 * count + 64;
    BigInteger pi =
        arctanOfInverse(5, bits).shiftLeft(4).subtract(arctanOfInverse(239, bits).shiftLeft(2));
    BigInteger fraction = pi.subtract(BigInteger.valueOf(3).shiftLeft(bits)).shiftRight(64);
    int[] words = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      words[i] = fraction.intValue();
      fraction = fraction.shiftRight(32);
    }
    return words;
  }

  private static BigInteger arctanOfInverse(int x, int bits) {
    BigInteger term = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
    BigInteger square = BigInteger.valueOf((long) x * x);
    BigInteger sum = term;
    for (int n = 3; term.signum() > 0; n += 2) {
      term = term.divide(square);
      BigInteger part = term.divide(BigInteger.valueOf(n));
      sum = n % 4 == 3 ? sum.subtract(part) : sum.add(part);
    }
    return sum;
  }
}
