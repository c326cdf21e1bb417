package dev.weir.core.check.generic;

import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.WordLists;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises values by their form: ids, dates, versions, paths, numbers, digests and the like. */
final class ValueShapes {
  private static final List<String> DIGEST_PREFIXES =
      List.of(
          "sha1-", "sha256-", "sha384-", "sha512-", "sha1:", "sha256:", "sha512:", "md5:", "h1:");
  private static final List<String> PUBLIC_PREFIXES =
      List.of(
          "ssh-rsa",
          "ssh-ed25519",
          "ecdsa-sha2",
          "AAAAB3Nza",
          "AAAAC3Nza",
          "AAAAE2Vj",
          "-----BEGIN");
  // The beginning of an OpenPGP signature with a key of 2048 or 4096 bits, or on a curve.
  private static final List<String> SIGNATURE_PREFIXES =
      List.of("iQEzBAAB", "iQIzBAAB", "iQEcBAAB", "iQIcBAAB", "iHUEABYK");
  private static final List<String> MIME_TYPES =
      List.of("application/", "text/", "image/", "audio/", "video/", "multipart/", "font/");
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/", "/bin/", "/sbin/", "/etc/", "/var/", "/opt/", "/home/", "/tmp/", "/dev/");
  private static final WordLists LISTS = WordLists.read("shapes");

  private static final Set<String> CONSTRAINTS = LISTS.set("constraints");

  private static final List<String> FILE_ENDINGS = LISTS.list("file-endings");

  private ValueShapes() {}

  /** Returns what the value is, judged by its form, or null if the form means nothing. */
  static @Nullable String reason(String value, KeyName name) {
    if (isNumber(value)) {
      return "it is only a number";
    }
    if (isUuid(value) && (name.kind() == KeyName.Kind.WEAK || name.namesRequest())) {
      return "it is a UUID";
    }
    if (isIdentifier(value)) {
      return "it is an id";
    }
    if (isVersion(value)) {
      return "it is a version";
    }
    if (hasVersion(value)) {
      return "it is a name with a version";
    }
    if (isDate(value)) {
      return "it is a date";
    }
    if (startsWithOne(value, DIGEST_PREFIXES)
        || value.contains("@sha256:")
        || (name.namesDigest() && isDigest(value))) {
      return "it is a digest";
    }
    if (startsWithOne(value, PUBLIC_PREFIXES)) {
      return "it is a public key";
    }
    if (startsWithOne(value, SIGNATURE_PREFIXES)) {
      return "it is a signature";
    }
    return placeOrCode(value);
  }

  /** Returns true for ids that are public, or made from a time. */
  private static boolean isIdentifier(String value) {
    return isTimeUuid(value) || isAccountAddress(value) || isObjectId(value) || isSiteId(value);
  }

  // RFC 9562, version 1: a time and the address of a machine
  private static boolean isTimeUuid(String value) {
    return isUuid(value) && value.replace("{", "").charAt(14) == '1';
  }

  // The address of an account or contract on a chain such as Ethereum; a private key has 64 digits.
  private static boolean isAccountAddress(String value) {
    return value.length() == 42 && value.startsWith("0x") && isHex(value, 2);
  }

  // MongoDB's ids: seconds, a machine, a process (a small number in a container) and a counter.
  private static boolean isObjectId(String value) {
    return value.length() == 24
        && isHex(value, 0)
        && value.startsWith("00", 14)
        && "456".indexOf(value.charAt(0)) >= 0;
  }

  // The id of a site at the login service Gigya, which each page of the site contains.
  private static boolean isSiteId(String value) {
    return value.length() == 66
        && value.charAt(1) == '_'
        && value.charAt(0) >= '2'
        && value.charAt(0) <= '4';
  }

  private static @Nullable String placeOrCode(String value) {
    if (startsWithOne(value, MIME_TYPES)) {
      return "it is a type of media";
    }
    if (isPath(value)) {
      return "it is a path or an address";
    }
    if (value.charAt(0) == '#' && isHex(value, 1) && value.length() <= 9) {
      return "it is a colour";
    }
    if (isMarkupOrFormat(value)) {
      return "it is markup or a pattern";
    }
    if (isConstraint(value)) {
      return "it is a name in a database";
    }
    return Patterns.isPatterned(value) ? "it is a sequence or repeats itself" : null;
  }

  // FK_368A4209A76ED395, the name of a foreign key or an index that a program made
  private static boolean isConstraint(String value) {
    int end = value.lastIndexOf('_');
    return end > 0
        && value.length() - end > 6
        && isHex(value, end + 1)
        && CONSTRAINTS.contains(value.substring(0, end).toLowerCase(Locale.ROOT));
  }

