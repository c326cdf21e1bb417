package dev.weir.core.check.generic;

import dev.weir.core.check.value.FileKind;
import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Measures a value and its place: the input of {@link ValueScore}. */
final class ValueFeatures {
  private static final int SHORT = 12;
  private static final int LONG = 40;
  private static final String COUNT = "1234567890";
  private static final int MOST_BITS = 120;
  private static final int MOST_SURPLUS = 60;
  private static final double EVEN = 0.9;
  private static final double UNEVEN = 0.8;
  private static final double MOST_WORDS_IN_TEST = 0.4;

  /**
   * From this many bits on, a value costs too much as words to be made of them: as random text it
   * is 256 times as probable.
   */
  private static final double WORDLESS = 8;

  private static final int FEWEST_WORDLESS = 6;
  private static final double MOST_WORDS_BETWEEN_SIGNS = 0.7;

  private final Map<String, Double> features = new LinkedHashMap<>();

  private ValueFeatures() {}

  /**
   * Measures a value.
   *
   * @param before what the rule matched before the value
   * @param quoted whether the value stands in quotes, or in a file where it needs none
   * @param loose whether only white space separates it from its name
   */
  static Map<String, Double> of(
      String value, KeyName name, String before, boolean quoted, boolean loose) {
    ValueFeatures measured = new ValueFeatures();
    measured.ofName(name);
    measured.ofLetters(value);
    measured.ofCharacters(value);
    if (!isWordless(value)) {
      measured.ofWords(value);
    }
    measured.add("unquoted", !quoted);
    boolean dotted = References.isDotted(value);
    measured.add("dotted", dotted && quoted);
    measured.add("attribute", dotted && !quoted && value.length() < LONG);
    measured.add("loose", loose);
    measured.add("loose-weak", loose && (value.length() < 16 || digits(value) < 2));
    char operator = operator(before);
    measured.add("argument", operator == '(');
    measured.add("listed", operator == ',');
    return measured.features;
  }

  /** Returns the last sign before the value that is neither a quote nor white space. */
  private static char operator(String before) {
    int at = before.length() - 1;
    while (at >= 0 && "\"'` \t\\".indexOf(before.charAt(at)) >= 0) {
      at--;
    }
    return at < 0 ? ' ' : before.charAt(at);
  }

  /** Adds what the file and the text around the value say. */
  static void addPlace(
      Map<String, Double> features, String value, KeyName name, Surroundings where) {
    FileKind kind = where.kind();
    boolean test = where.isTest();
    boolean password = name.kind() == KeyName.Kind.PASSWORD;
    boolean known = password || (value.length() >= SHORT && !name.isBareKey());
    boolean weak =
        !(known && isWordless(value))
            && (value.length() < 16
                || Randomness.bits(value) < 64
                || WordModel.coverage(value) >= MOST_WORDS_IN_TEST);
    put(features, "test", test);
    put(features, "weak-in-test", test && weak);
    put(features, "sample", where.isDocumentationSample());
    put(features, "comment", where.isComment());
    put(features, "translation", kind == FileKind.TRANSLATION);
    put(features, "lock", kind == FileKind.LOCK);
    put(features, "data", kind == FileKind.DATA);
    put(features, "page-token", where.isInQuery() && !name.namesClient());
    put(features, "bare-key-in-test", test && name.isBareKey());
  }

  private static void put(Map<String, Double> features, String feature, boolean seen) {
    if (seen) {
      features.put(feature, 1.0);
    }
  }

  private void add(String feature, boolean seen) {
    put(features, feature, seen);
  }

  private void add(String feature, double measure) {
    if (measure != 0) {
      features.put(feature, measure);
    }
  }

  private void ofName(KeyName name) {
    put(features, "base", true);
    add("weak-name", name.kind() == KeyName.Kind.WEAK);
    add("no-name", name.kind() == KeyName.Kind.NONE);
    add("digest-name", name.namesDigest());
  }

  private void ofLetters(String value) {
    double possible = Randomness.bits(value);
    double surplus = WordModel.bits(value) - possible;
    add("random", clamp(surplus, -MOST_SURPLUS, MOST_SURPLUS) / 10);
    add("random-each", clamp(surplus / value.length(), -3, 3));
    add("size", Math.min(possible, MOST_BITS) / 20);
    double even = Randomness.of(value);
    add("even", clamp(even, 0.5, 1.1) - EVEN);
    add("uneven", Math.max(0, UNEVEN - even));
    add("words", WordModel.coverage(value));
  }

  /** Returns true if the value is far less probable as words than as random characters. */
  static boolean isWordless(String value) {
    return value.chars().filter(Ascii::isLetterOrDigit).count() >= FEWEST_WORDLESS
        && WordModel.bits(value) - Randomness.bits(value) >= WORDLESS;
  }

  // Few digits and one case count against a value that may be made of words.
  private void ofWords(String value) {
    long digits = digits(value);
    add("no-digit", digits == 0);
    add("short-no-digit", digits == 0 && value.length() < 20);
    add("one-digit", digits == 1);
    add("one-case", value.chars().allMatch(Ascii::isLetter) && isOneCase(value));
  }

  private void ofCharacters(String value) {
    int[] kinds = new int[4];
    int separators = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      kinds[kind(c)]++;
      separators += "_-./, :".indexOf(c) >= 0 ? 1 : 0;
    }
    int letters = kinds[1] + kinds[2];
    add("short", Math.max(0, SHORT - value.length()) / 4.0);
    add("digits", (double) kinds[0] / value.length());
    add("mixed-case", kinds[1] > 1 && kinds[2] > 1);
    boolean exclaims = value.endsWith("!") || value.endsWith("?");
    boolean words = WordModel.coverage(value) >= MOST_WORDS_BETWEEN_SIGNS;
    add("symbols", kinds[3] > separators + (exclaims ? 1 : 0) && !words);
    add("separators", Math.min(separators, 4));
    add("code-name", Patterns.isCodeName(value) || Patterns.isNumbersAndWords(value));
    add("few-letters", letters < 2);
    add("counted", endsInCount(value));
    add("uuid", ValueShapes.isUuid(value));
    add("base64-end", value.endsWith("=") && value.length() % 4 == 0 && value.length() >= 20);
  }

  // Returns true for values like Word123.
  private static boolean endsInCount(String value) {
    int from = value.length();
    while (from > 0 && Ascii.isDigit(value.charAt(from - 1))) {
      from--;
    }
    String tail = value.substring(from);
    boolean year = tail.length() == 4 && (tail.startsWith("19") || tail.startsWith("20"));
    return from > 0 && tail.length() > 1 && (year || COUNT.startsWith(tail));
  }

  private static boolean isOneCase(String value) {
    return value.equals(value.toLowerCase(Locale.ROOT))
        || value.equals(value.toUpperCase(Locale.ROOT));
  }

  private static int digits(String value) {
    return (int) value.chars().filter(Ascii::isDigit).count();
  }

  private static int kind(char c) {
    return Ascii.isDigit(c) ? 0 : Ascii.isLower(c) ? 1 : Ascii.isUpper(c) ? 2 : 3;
  }

  private static double clamp(double x, double least, double most) {
    return Math.max(least, Math.min(most, x));
  }
}
