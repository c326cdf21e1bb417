package dev.weir.gotemplate.sprig;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key derivation of RFC 7914. */
final class Scrypt {
  private Scrypt() {}

  /**
   * Returns a key.
   *
   * @param cost a power of two
   * @param blockSize in units of 128 bytes
   */
  static byte[] key(byte[] password, byte[] salt, int cost, int blockSize, int parallel, int length)
      throws GeneralSecurityException {
    int words = 32 * blockSize;
    byte[] bytes = stretched(password, salt, parallel * words * 4);
    int[] all = new int[parallel * words];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(all);
    int[] memory = new int[cost * words];
    for (int i = 0; i < parallel; i++) {
      int[] block = Arrays.copyOfRange(all, i * words, (i + 1) * words);
      mix(block, cost, memory);
      System.arraycopy(block, 0, all, i * words, words);
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(all);
    return stretched(password, bytes, length);
  }

  /** PBKDF2 with HMAC-SHA-256 and one round. */
  private static byte[] stretched(byte[] password, byte[] salt, int length)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    // A key of no bytes is not allowed, one zero byte is the same key.
    mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, "HmacSHA256"));
    byte[] out = new byte[(length + 31) / 32 * 32];
    for (int i = 0; i < out.length / 32; i++) {
      mac.update(salt);
      mac.update(ByteBuffer.allocate(4).putInt(i + 1).array());
      System.arraycopy(mac.doFinal(), 0, out, i * 32, 32);
    }
    return Arrays.copyOf(out, length);
  }

  private static void mix(int[] block, int cost, int[] memory) {
    int words = block.length;
    int[] scratch = new int[words];
    for (int i = 0; i < cost; i++) {
      System.arraycopy(block, 0, memory, i * words, words);
      blockMix(block, scratch);
    }
    for (int i = 0; i < cost; i++) {
      int from = (block[words - 16] & cost - 1) * words;
      for (int k = 0; k < words; k++) {
        block[k] ^= memory[from + k];
      }
      blockMix(block, scratch);
    }
  }

  private static void blockMix(int[] block, int[] scratch) {
    int chunks = block.length / 16;
    int[] state = Arrays.copyOfRange(block, block.length - 16, block.length);
    for (int i = 0; i < chunks; i++) {
      for (int k = 0; k < 16; k++) {
        state[k] ^= block[i * 16 + k];
      }
      salsa(state);
      int to = (i / 2 + (i % 2 == 0 ? 0 : chunks / 2)) * 16;
      System.arraycopy(state, 0, scratch, to, 16);
    }
    System.arraycopy(scratch, 0, block, 0, block.length);
  }

  /** Salsa20 with eight rounds. */
  private static void salsa(int[] state) {
    int[] x = state.clone();
    for (int round = 0; round < 4; round++) {
      quarter(x, 0, 4, 8, 12);
      quarter(x, 5, 9, 13, 1);
      quarter(x, 10, 14, 2, 6);
      quarter(x, 15, 3, 7, 11);
      quarter(x, 0, 1, 2, 3);
      quarter(x, 5, 6, 7, 4);
      quarter(x, 10, 11, 8, 9);
      quarter(x, 15, 12, 13, 14);
    }
    for (int i = 0; i < 16; i++) {
      state[i] += x[i];
    }
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
    x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
    x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
    x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
  }
}
