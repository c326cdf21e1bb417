package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.INT;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Limits;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.Adler32;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Sprig's functions for digests, AES and random values. */
public final class CryptoFunctions {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BLOCK = 16;

  private CryptoFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(STRING);
    List<GoType> two = List.of(STRING, STRING);
    table.add("sha1sum", one, args -> digest("SHA-1", args.text(0)));
    table.add("sha256sum", one, args -> digest("SHA-256", args.text(0)));
    table.add("sha512sum", one, args -> digest("SHA-512", args.text(0)));
    table.add("adler32sum", one, args -> adler(args.text(0)));
    table.add("encryptAES", two, args -> encrypted(args.text(0), args.text(1)));
    table.add("decryptAES", two, args -> decrypted(args.text(0), args.text(1)));

    table.add("uuidv4", List.of(), args -> UUID.randomUUID().toString());
    table.add("randBytes", List.of(INT), args -> bytes(args.integer(0)));
    table.add("randAlpha", List.of(INT), args -> chars(args.integer(0), LETTERS));
    table.add("randNumeric", List.of(INT), args -> chars(args.integer(0), DIGITS));
    table.add("randAlphaNum", List.of(INT), args -> chars(args.integer(0), LETTERS + DIGITS));
    table.add("randAscii", List.of(INT), args -> chars(args.integer(0), ascii()));
    table.add("shuffle", one, args -> shuffled(args.text(0)));
  }

  private static String digest(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(GoText.bytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String adler(String text) {
    Adler32 sum = new Adler32();
    sum.update(GoText.bytes(text));
    return String.valueOf(sum.getValue());
  }

  private static String encrypted(String password, String text) throws FunctionException {
    if (text.isEmpty()) {
      return "";
    }
    byte[] iv = random(BLOCK);
    byte[] content = GoText.bytes(text);
    int padding = BLOCK - content.length % BLOCK;
    byte[] padded = Arrays.copyOf(content, content.length + padding);
    Arrays.fill(padded, content.length, padded.length, (byte) padding);
    byte[] all = Arrays.copyOf(iv, BLOCK + padded.length);
    System.arraycopy(aes(Cipher.ENCRYPT_MODE, password, iv, padded), 0, all, BLOCK, padded.length);
    return Base64.getEncoder().encodeToString(all);
  }

  private static String decrypted(String password, String encoded) throws FunctionException {
    if (encoded.isEmpty()) {
      return "";
    }
    byte[] all = EncodingFunctions.base64(encoded);
    if (all.length < BLOCK) {
      throw new FunctionException(
          "runtime error: slice bounds out of range [:16] with capacity " + all.length);
    }
    if (all.length % BLOCK != 0) {
      throw new FunctionException("crypto/cipher: input not full blocks");
    }
    byte[] iv = Arrays.copyOf(all, BLOCK);
    byte[] plain =
        aes(Cipher.DECRYPT_MODE, password, iv, Arrays.copyOfRange(all, BLOCK, all.length));
    if (plain.length == 0) {
      throw new FunctionException("runtime error: index out of range [-1]");
    }
    int end = plain.length - (plain[plain.length - 1] & 0xFF);
    if (end < 0) {
      throw new FunctionException("runtime error: slice bounds out of range [:" + end + "]");
    }
    return GoText.of(plain, 0, end);
  }

  private static byte[] aes(int mode, String password, byte[] iv, byte[] input)
      throws FunctionException {
    try {
      byte[] key = Arrays.copyOf(GoText.bytes(password), 32);
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new FunctionException(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String bytes(long count) throws FunctionException {
    if (count < 0) {
      throw new FunctionException("runtime error: makeslice: len out of range");
    }
    Limits.checkChars(count);
    return Base64.getEncoder().encodeToString(random((int) count));
  }

  private static String chars(long count, String from) throws FunctionException {
    Limits.checkChars(count);
    StringBuilder out = new StringBuilder();
    for (long i = 0; i < count; i++) {
      out.append(from.charAt(RANDOM.nextInt(from.length())));
    }
    return out.toString();
  }

  private static String ascii() {
    StringBuilder all = new StringBuilder();
    for (char c = ' '; c < 0x7F; c++) {
      all.append(c);
    }
    return all.toString();
  }

  private static String shuffled(String text) {
    int[] all = text.codePoints().toArray();
    for (int i = all.length - 1; i > 0; i--) {
      int other = RANDOM.nextInt(i + 1);
      int kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    return new String(all, 0, all.length);
  }
}
