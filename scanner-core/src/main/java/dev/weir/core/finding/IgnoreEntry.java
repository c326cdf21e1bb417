package dev.weir.core.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is not reported anywhere: one line of an ignore file.
 *
 * <p>The secret is stored as 128 bits of the HMAC-SHA256 of rule and digest, with a salt as the key
 * that the entries of one change share. Anyone who has the file can confirm a guess, but cannot
 * look secrets up or compare entries of two changes.
 *
 * @param salt 16 hexadecimal digits
 * @param hash 32 hexadecimal digits
 * @param path a file, or a folder with a slash at its end, that the entry is limited to; may be
 *     empty
 * @param until the last day on which the entry is valid, or null
 */
public record IgnoreEntry(
    String salt,
    String hash,
    String ruleId,
    String path,
    @Nullable LocalDate until,
    String author,
    String reason) {
  private static final int HASH_DIGITS = 32;

  /**
   * Returns the entry for a finding. One without a secret is bound to its path instead.
   *
   * @param salt 16 hexadecimal digits that no entry of an earlier change has
   */
  public static IgnoreEntry of(
      Finding finding,
      String salt,
      String path,
      @Nullable LocalDate until,
      String author,
      String reason) {
    String limit = path.isEmpty() && finding.isAboutPath() ? finding.path() : path;
    return new IgnoreEntry(
        salt, hashOf(salt, finding), finding.ruleId(), limit, until, author, reason);
  }

  /** Returns a copy that is limited to another path. */
  public IgnoreEntry in(String other) {
    return new IgnoreEntry(salt, hash, ruleId, other, until, author, reason);
  }

  /** Returns true if the finding has this entry's rule and secret, and is in its path. */
  public boolean covers(Finding finding) {
    return covers(finding, hashOf(salt, finding));
  }

  /**
   * Returns true if a finding with this hash is covered.
   *
   * @param hashed the hash of the finding with this entry's salt
   */
  boolean covers(Finding finding, String hashed) {
    return finding.ruleId().equals(ruleId)
        && coversPath(finding.path())
        && !(path.isEmpty() && finding.isAboutPath())
        && hashed.equals(hash);
  }

  private boolean coversPath(String file) {
    return path.isEmpty() || file.equals(path) || (path.endsWith("/") && file.startsWith(path));
  }

  /** Returns true if the entry is valid on that day. */
  public boolean holdsOn(LocalDate day) {
    return until == null || !day.isAfter(until);
  }

  /** Returns the hash of an entry with this salt for the finding. */
  static String hashOf(String salt, Finding finding) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt.getBytes(UTF_8), "HmacSHA256"));
      String digest = finding.isAboutPath() ? "" : finding.secretDigest();
      byte[] sum = mac.doFinal((finding.ruleId() + "\0" + digest).getBytes(UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, HASH_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** Returns the entry as a line of the file. */
  public String toLine() {
    StringBuilder line = new StringBuilder(salt).append('.').append(hash).append(' ');
    escape(line, ruleId, ' ');
    field(line, "path", path);
    field(line, "until", until == null ? "" : until.toString());
    field(line, "by", author);
    field(line, "reason", reason);
    return line.toString();
  }

  private static void field(StringBuilder line, String name, String value) {
    if (!value.isEmpty()) {
      line.append(' ').append(name).append("=\"");
      escape(line, value, '\0');
      line.append('"');
    }
  }

  /** Appends a value without line ends and other characters that would end it. */
  private static void escape(StringBuilder line, String value, char other) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean endsLine = c == '\u2028' || c == '\u2029' || Character.isISOControl(c);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (endsLine || c == other) {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
  }
}
