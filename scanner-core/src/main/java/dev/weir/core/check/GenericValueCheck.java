package dev.weir.core.check;

import dev.weir.core.text.Content;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a rule without a form of its own found: the name that the value is given to, and what
 * the value is made of. Words, references, placeholders, ids, digests, paths and the like are no
 * secrets, and neither is what is less mixed than chance would have it.
 */
public final class GenericValueCheck implements ValueCheck {
  /** No more is looked at, so that the time does not depend on the value. */
  private static final int MOST_CHARS = 4096;

  private static final double LEAST_RANDOM = 0.8;
  private static final int LONG_WITHOUT_DIGIT = 20;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    int at = match.indexOf(secret, 0);
    String before = at <= 0 ? "" : head(match.slice(0, Math.min(at, MOST_CHARS)));
    String value = head(secret);
    if (value.isEmpty()) {
      return "it is empty";
    }
    String lower = before.toLowerCase(Locale.ROOT);
    if (lower.contains("curl") && !lower.contains("authorization") && isUserOption(lower)) {
      return ofPair(value);
    }
    if (lower.contains("://") && lower.endsWith(":")) {
      return ofPassword(value, true);
    }
    KeyName name = KeyName.in(before);
    String dismissal = name.dismissal();
    if (dismissal != null) {
      return dismissal;
    }
    boolean quoted = !before.isEmpty() && isQuote(before.charAt(before.length() - 1));
    return name.kind() == KeyName.Kind.PASSWORD
        ? ofPassword(value, quoted)
        : ofKey(value, name, quoted);
  }

  private static String head(Content content) {
    return (content.length() <= MOST_CHARS ? content : content.slice(0, MOST_CHARS)).text();
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean isUserOption(String before) {
    int option = Math.max(before.lastIndexOf("-u"), before.lastIndexOf("--user"));
    return option >= 0 && before.length() - option < 24;
  }

  /** USER:PASSWORD; one of both may be empty. */
  private static @Nullable String ofPair(String pair) {
    int colon = pair.indexOf(':');
    String user = colon < 0 ? "" : pair.substring(0, colon);
    String password = trimQuotes(pair.substring(colon + 1));
    if (password.equals(trimQuotes(user))) {
      return "the password is the user's name";
    }
    return ofPassword(password.isEmpty() ? trimQuotes(user) : password, true);
  }

  private static String trimQuotes(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isQuote(text.charAt(from))) {
      from++;
    }
    while (to > from && isQuote(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static @Nullable String common(String value, KeyName name, boolean quoted) {
    if (References.isReference(value, quoted)) {
      return "it refers to another place";
    }
    if (Placeholders.isPlaceholder(value)) {
      return "it is a placeholder";
    }
    return ValueShapes.reason(value, name);
  }

  private static @Nullable String ofPassword(String value, boolean quoted) {
    if (value.isEmpty()) {
      return "it is empty";
    }
    String reason = common(value, KeyName.in("password"), quoted);
    if (reason != null) {
      return reason;
    }
    if (value.indexOf('(') >= 0 && value.indexOf(')') >= 0 || value.indexOf('[') > 0) {
      return "it is code";
    }
    Parts parts = Parts.of(value);
    if (parts.letters() == 0 && parts.digits() == 0) {
      return "it has no letter and no digit";
    }
    if (isWords(value, parts) || References.isDotted(value) && !quoted) {
      return "it is made of words";
    }
    return null;
  }

  // letters and what parts words, with words in most of it
  private static boolean isWords(String value, Parts parts) {
    boolean plain = parts.symbols() == 0 && parts.digits() <= 2;
    return plain && WordModel.coverage(value) >= (parts.digits() == 0 ? 0.5 : 0.75);
  }

  private static @Nullable String ofKey(String value, KeyName name, boolean quoted) {
    String reason = common(value, name, quoted);
    if (reason != null) {
      return reason;
    }
    Parts parts = Parts.of(value);
    if (parts.letters() == 0) {
      return "it is only a number";
    }
    double words = WordModel.coverage(value);
    if (References.isDotted(value) && (words > 0.4 || !quoted && value.length() < 40)) {
      return "it is a name in code";
    }
    if (words >= 0.5) {
      return "it is made of words";
    }
    if (parts.digits() == 0 && (value.length() < LONG_WITHOUT_DIGIT || words > 0.3)) {
      return "it has no digit";
    }
    String decoded = ValueShapes.decoded(value);
    if (decoded != null && decoded.indexOf(':') < 0 && WordModel.coverage(decoded) >= 0.6) {
      return "it is the base64 form of words";
    }
    return Randomness.of(value) < LEAST_RANDOM
        ? "it is less mixed than chance would have it"
        : null;
  }

  /** How many of which characters a value has; symbols are what does not part words. */
  private record Parts(int letters, int digits, int symbols) {
    static Parts of(String value) {
      int letters = 0;
      int digits = 0;
      int symbols = 0;
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (WordModel.isLetter(c)) {
          letters++;
        } else if (WordModel.isDigit(c)) {
          digits++;
        } else if ("_-. /,:'()[]\\=;".indexOf(c) < 0) {
          symbols++;
        }
      }
      return new Parts(letters, digits, symbols);
    }
  }
}
