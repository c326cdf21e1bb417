package dev.weir.core.redact;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.RequiredFinding;
import dev.weir.core.rule.Rule;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the secrets of a run: those of all its findings, whether they are reported or not. Not
 * thread-safe.
 */
public final class RunSecrets {
  /** A shorter secret is in too many texts by chance; it is only hidden in its own finding. */
  static final int LEAST_BYTES = 4;

  /** Words and other short texts stay in names: nobody would find a file called REDACTED. */
  private static final int LEAST_IN_NAMES = 5;

  private static final int LONG_WORD = 8;
  private static final int LEAST_LINE = 24;
  private static final int LEAST_TOKEN = 16;

  private final Set<Content> values = new HashSet<>();

  /**
   * Returns what must be hidden because of a finding: the secret, the secrets of the rules that its
   * rule requires, and, unless the rule says which part of the match is secret, the match.
   */
  public static List<Content> of(Finding finding, Rule rule) {
    List<Content> parts = new ArrayList<>(1);
    parts.add(finding.secret());
    for (RequiredFinding required : finding.required()) {
      parts.add(required.secret());
    }
    if (hidesMatch(finding, rule)) {
      parts.add(finding.match());
      parts.addAll(tokens(finding.match()));
      addGroups(finding.match(), rule, parts);
    }
    return parts;
  }

  /** Adds the groups of a match that may be secret, which words such as names of keys are not. */
  private static void addGroups(Content match, Rule rule, List<Content> parts) {
    int[] groups = rule.regex() == null ? null : rule.regex().findGroups(match);
    for (int i = 2; groups != null && i < groups.length; i += 2) {
      if (groups[i] >= 0 && groups[i + 1] - groups[i] >= LEAST_IN_NAMES) {
        Content group = match.slice(groups[i], groups[i + 1]);
        if (hasDigit(group)) {
          parts.add(group);
        }
      }
    }
  }

  private static boolean hasDigit(Content text) {
    for (byte b : text.bytes()) {
      if (Ascii.isDigit(b)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns true if the whole match must be hidden: the rule does not say which part of it is the
   * secret, or the rest looks like more of the secret.
   */
  static boolean hidesMatch(Finding finding, @Nullable Rule rule) {
    if (rule == null) {
      return true;
    }
    if (rule.regex() == null || finding.match().equals(finding.secret())) {
      return false;
    }
    return rule.secretGroup() <= 0 || !isRestHarmless(finding.match(), finding.secret());
  }

  /** Returns true if the secret is a whole word of the match, and the rest has no other token. */
  private static boolean isRestHarmless(Content match, Content secret) {
    int at = match.indexOf(secret, 0);
    if (secret.isEmpty() || at < 0) {
      return false;
    }
    int end = at + secret.length();
    byte[] bytes = match.bytes();
    boolean cut =
        (at > 0 && isWord(bytes, at - 1) && isWord(bytes, at))
            || (end < bytes.length && isWord(bytes, end - 1) && isWord(bytes, end));
    return !cut
        && tokens(match.slice(0, at)).isEmpty()
        && tokens(match.slice(end, bytes.length)).isEmpty();
  }

  private static boolean isWord(byte[] bytes, int at) {
    return Ascii.isLetterOrDigit(bytes[at]);
  }

  /** Adds a secret, unless it is so short that it is in many texts by chance. */
  public void add(Content secret) {
    Content trimmed = trimmed(secret);
    if (trimmed.length() >= LEAST_BYTES && values.add(trimmed)) {
      addLines(trimmed);
    }
  }

  /** Returns true if there is nothing to hide. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  Set<Content> values() {
    return values;
  }

  /** Returns true if the secret is also hidden in names, such as those of files and people. */
  static boolean isHiddenInNames(Content secret) {
    if (secret.length() >= LONG_WORD) {
      return true;
    }
    boolean word = true;
    for (byte b : secret.bytes()) {
      word &= Ascii.isLetter(b);
    }
    return secret.length() >= LEAST_IN_NAMES && !word;
  }

  /** The lines of a key may be indented, or have other line ends, in other places. */
  private void addLines(Content secret) {
    byte[] bytes = secret.bytes();
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        Content line = trimmed(secret.slice(from, i));
        if (line.length() < secret.length() && line.length() >= LEAST_LINE && !isFrame(line)) {
          values.add(line);
        }
        from = i + 1;
      }
    }
  }

  private static boolean isFrame(Content line) {
    return line.bytes()[0] == '-' && line.bytes()[1] == '-';
  }

  private static Content trimmed(Content text) {
    byte[] bytes = text.bytes();
    int from = 0;
    int to = bytes.length;
    while (from < to && bytes[from] >= 0 && bytes[from] <= ' ') {
      from++;
    }
    while (to > from && bytes[to - 1] >= 0 && bytes[to - 1] <= ' ') {
      to--;
    }
    return text.slice(from, to);
  }

  /** Returns the long parts of a match that look random: letters and digits without a break. */
  private static List<Content> tokens(Content match) {
    List<Content> tokens = new ArrayList<>();
    byte[] bytes = match.bytes();
    int from = 0;
    boolean digit = false;
    for (int i = 0; i <= bytes.length; i++) {
      boolean inside = i < bytes.length && isInToken(bytes[i]);
      if (inside) {
        digit |= Ascii.isDigit(bytes[i]);
        continue;
      }
      if (i - from >= LEAST_TOKEN && digit) {
        tokens.add(match.slice(from, i));
        addParts(match.slice(from, i), tokens);
      }
      from = i + 1;
      digit = false;
    }
    return tokens;
  }

  /** Adds the parts of a token that follow a prefix such as {@code ghp_}. */
  private static void addParts(Content token, List<Content> tokens) {
    byte[] bytes = token.bytes();
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '_' || bytes[i] == '-') {
        if (i - from >= LEAST_TOKEN && i - from < bytes.length) {
          tokens.add(token.slice(from, i));
        }
        from = i + 1;
      }
    }
  }

  private static boolean isInToken(byte b) {
    return Ascii.isLetterOrDigit(b) || b == '+' || b == '/' || b == '_' || b == '-';
  }
}
