package dev.weir.core.check.generic;

import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges the matches of a rule that has no token format of its own, by the name that the value is
 * assigned to and by the characters of the value. Words, references, placeholders, ids, digests,
 * paths and the like are dismissed, and so is everything that is clearly less random than its
 * length and alphabet allow.
 */
public final class GenericValueCheck implements ValueCheck {
  /** Only this many characters are read, so that the time does not depend on the value. */
  private static final int MOST_CHARS = 4096;

  private static final double LEAST_RANDOM = 0.8;
  private static final int LONG_WITHOUT_DIGIT = 20;
  private static final int LONG_IF_LOOSE = 16;
  private static final int LONGEST_GIVER = 24;
  private static final int SHORT_PASSWORD = 12;

  /** Guides show short values of this form as a leak; gitleaks reports them, too. */
  private static final String PROVIDERS_FORM = "sk-proj-";

  private static final List<String> PASSWORD_COMMANDS =
      List.of("mysql", "mariadb", "sshpass", "identified");

  @Override
  public Judgement judge(Content secret, Content match, Surroundings where) {
    String reason = dismissal(secret, match, where.isData());
    if (reason != null) {
      return Judgement.dismissed(reason);
    }
    int at = match.indexOf(secret, 0);
    String before = at <= 0 ? "" : head(match.slice(0, Math.min(at, MOST_CHARS)));
    return Judgement.ofDismissal(ofPlace(head(secret), before, where));
  }

  /** Dismisses values in tests and documents that would be reported elsewhere. */
  private static @Nullable String ofPlace(String value, String before, Surroundings where) {
    if (where.isInResourceName()) {
      return "it is part of the name of a resource";
    }
    boolean brief = value.length() < LONG_IF_LOOSE && !value.startsWith(PROVIDERS_FORM);
    if (brief && where.isDocumentationSample()) {
      return "it is a sample in a comment";
    }
    KeyName name = KeyName.in(before);
    boolean password = before.endsWith(":") || name.kind() == KeyName.Kind.PASSWORD;
    boolean weak = password ? isWeak(percentDecoded(value)) || isMadeUp(value) : brief;
    boolean query = where.isInQuery() && !name.namesClient();
    boolean little = weak || query || name.isBareKey();
    if (!little || !where.isTest()) {
      return null;
    }
    return query
        ? "it is part of an address in a test"
        : weak ? "it is a short value in a test" : "it is named only key, in a test";
  }

  // Returns true for fewer than eight characters, or for a short value of at most two kinds of
  // characters.
  private static boolean isWeak(String password) {
    int kinds = 0;
    for (int kind = 0; kind < 4; kind++) {
      int wanted = kind;
      kinds += password.chars().anyMatch(c -> kind((char) c) == wanted) ? 1 : 0;
    }
    return password.length() < 8 || (kinds <= 2 && password.length() < LONG_IF_LOOSE);
  }

  // Returns true for the passwords of people in tests.
  private static boolean isMadeUp(String password) {
    StringBuilder plain = new StringBuilder(password.length());
    for (int i = 0; i < password.length(); i++) {
      int disguised = "@0134$5".indexOf(password.charAt(i));
      plain.append(disguised < 0 ? password.charAt(i) : "aoieass".charAt(disguised));
    }
    return WordModel.coverage(password) > 0.3 || WordModel.coverage(plain.toString()) > 0.5;
  }

