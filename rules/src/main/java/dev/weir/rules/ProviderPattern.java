package dev.weir.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The one pattern of all rules that know the names of a provider and the form of its values. A
 * value must be given to the name: by an operator, by a whole label such as {@code api_key:} a
 * little after the name, or by a blank after a label that ends with a word such as {@code key}. The
 * pieces are those of {@link PatternPieces}.
 */
final class ProviderPattern {
  private static final List<String> SEPARATORS = List.of("", "_", "-", " ");
  private static final String SEPARATOR = "[ _-]?";
  private static final List<String> FIRST_WORDS =
      List.of("access", "api", "auth", "client", "key", "pat", "secret", "token");
  private static final String FIRST_WORD = "(?i:" + String.join("|", FIRST_WORDS) + ")";
  private static final Pattern WORD_AT_END =
      Pattern.compile("(?:auth|certificate|key|password|secret|token)$");

  private ProviderPattern() {}

  /**
   * Returns the pattern of a row, with the uses of pieces.
   *
   * @param names as in the table: a space is a separator that may be missing, a plus sign after a
   *     name means that the name alone does not say enough, and two mean that the name is so common
   *     that a word for a credential must follow directly
   */
  static String of(List<String> names, List<ValueForm> forms) {
    List<String> strong = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> weak = new ArrayList<>();
    List<String> common = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith("++")) {
        common.add(name.substring(0, name.length() - 2));
      } else if (name.endsWith("+")) {
        weak.add(name.substring(0, name.length() - 1));
      } else if (WORD_AT_END.matcher(name).find()) {
        labels.add(name);
      } else {
        strong.add(name);
      }
    }
    boolean isKnown = forms.stream().noneMatch(ValueForm::isAnyKey);
    String given = isKnown ? "@{given}" : "@{keygiven}";
    List<String> before = new ArrayList<>();
    if (!strong.isEmpty()) {
      before.add(named(strong) + given);
    }
    if (!labels.isEmpty()) {
      before.add(named(labels) + "(?:@{close}@{assign}|@{blank}|" + given + ")");
    }
    if (!weak.isEmpty()) {
      before.add(named(weak) + (isKnown ? "@{wordgiven}" : "@{keywordgiven}"));
    }
    if (!common.isEmpty()) {
      String after = isKnown ? "@{afterword}" : "@{keyafterword}";
      before.add(named(common) + "[ _.-]?" + FIRST_WORD + after);
    }
    // The longer form first, because the shorter one may be its beginning.
    List<String> values =
        forms.stream()
            .map(ValueForm::regex)
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    return choice(before) + "@{open}(" + String.join("|", values) + ")@{right}";
  }

  /** Returns the words one of which is in each text that the pattern matches, in lower case. */
  static List<String> keywords(List<String> names) {
    TreeSet<String> keywords = new TreeSet<>();
    for (String name : names) {
      String plain = name.replace("+", "");
      for (String separator : SEPARATORS) {
        String spaced = plain.replace(" ", separator);
        if (name.endsWith("++")) {
          FIRST_WORDS.forEach(word -> keywords.add(spaced + separator + word));
          FIRST_WORDS.forEach(word -> keywords.add(spaced + "." + word));
        } else {
          keywords.add(spaced);
        }
      }
    }
    return List.copyOf(keywords);
  }

  /** A name stands at the edge of a word, or begins with a capital after a small letter. */
  private static String named(List<String> names) {
    List<String> any = new ArrayList<>();
    List<String> capital = new ArrayList<>();
    List<String> digit = new ArrayList<>();
    for (String name : names) {
      any.add(spaced(name));
      char first = name.charAt(0);
      if (first >= 'a' && first <= 'z') {
        capital.add(
            name.substring(0, 1).toUpperCase(Locale.ROOT)
                + "(?i:"
                + spaced(name.substring(1))
                + ")");
      } else {
        digit.add("(?i:" + spaced(name) + ")");
      }
    }
    List<String> all = new ArrayList<>(List.of("@{edge}(?i:" + String.join("|", any) + ")"));
    if (!capital.isEmpty()) {
      all.add("[0-9a-z]" + choice(capital));
    }
    if (!digit.isEmpty()) {
      all.add("[A-Za-z]" + choice(digit));
    }
    return choice(all);
  }

  private static String spaced(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.split(" ", -1)) {
      text.append(text.length() == 0 ? "" : SEPARATOR).append(quoted(word));
    }
    return text.toString();
  }

  private static String choice(List<String> choices) {
    return choices.size() == 1 ? choices.get(0) : "(?:" + String.join("|", choices) + ")";
  }

  /** Returns a pattern that matches the text. */
  static String quoted(String text) {
    return text.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
  }
}
