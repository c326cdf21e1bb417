package dev.weir.verify;

import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An access key of AWS with the parts that a signature needs. The parts of one key often are
 * findings of their own, so they are collected from the lines of a finding and from the findings
 * near it in the same file.
 *
 * @param token the session token, or empty for a key that lasts
 */
record AwsKey(String id, String secret, String token) {
  /** The forms of ids that can sign a request; IAM reference, "Unique identifiers". */
  private static final Pattern ID = Pattern.compile("\\b(?:AKIA|ASIA|A3T[0-9A-Z])[A-Z2-7]{16}\\b");

  private static final Pattern SECRET =
      Pattern.compile("(?<![0-9A-Za-z/+=_-])[0-9A-Za-z/+]{40}(?![0-9A-Za-z/+=_-])");
  private static final Pattern TOKEN =
      Pattern.compile("(?<![0-9A-Za-z/+=_-])[0-9A-Za-z/+]{100,2000}={0,2}(?![0-9A-Za-z/+=_-])");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}");

  /** The first letters of the id of a key that works only with a session token. */
  private static final String TEMPORARY = "ASIA";

  /** How many of the nearest values of each kind are tried. */
  private static final int MOST = 3;

  /** How far from the secret other parts may be on its lines, in bytes. */
  private static final int MOST_AROUND = 1 << 14;

  /** Returns true if the value can be a part of a key. */
  static boolean isPart(Content value) {
    int length = value.length();
    if (length != 20 && length != 40 && length < 100) {
      return false;
    }
    String text = value.text();
    return ID.matcher(text).matches() || isSecret(text) || TOKEN.matcher(text).matches();
  }

  private static boolean isSecret(String text) {
    return SECRET.matcher(text).matches() && !HEX.matcher(text).matches();
  }

  /**
   * Returns the keys that a secret can be a part of, the most likely first.
   *
   * @throws IncompleteException if a part is missing
   */
  static List<AwsKey> of(Subject subject) throws IncompleteException {
    String own = subject.secret().text();
    List<String> ids = near(subject, ID);
    List<String> secrets = near(subject, SECRET);
    List<String> tokens = near(subject, TOKEN);
    if (ID.matcher(own).matches()) {
      ids = List.of(own);
    } else if (isSecret(own)) {
      secrets = List.of(own);
    } else if (TOKEN.matcher(own).matches()) {
      tokens = List.of(own);
      ids = ids.stream().filter(id -> id.startsWith(TEMPORARY)).toList();
    } else {
      throw new IncompleteException("its form is not one that AWS can be asked about");
    }
    if (ids.isEmpty()) {
      throw missing("access key id");
    }
    if (secrets.isEmpty()) {
      throw missing("secret access key");
    }
    List<AwsKey> keys = new ArrayList<>();
    for (String id : ids) {
      List<String> with = id.startsWith(TEMPORARY) ? tokens : List.of("");
      for (String secret : secrets) {
        with.forEach(token -> keys.add(new AwsKey(id, secret, token)));
      }
    }
    if (keys.isEmpty()) {
      throw missing("session token");
    }
    return keys;
  }

  private static IncompleteException missing(String part) {
    return new IncompleteException(
        "asking needs its " + part + ", which is not found near it in the same file");
  }

  private static List<String> near(Subject subject, Pattern form) {
    Set<String> found = new LinkedHashSet<>();
    List<Content> texts = new ArrayList<>();
    texts.add(around(subject));
    texts.addAll(subject.near());
    for (Content text : texts) {
      Matcher matcher = form.matcher(text.text());
      while (found.size() < MOST && matcher.find()) {
        if (!HEX.matcher(matcher.group()).matches()) {
          found.add(matcher.group());
        }
      }
    }
    return List.copyOf(found);
  }

  /** Returns the lines of a finding; of very long ones, only the part around the secret. */
  private static Content around(Subject subject) {
    int at = Math.max(0, subject.lines().indexOf(subject.secret(), 0));
    int end = at + subject.secret().length() + MOST_AROUND;
    return subject
        .lines()
        .slice(Math.max(0, at - MOST_AROUND), Math.min(subject.lines().length(), end));
  }

  /** Leaves out everything, so that no part reaches a log by accident. */
  @Override
  public String toString() {
    return "a key of AWS";
  }

  /** Thrown if a part of the key is missing. The message says which, as a lower-case clause. */
  static final class IncompleteException extends Exception {
    private static final long serialVersionUID = 1L;

    IncompleteException(String message) {
      super(message, null, false, false);
    }
  }
}