  /** Returns true if the text contains one of the words. */
  static boolean hasOne(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithOne(String value, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (value.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(String value) {
    int from = value.startsWith("0x") || value.startsWith("0X") ? 2 : 0;
    if (from == 2) {
      return value.length() <= 18 && isHex(value, 2);
    }
    for (int i = 0; i < value.length(); i++) {
      if (!Ascii.isDigit(value.charAt(i)) && "+-.,_:/ eE".indexOf(value.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns true for 8-4-4-4-12 hex digits, with or without braces. */
  static boolean isUuid(String value) {
    String body =
        value.startsWith("{") && value.endsWith("}")
            ? value.substring(1, value.length() - 1)
            : value;
    if (body.length() != 36) {
      return false;
    }
    for (int i = 0; i < body.length(); i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? body.charAt(i) != '-' : !Ascii.isHexDigit(body.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns true for at least 32 hex digits with dashes between them, in groups of any length. */
  static boolean isDashedHex(String value) {
    int digits = 0;
    for (int i = 0; i < value.length(); i++) {
      if (Ascii.isHexDigit(value.charAt(i))) {
        digits++;
      } else if (value.charAt(i) != '-') {
        return false;
      }
    }
    return digits >= 32;
  }

  static boolean isVersion(String value) {
    int i = value.startsWith("v") || value.startsWith("V") ? 1 : 0;
    int numbers = 0;
    while (i < value.length() && Ascii.isDigit(value.charAt(i))) {
      int from = i;
      while (i < value.length() && Ascii.isDigit(value.charAt(i))) {
        i++;
      }
      if (i - from > 8) {
        return false;
      }
      numbers++;
      if (i < value.length() && value.charAt(i) == '.') {
        i++;
      } else {
        break;
      }
    }
    return (numbers >= 3 && value.length() - i <= 40) || (numbers == 2 && value.length() - i <= 8);
  }

  /** Returns true for a name with a version, as in name-1.2.3, name/1.2.3 and name:1.2.3-rc1. */
  static boolean hasVersion(String value) {
    for (int i = 1; i < value.length(); i++) {
      if ("-:@/=".indexOf(value.charAt(i - 1)) >= 0 && isThreeNumbers(value, i)) {
        return true;
      }
    }
    int i = value.length();
    int dots = 0;
    while (i > 0 && (Ascii.isDigit(value.charAt(i - 1)) || value.charAt(i - 1) == '.')) {
      i--;
      dots += value.charAt(i) == '.' ? 1 : 0;
    }
    return dots > 0
        && i > 0
        && i < value.length()
        && "-:@".indexOf(value.charAt(i - 1)) >= 0
        && Ascii.isDigit(value.charAt(i));
  }

  // Each number is short, so the time is linear.
  private static boolean isThreeNumbers(String value, int from) {
    int i = from;
    for (int number = 0; number < 3; number++) {
      int start = i;
      while (i < value.length() && i - start < 5 && Ascii.isDigit(value.charAt(i))) {
        i++;
      }
      if (i == start || (number < 2 && (i == value.length() || value.charAt(i) != '.'))) {
        return false;
      }
      i++;
    }
    return true;
  }

  // Returns true for hashes of passwords as in /etc/shadow.
  static boolean isPasswordHash(String value) {
    int second = value.length() > 2 && value.charAt(0) == '$' ? value.indexOf('$', 1) : -1;
    return (second > 1 && second <= 16 && value.indexOf('$', second + 1) > 0)
        || isBcrypt(value)
        || value.startsWith("{SSHA")
        || value.startsWith("pbkdf2")
        || value.startsWith("$argon2");
  }

  // $2a$10$ and the like, after any prefix
  private static boolean isBcrypt(String value) {
    int at = value.indexOf("$2");
    return at >= 0
        && at + 7 <= value.length()
        && "abxy".indexOf(value.charAt(at + 2)) >= 0
        && value.charAt(at + 3) == '$';
  }

  /** Returns true for a JSON Web Token without a signature, which grants no access. */
  static boolean isUnsignedToken(String value) {
    int dot = value.indexOf('.');
    if (!value.startsWith("eyJ") || dot < 0) {
      return false;
    }
    int last = value.lastIndexOf('.');
    return value.length() - last < 20 || (last == dot && value.startsWith("ey", dot + 1));
  }

  private static boolean isDate(String value) {
    if (value.length() < 10) {
      return false;
    }
    String form = "dddd-dd-dd";
    for (int i = 0; i < form.length(); i++) {
      char c = value.charAt(i);
      if (form.charAt(i) == 'd' ? !Ascii.isDigit(c) : c != '-' && c != '/' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigest(String value) {
    if (isHex(value, 0)) {
      return value.length() >= 7;
    }
    return value.endsWith("=") && value.length() >= 24 && Randomness.isBase64(value);
  }

  private static boolean isHex(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      if (!Ascii.isHexDigit(value.charAt(i))) {
        return false;
      }
    }
    return from < value.length();
  }

  private static boolean isPath(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.contains("://")
        || lower.startsWith("./")
        || lower.startsWith("../")
        || lower.startsWith("~/")
        || startsWithOne(lower, SYSTEM_FOLDERS)) {
      return true;
    }
    for (String ending : FILE_ENDINGS) {
      if (lower.endsWith(ending)) {
        return true;
      }
    }
    if (value.indexOf('/') < 0 && value.indexOf('\\') < 0) {
      return false;
    }
    return WordModel.coverage(value) > 0.55;
  }

  private static boolean isMarkupOrFormat(String value) {
    return value.contains("</")
        || value.contains("/>")
        || value.contains("(?:")
        || value.contains("[^")
        || value.contains("\\w")
        || value.contains("\\d")
        || value.contains("]+")
        || value.contains("a-z")
        || value.contains("A-Z")
        || hasFormat(value)
        || value.contains("{}")
        || value.contains("{0}");
  }

  // %s between signs or at an end; in a password it is chance
  private static boolean hasFormat(String value) {
    for (int at = value.indexOf('%'); at >= 0; at = value.indexOf('%', at + 1)) {
      int after = at + 2;
      boolean letter = after <= value.length() && "svd".indexOf(value.charAt(at + 1)) >= 0;
      boolean ends = after >= value.length() || !Ascii.isLetterOrDigit(value.charAt(after));
      if (letter && (at == 0 || ends) && !ValueFeatures.isWordless(value)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the text that the value encodes in base64, or null if it does not encode plain text.
   */
  static @Nullable String decoded(String value) {
    if (value.length() < 8 || !Randomness.isBase64(value)) {
      return null;
    }
    String whole =
        value.substring(0, value.length() - (value.endsWith("=") ? 0 : value.length() % 4));
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(whole);
    } catch (IllegalArgumentException e) {
      return null;
    }
    for (byte b : bytes) {
      if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return null;
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
