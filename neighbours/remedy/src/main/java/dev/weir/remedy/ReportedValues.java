package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which values a finding is about: those to revoke, to purge and to search for afterwards.
 *
 * <p>What a rule calls the secret is only a hint. With gitleaks it is the first group of the
 * pattern, which may be a keyword ({@code _secret=}), a prefix ({@code AKIA}) or one half of a pair
 * of keys. So the text of the match decides.
 */
final class ReportedValues {
  private static final int SHORTEST_RANDOM = 16;
  private static final int SHORTEST_BESIDE = 32;
  private static final int LEAST_CHARACTERS = 8;
  private static final double MOST_WORDS = 0.5;
  private static final double MOST_WORDS_WITHOUT_DIGIT = 0.3;

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_+/.~%\\x80-\\xFF-]+={0,2}");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S+");
  private static final Pattern KEY = Pattern.compile("-----BEGIN[^-]*PRIVATE KEY[^-]*-----");
  // The parts of names of secrets, which occur in files that contain no secret.
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|api|key|access|auth(?:orization)?|bearer"
              + "|basic|private|public|client|user|login|cred(?:ential)?s?|id|aws|gcp|azure|app|account"
              + "|db|database|admin|root|service|session|encryption|signing|master|name|value"
              + "|begin|rsa|dsa|ec|openssh|pgp|string|true|false|null|s|[^A-Za-z0-9]+|[0-9]{1,2})+");

  private final Recipes recipes;

  ReportedValues(Recipes recipes) {
    this.recipes = recipes;
  }

  /**
   * Returns the values, one or more; none if the finding does not contain what it is about.
   *
   * @param match the text that the rule matched, or empty if it is not known
   * @param secret the part of it that the rule calls the secret
   */
  List<Content> of(Content match, Content secret) {
    String said = text(secret).strip();
    String whole = text(match).strip();
    if (whole.isEmpty() || !whole.contains(said)) {
      whole = said;
    }
    if (said.isEmpty()) {
      said = whole;
    }
    Matcher key = KEY.matcher(whole);
    if (key.find()) {
      return keys(whole, said, key);
    }
    Set<String> values = new LinkedHashSet<>();
    String value = trusted(said, whole);
    for (String token : recipes.tokensIn(whole)) {
      value = token.contains(value) ? token : value;
    }
    if (!value.isEmpty()) {
      values.add(value);
    }
    // The rest of a match may contain another secret, or the secret itself.
    recipes.tokensIn(whole).forEach(token -> add(token, values));
    addWords(whole, values, value.isEmpty() ? SHORTEST_RANDOM : SHORTEST_BESIDE);
    if (values.isEmpty() && !isName(whole)) {
      values.add(whole);
    } else if (!value.isEmpty()
        && value.length() < LeakedValue.SHORTEST
        && whole.length() > value.length()) {
      // Too short to search for; but its match can be.
      values.add(whole);
    }
    return contents(values);
  }

  private static List<Content> keys(String whole, String said, Matcher key) {
    int from = key.start();
    if (said.length() * 2 > whole.length() - from && said.length() > key.group().length()) {
      return contents(Set.of(said));
    }
    // Many rules match only the first line, which is the same in all keys.
    boolean onlyFrame = whole.substring(key.end()).chars().noneMatch(Ascii::isLetterOrDigit);
    return onlyFrame ? List.of() : contents(Set.of(whole.substring(from)));
  }

  private static String text(Content content) {
    return new String(content.bytes(), ISO_8859_1);
  }

  private static List<Content> contents(Set<String> values) {
    List<Content> contents = new ArrayList<>();
    values.forEach(value -> contents.add(Content.ofOwned(value.getBytes(ISO_8859_1))));
    return contents;
  }

  /** Returns the value that the rule's secret is, or is a part of; empty if it is only a name. */
  private String trusted(String said, String whole) {
    int at = whole.lastIndexOf(said);
    int from = at;
    int to = at + said.length();
    while (from > 0 && isPart(whole.charAt(from)) && isPart(whole.charAt(from - 1))) {
      from--;
    }
    while (to < whole.length() && isPart(whole.charAt(to - 1)) && isPart(whole.charAt(to))) {
      to++;
    }
    String wide = whole.substring(from, to);
    if (recipes.isToken(wide) || isRandom(wide, SHORTEST_RANDOM)) {
      return wide;
    }
    if (ADDRESS.matcher(said).matches()) {
      return said;
    }
    if (isName(said) || (said.equals(whole) && said.chars().anyMatch(c -> "=:".indexOf(c) >= 0))) {
      return "";
    }
    String rest = whole.substring(at + said.length());
    boolean isLast = rest.chars().noneMatch(Ascii::isLetterOrDigit);
    boolean isWhole = rest.isEmpty() || !isOfWord(rest.charAt(0));
    boolean isAssigned =
        at > 0
            && ("=:>\"'`( \t".indexOf(whole.charAt(at - 1)) >= 0
                || whole.substring(0, at).endsWith("//"));
    boolean opens = said.endsWith("=") || said.endsWith(":");
    return isLast || (isWhole && isAssigned && !opens) ? said : "";
  }

  private static boolean isPart(char c) {
    return Ascii.isLetterOrDigit(c) || c == '+' || c == '/';
  }

  private static boolean isOfWord(char c) {
    return isPart(c) || c == '_' || c == '-';
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.chars().allMatch(Ascii::isDigit);
  }

  private static void addWords(String whole, Set<String> values, int shortest) {
    Matcher words = WORD.matcher(whole);
    while (words.find()) {
      String word = words.group();
      int padding = word.length() - word.replaceFirst("=+$", "").length();
      if (word.length() % 4 != 0) {
        word = word.substring(0, word.length() - padding);
      }
      word = word.replaceFirst("[.~%]+$", "");
      if (isRandom(word, shortest) && (shortest < SHORTEST_BESIDE || isMixed(word))) {
        add(word, values);
      }
    }
  }

  private static void add(String value, Set<String> values) {
    if (values.stream().noneMatch(known -> known.contains(value) || value.contains(known))) {
      values.add(value);
    }
  }

  /** Returns true for base64 and the like, but not for a hash or a UUID. */
  private static boolean isMixed(String word) {
    return word.chars().anyMatch(Ascii::isUpper)
        && word.chars().anyMatch(Ascii::isLower)
        && word.chars().anyMatch(Ascii::isDigit);
  }

  /** Returns true for a word that is so random that innocent texts do not contain it. */
  static boolean isRandom(String word, int shortest) {
    if (word.length() < shortest
        || word.chars().distinct().count() < LEAST_CHARACTERS
        || !WORD.matcher(word).matches()) {
      return false;
    }
    double words = WordModel.coverage(word.replace('_', ' '));
    boolean digit = word.chars().anyMatch(Ascii::isDigit);
    boolean mixed = !word.equals(word.toLowerCase(Locale.ROOT));
    return words < (digit ? MOST_WORDS : mixed ? MOST_WORDS_WITHOUT_DIGIT : 0);
  }
}
