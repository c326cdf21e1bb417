package dev.weir.core.check.generic;

import dev.weir.core.check.value.FileKind;
import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final int LONGEST_GIVER = 24;
  private static final double MOST_WORDS = 0.7;

  /** Guides show short values of this form as a leak; gitleaks reports them, too. */
  private static final String PROVIDERS_FORM = "sk-proj-";

  /** The first character after the Latin letters with accents. */
  private static final int FIRST_BEYOND_LATIN = 0x250;

  private static final List<String> PASSWORD_COMMANDS =
      List.of("mysql", "mariadb", "sshpass", "identified");

  private final boolean password;

  /** Makes the check that goes by the name that the value is given to. */
  public GenericValueCheck() {
    this(false);
  }

  /**
   * Makes the check.
   *
   * @param password whether the rule itself knows that the value is a password, so that no name has
   *     to say so: it is the argument of a call, of an option or of a directive
   */
  public GenericValueCheck(boolean password) {
    this.password = password;
  }

  /** Returns why the value is certainly no password, or null if it may be one. */
  static @Nullable String noPassword(Content secret) {
    String value = head(secret);
    if (value.isEmpty()) {
      return "it is empty";
    }
    return isForeignText(value)
        ? "it is text for people"
        : certainOfPassword(value, KeyName.in("password"), true);
  }

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    return judge(secret, match, Surroundings.NOWHERE).dismissal();
  }

  @Override
  public Judgement judge(Content secret, Content match, Surroundings where) {
    int at = match.indexOf(secret, 0);
    String before = at <= 0 ? "" : head(match.slice(0, Math.min(at, MOST_CHARS)));
    String value = head(secret);
    if (value.isEmpty()) {
      return Judgement.dismissed("it is empty");
    }
    if (where.isInResourceName()) {
      return Judgement.dismissed("it is part of the name of a resource");
    }
    if (password) {
      String reason = noPassword(secret);
      return reason == null ? ofPassword(value, true, "", where) : Judgement.dismissed(reason);
    }
    String lower = before.toLowerCase(Locale.ROOT);
    if (lower.contains("curl") && !lower.contains("authorization") && isUserOption(lower)) {
      return ofPair(value, where);
    }
    if (lower.contains("://") && lower.endsWith(":")) {
      return ofAddress(before, value, where);
    }
    if (lower.contains("_userpwd") && lower.endsWith(":")) {
      return ofPassword(value, true, "", where);
    }
    KeyName name = KeyName.in(before);
    boolean isSecretId = name.isSecretId() && ValueShapes.isDashedHex(value);
    String harmless = isSecretId ? null : name.dismissal();
    if (harmless != null && !name.isIdentifier()) {
      return Judgement.dismissed(harmless);
    }
    if (name.kind() == KeyName.Kind.NONE && ValueShapes.hasOne(lower, PASSWORD_COMMANDS)) {
      return ofPassword(value, true, before, where);
    }
    if (References.isLookedUp(before)) {
      return Judgement.dismissed("it refers to another place");
    }
    if (isInList(value, before)) {
      return Judgement.dismissed("it is a word in a list");
    }
    if (isAssignment(value)) {
      return Judgement.dismissed("it is the name of the next value");
    }
    char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    boolean quoted = isQuote(last);
    boolean sentence = (quoted || last == '>') && isSentence(match, at + secret.length());
    if (sentence || isForeignText(value)) {
      return Judgement.dismissed("it is text for people");
    }
    if (where.kind() != FileKind.DATA && isOutsideQuotes(before)) {
      return Judgement.dismissed("it is not clearly assigned to the name");
    }
    if (lower.contains("publickeytoken") || value.endsWith("4_request") || isConstant(value)) {
      return Judgement.dismissed("it is a name");
    }
    quoted |= where.kind().isPlainText();
    Judgement judged =
        name.kind() == KeyName.Kind.PASSWORD
            ? ofPassword(value, quoted, before, where)
            : ofKey(value, name, quoted, before, where);
    String beside =
        judged.isAccepted()
            ? Neighbourhood.reason(value, before, where.movedBy(Math.max(0, at)))
            : null;
    if (beside != null) {
      return Judgement.dismissed(beside);
    }
    return harmless != null && judged.isAccepted() ? judged.asIdentifier(harmless) : judged;
  }

  // "passphrase", "word"
  private static boolean isInList(String value, String before) {
    int end = before.length() - 1;
    if (end < 0 || !isQuote(before.charAt(end))) {
      return false;
    }
    String start = before.substring(0, end).stripTrailing();
    int quote = start.length() - 2;
    return start.endsWith(",")
        && quote >= 0
        && isQuote(start.charAt(quote))
        && value.chars().allMatch(c -> Ascii.isLower(c) || c == '_' || c == '-');
  }

  // client_secret=VALUE
  private static boolean isAssignment(String value) {
    int equals = value.indexOf('=');
    return equals > 0
        && equals < value.length() - 1
        && value.charAt(equals + 1) != '='
        && (KeyName.isCredential(value.substring(0, equals))
            || WordModel.coverage(value.substring(0, equals)) > MOST_WORDS);
  }

  // If a space follows the value before the closing quote, the value is the first word of a text.
  private static boolean isSentence(Content match, int end) {
    return end < match.length() && match.bytes()[end] == ' ';
  }

  /** Returns true for letters beyond Latin, and for accents without a digit. */
  private static boolean isForeignText(String value) {
    boolean digit = value.chars().anyMatch(Ascii::isDigit);
    for (int i = 0; i < value.length(); i++) {
      int c = value.charAt(i);
      if (c == '\\' && i + 6 <= value.length() && value.charAt(i + 1) == 'u') {
        int high = code(value, i + 2);
        int low = code(value, i + 4);
        c = high < 0 || low < 0 ? c : high << 8 | low;
        digit &= c < 128;
      }
      if (c >= 128 && Character.isLetter(c) && (!digit || c >= FIRST_BEYOND_LATIN)) {
        return true;
      }
    }
    return false;
  }

  // In name="text" value=, the value is behind the quotes.
  private static boolean isOutsideQuotes(String before) {
    int end = before.length();
    while (end > 0 && (before.charAt(end - 1) == ' ' || before.charAt(end - 1) == '\t')) {
      end--;
    }
    boolean blank = end < before.length();
    if (end > 0 && before.charAt(end - 1) == ',') {
      end--;
    }
    return blank && end > 0 && isQuote(before.charAt(end - 1));
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
    return words > 2
        && !Placeholders.isPlaceholder(value)
        && value.chars().anyMatch(Ascii::isLetter);
  }

  private static String head(Content content) {
    return (content.length() <= MOST_CHARS ? content : content.slice(0, MOST_CHARS)).text();
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
  private static Judgement ofPair(String pair, Surroundings where) {
    int colon = pair.indexOf(':');
    String user = trimQuotes(colon < 0 ? "" : pair.substring(0, colon));
    String password = trimQuotes(pair.substring(colon + 1));
    if (password.equals(user)) {
      return Judgement.dismissed("the password is the user's name");
    }
    return ofPassword(password.isEmpty() ? user : password, true, "", where);
  }

  /** The user and the password of a URL, which may contain percent escapes. */
  private static Judgement ofAddress(String before, String value, Surroundings where) {
    int slashes = before.lastIndexOf("//");
    String user = before.substring(slashes + 2, before.length() - 1);
    if (user.equalsIgnoreCase(value)) {
      return Judgement.dismissed("the password is the user's name");
    }
    return ofPassword(percentDecoded(value), true, "", where);
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
    boolean shown = value.startsWith(PROVIDERS_FORM);
    if (Placeholders.isPlaceholder(value) || (!shown && Placeholders.looksLikeOne(value))) {
      return "it is a placeholder";
    }
    return ValueShapes.reason(value, name);
  }

  private static Judgement ofPassword(
      String value, boolean quoted, String before, Surroundings where) {
    KeyName name = KeyName.in("password");
    String reason = value.isEmpty() ? "it is empty" : certainOfPassword(value, name, quoted);
    if (reason != null) {
      return Judgement.dismissed(reason);
    }
    return scored(value, name, before, quoted, where);
  }

  private static @Nullable String certainOfPassword(String value, KeyName name, boolean quoted) {
    String reason = common(value, name, quoted);
    if (reason != null) {
      return reason;
    }
    if (References.isCode(value)) {
      return "it is code";
    }
    if (value.chars().noneMatch(Ascii::isLetterOrDigit)) {
      return "it has no letter and no digit";
    }
    if (ValueShapes.isPasswordHash(value)) {
      return "it is the hash of a password";
    }
    return ofDecoded(value);
  }

  private static Judgement scored(
      String value, KeyName name, String before, boolean quoted, Surroundings where) {
    Map<String, Double> features =
        ValueFeatures.of(value, name, before, quoted, isLoose(before) && !before.isEmpty());
    ValueFeatures.addPlace(features, value, name, where);
    return ValueScore.of(features, name.kind() == KeyName.Kind.PASSWORD);
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
    boolean words =
        Placeholders.isPlaceholder(inner)
            || Placeholders.looksLikeOne(inner)
            || WordModel.coverage(inner) >= (colon < 0 ? 0.6 : 0.75);
    return words ? "it is the base64 form of words" : null;
  }

  private static Judgement ofKey(
      String value, KeyName name, boolean quoted, String before, Surroundings where) {
    String reason = certainOfKey(value, name, quoted, before);
    if (reason == null && value.startsWith(PROVIDERS_FORM)) {
      return Judgement.ACCEPTED;
    }
    return reason == null
        ? scored(value, name, before, quoted, where)
        : Judgement.dismissed(reason);
  }

  private static @Nullable String certainOfKey(
      String value, KeyName name, boolean quoted, String before) {
    String reason = common(value, name, quoted);
    if (reason != null) {
      return reason;
    }
    if (name.kind() == KeyName.Kind.NONE && !before.isEmpty()) {
      return "its name is not that of a credential";
    }
    if (value.chars().noneMatch(Ascii::isLetter)) {
      return "it is only a number";
    }
    if (ValueShapes.isPasswordHash(value)) {
      return "it is the hash of a password";
    }
    if (ValueShapes.isUnsignedToken(value)) {
      return "it is a token without a signature";
    }
    return ofDecoded(value);
  }
}