  private static int kind(char c) {
    return Ascii.isDigit(c) ? 0 : Ascii.isLower(c) ? 1 : Ascii.isUpper(c) ? 2 : 3;
  }

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    return dismissal(secret, match, false);
  }

  private static @Nullable String dismissal(Content secret, Content match, boolean isData) {
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
      return ofAddress(before, value);
    }
    KeyName name = KeyName.in(before);
    String dismissal = name.dismissal();
    if (dismissal != null && !(name.isSecretId() && ValueShapes.isDashedHex(value))) {
      return dismissal;
    }
    if (name.kind() == KeyName.Kind.NONE && hasOne(lower, PASSWORD_COMMANDS)) {
      return ofPassword(value, true);
    }
    if (isAssignment(value)) {
      return "it is the name of the next value";
    }
    char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    boolean quoted = isQuote(last);
    if ((quoted || last == '>') && isSentence(value, match, at + secret.length())) {
      return "it is text for people";
    }
    if (lower.contains("publickeytoken") || value.endsWith("4_request") || isConstant(value)) {
      return "it is a name";
    }
    return name.kind() == KeyName.Kind.PASSWORD
        ? ofPassword(value, quoted)
        : ofKey(value, name, quoted, isData, before);
  }

  // client_secret=VALUE
  private static boolean isAssignment(String value) {
    int equals = value.indexOf('=');
    return equals > 0
        && equals < value.length() - 1
        && value.charAt(equals + 1) != '='
        && KeyName.isCredential(value.substring(0, equals));
  }

  // If a space follows the value before the closing quote, the value is the first word of a text.
  private static boolean isSentence(String value, Content match, int end) {
    boolean goesOn = end < match.length() && match.bytes()[end] == ' ';
    return goesOn || value.chars().anyMatch(c -> c >= 128 && Character.isLetter(c));
  }

  // SUCH_AS_THIS
  private static boolean isConstant(String value) {
    int words = 0;
    char last = '_';
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '_' && !Ascii.isUpper(c) && !Ascii.isDigit(c)) {
        return false;
      }
      words += c != '_' && last == '_' ? 1 : 0;
      last = c;
    }
    return words > 2 && !Placeholders.isPlaceholder(value) && Parts.of(value).letters() > 0;
  }

  private static String head(Content content) {
    return (content.length() <= MOST_CHARS ? content : content.slice(0, MOST_CHARS)).text();
  }

  private static boolean hasOne(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  // Returns true if only white space separates the name and the value.
  private static boolean isLoose(String before) {
    int end = before.length();
    while (end > 0 && (before.charAt(end - 1) == ' ' || before.charAt(end - 1) == '\t')) {
      end--;
    }
    if (end == before.length() || end == 0) {
      return false;
    }
    for (int i = end - 1; i >= Math.max(0, end - LONGEST_GIVER); i--) {
      if (":=>,(".indexOf(before.charAt(i)) >= 0) {
        return false;
      }
    }
    char last = before.charAt(end - 1);
    return Ascii.isLetterOrDigit(last) || isQuote(last);
  }

  private static boolean isUserOption(String before) {
    int option = Math.max(before.lastIndexOf("-u"), before.lastIndexOf("--user"));
    return option >= 0 && before.length() - option < 24;
  }

  /** USER:PASSWORD, where one of both may be empty. */
  private static @Nullable String ofPair(String pair) {
    int colon = pair.indexOf(':');
    String user = colon < 0 ? "" : pair.substring(0, colon);
    String password = trimQuotes(pair.substring(colon + 1));
    if (password.equals(trimQuotes(user))) {
      return "the password is the user's name";
    }
    return ofPassword(password.isEmpty() ? trimQuotes(user) : password, true);
  }

  /** The user and the password of a URL, which may contain percent escapes. */
  private static @Nullable String ofAddress(String before, String value) {
    int slashes = before.lastIndexOf("//");
    String user = before.substring(slashes + 2, before.length() - 1);
    if (user.equalsIgnoreCase(value)) {
      return "the password is the user's name";
    }
    return ofPassword(percentDecoded(value), true);
  }

  // Decodes %XX; a percent sign alone is kept.
  private static String percentDecoded(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      int code = value.charAt(i) == '%' ? code(value, i + 1) : -1;
      text.append(code < 0 ? value.charAt(i) : (char) code);
      i += code < 0 ? 0 : 2;
    }
    return text.toString();
  }

  private static int code(String value, int at) {
    if (at + 2 > value.length()) {
      return -1;
    }
    int high = Character.digit(value.charAt(at), 16);
    int low = Character.digit(value.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
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
    if ((value.indexOf('(') >= 0 && value.indexOf(')') >= 0) || value.indexOf('[') > 0) {
      return "it is code";
    }
    Parts parts = Parts.of(value);
    if (parts.letters() == 0 && parts.digits() == 0) {
      return "it has no letter and no digit";
    }
    if (isWords(value, parts)
        || ForeignWords.isText(value)
        || (References.isDotted(value) && !quoted)) {
      return "it is made of words";
    }
    if (Placeholders.looksLikeOne(value)) {
      return "it is a placeholder";
    }
    if (parts.digits() == 0 && isPoor(value, parts, quoted)) {
      return "it has no digit";
    }
    if (ValueShapes.isPasswordHash(value)) {
      return "it is the hash of a password";
    }
    return ofDecoded(value);
  }

  // Returns true for letters that may be a name or a word.
  private static boolean isPoor(String value, Parts parts, boolean quoted) {
    boolean oneCase =
        value.equals(value.toLowerCase(Locale.ROOT))
            || value.equals(value.toUpperCase(Locale.ROOT));
    return quoted
        ? oneCase && parts.symbols() == 0 && value.length() < SHORT_PASSWORD
        : oneCase || WordModel.coverage(value) > 0.3 || value.length() < SHORT_PASSWORD;
  }

  /** Decodes a value that is base64: the decoded text may be words, or a name with a password. */
  private static @Nullable String ofDecoded(String value) {
    String decoded = ValueShapes.decoded(value);
    if (decoded == null) {
      return null;
    }
    int colon = decoded.indexOf(':');
    String inner = decoded.substring(colon + 1);
    if (inner.isEmpty()) {
      return null;
    }
    Parts parts = Parts.of(inner);
    boolean words =
        Placeholders.isPlaceholder(inner)
            || Placeholders.looksLikeOne(inner)
            || isWords(inner, parts)
            || (colon < 0 && WordModel.coverage(inner) >= 0.6);
    return words ? "it is the base64 form of words" : null;
  }

  // Returns true for letters and separators that are mostly words.
  private static boolean isWords(String value, Parts parts) {
    double words = WordModel.coverage(value);
    char last = value.charAt(value.length() - 1);
    if (parts.symbols() > (last == '!' || last == '?' ? 1 : 0)) {
      return false;
    }
    if (parts.symbols() == 1 || parts.digits() > 0) {
      return (words >= 0.75 && parts.digits() <= 2) || endsInSequence(value, words);
    }
    return words >= 0.5;
  }

  // Returns true for values like Word123.
  private static boolean endsInSequence(String value, double words) {
    int digits = 0;
    while (digits < value.length() && Ascii.isDigit(value.charAt(value.length() - 1 - digits))) {
      digits++;
    }
    String tail = value.substring(value.length() - digits);
    boolean known =
        !tail.isEmpty()
            && ("1234567890".startsWith(tail) || (tail.startsWith("20") && digits == 4));
    return known && words * value.length() >= 0.8 * (value.length() - digits);
  }

  private static @Nullable String ofKey(
      String value, KeyName name, boolean quoted, boolean isData, String before) {
    String reason = common(value, name, quoted);
    if (reason != null) {
      return reason;
    }
    if (name.kind() == KeyName.Kind.NONE && !before.isEmpty()) {
      return "its name is not that of a credential";
    }
    Parts parts = Parts.of(value);
    if (parts.letters() == 0) {
      return "it is only a number";
    }
    double words = WordModel.coverage(value);
    if (References.isDotted(value)
        && (words > 0.4 || (!quoted && !isData && value.length() < 40))) {
      return "it is a name in code";
    }
    if (words >= 0.5 || ForeignWords.isText(value)) {
      return "it is made of words";
    }
    if (!value.startsWith(PROVIDERS_FORM) && Placeholders.looksLikeOne(value)) {
      return "it is a placeholder";
    }
    if (parts.digits() == 0 && (value.length() < LONG_WITHOUT_DIGIT || words > 0.3)) {
      return "it has no digit";
    }
    if (Patterns.isCodeName(value) || Patterns.isNumbersAndWords(value)) {
      return "it is a name in code";
    }
    if (ValueShapes.isUnsignedToken(value)) {
      return "it is a token without a signature";
    }
    String decoded = ofDecoded(value);
    if (decoded != null) {
      return decoded;
    }
    if (isLoose(before) && (value.length() < LONG_IF_LOOSE || parts.digits() < 2 || words > 0.3)) {
      return "it is not clearly assigned to the name";
    }
    return isRandom(value) ? null : "it is less random than a generated value";
  }

  private static boolean isRandom(String value) {
    String core = Randomness.core(value);
    return Randomness.of(value) >= LEAST_RANDOM
        || (core.length() >= LONG_IF_LOOSE && Randomness.of(core) >= LEAST_RANDOM);
  }

  /**
   * How many letters, digits and symbols a value has; separators of words do not count as symbols.
   */
  private record Parts(int letters, int digits, int symbols) {
    static Parts of(String value) {
      int letters = 0;
      int digits = 0;
      int symbols = 0;
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (Ascii.isLetter(c)) {
          letters++;
        } else if (Ascii.isDigit(c)) {
          digits++;
        } else if ("_-. /,:'()[]\\=;".indexOf(c) < 0) {
          symbols++;
        }
      }
      return new Parts(letters, digits, symbols);
    }
  }
}
