package dev.weir.gotemplate.sprig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.Arguments;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Passwords by the Master Password algorithm: the same for a user and a site each time. */
final class DerivedPassword {
  private static final byte[] SCOPE = "com.lyndir.masterpassword".getBytes(US_ASCII);
  private static final Map<String, List<String>> SHAPES =
      Map.of(
          "maximum",
          List.of("anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"),
          "long",
          List.of(
              "CvcvnoCvcvCvcv",
              "CvcvCvcvnoCvcv",
              "CvcvCvcvCvcvno",
              "CvccnoCvcvCvcv",
              "CvccCvcvnoCvcv",
              "CvccCvcvCvcvno",
              "CvcvnoCvccCvcv",
              "CvcvCvccnoCvcv",
              "CvcvCvccCvcvno",
              "CvcvnoCvcvCvcc",
              "CvcvCvcvnoCvcc",
              "CvcvCvcvCvccno",
              "CvccnoCvccCvcv",
              "CvccCvccnoCvcv",
              "CvccCvccCvcvno",
              "CvcvnoCvccCvcc",
              "CvcvCvccnoCvcc",
              "CvcvCvccCvccno",
              "CvccnoCvcvCvcc",
              "CvccCvcvnoCvcc",
              "CvccCvcvCvccno"),
          "medium",
          List.of("CvcnoCvc", "CvcCvcno"),
          "short",
          List.of("Cvcn"),
          "basic",
          List.of("aaanaaan", "aannaaan", "aaannaaa"),
          "pin",
          List.of("nnnn"));
  private static final String UPPER_CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ";
  private static final String LOWER_CONSONANTS = "bcdfghjklmnpqrstvwxyz";
  private static final String LETTERS = "AEIOUaeiou" + UPPER_CONSONANTS + LOWER_CONSONANTS;
  private static final Map<Character, String> CHARACTERS =
      Map.of(
          'V',
          "AEIOU",
          'C',
          UPPER_CONSONANTS,
          'v',
          "aeiou",
          'c',
          LOWER_CONSONANTS,
          'a',
          LETTERS,
          'n',
          "0123456789",
          'o',
          "@&%?,=[]_:-+*$#!'^~;()/.",
          'x',
          LETTERS + "0123456789!@#$%^&*()");

  private DerivedPassword() {}

  /**
   * Returns the password.
   *
   * @param args counter, type, master password, user, site
   */
  static @Nullable Object derive(Arguments args) throws FunctionException {
    List<String> shapes = SHAPES.get(args.text(1));
    if (shapes == null) {
      return "cannot find password template " + args.text(1);
    }
    try {
      byte[] password = GoText.bytes(args.text(2));
      byte[] key = Scrypt.key(password, scoped(args.text(3), new byte[0]), 32768, 8, 2, 64);
      byte[] counter = ByteBuffer.allocate(4).putInt((int) args.integer(0)).array();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] seed = mac.doFinal(scoped(args.text(4), counter));
      String shape = shapes.get((seed[0] & 0xFF) % shapes.size());
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < shape.length(); i++) {
        String characters = CHARACTERS.getOrDefault(shape.charAt(i), "");
        out.append(characters.charAt((seed[i + 1] & 0xFF) % characters.length()));
      }
      return out.toString();
    } catch (GeneralSecurityException e) {
      throw new FunctionException("failed to derive password: " + e.getMessage());
    }
  }

  private static byte[] scoped(String text, byte[] end) {
    byte[] bytes = GoText.bytes(text);
    return ByteBuffer.allocate(SCOPE.length + 4 + bytes.length + end.length)
        .put(SCOPE)
        .putInt(bytes.length)
        .put(bytes)
        .put(end)
        .array();
  }
}
