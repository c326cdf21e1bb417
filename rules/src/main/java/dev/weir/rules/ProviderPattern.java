package dev.weir.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The one pattern of all rules that know the names of a provider and the form of its values. A
 * value must be given to the name: by an operator, by a whole label such as {@code api_key:} a
 * little after the name, or by a blank after a label that ends with a word such as {@code key}.
 * The pieces are those of {@link PatternPieces}.
 */
final class ProviderPattern {
  private static final List<String> SEPARATORS = List.of("", "_", "-", ".", " ");
  private static final String SEPARATOR = "[ _.-]?";

  /** Between the name and the value, where the name says enough. */
  private static final String AFTER_NAME =
      "(?:(?:@{name}{0,40}|@{gap}(?:@{label}|@{pair}))@{close}@{assign}"
          + "|@{name}{0,40}?@{word}[s_0-9]{0,2}@{close}(?:[ \\t,;]{1,5}(?:is:?[ \\t])?|-)"
          + "|[\\w\\t .:,=?&/\\[\\]()'\"\\x60\\\\@$<>{-]{0,60}?[=:][ \\t]{0,5})";

  /** Between the name and the value, where a word must say that it is a credential. */
  private static final String AFTER_WORD =
      "(?:(?:[^0-9A-Za-z\\n]@{name}{0,30}?|[0-9A-Z][a-z]@{name}{0,30}?)?@{word}"
          + "(?:@{name}{0,20}(?:@{gap}@{pair})?@{close}@{assign}|[s_0-9]{0,2}@{close}(?:[ \\t,;]{1,5}(?:is:?[ \\t])?|-))"
          + "|[\"'\\])]{0,2}\\s{0,3}[:={(.\\]]{0,3}\\s{0,40}@{label}@{close}@{assign})";

  private ProviderPattern() {}

  /**
   * Returns the pattern of a row, with the uses of pieces.
   *
   * @param names as in the table: a space is a separator that may be missing, and a plus sign
   *     after a name means that the name alone does not say enough
   */
  static String of(List<String> names, List<ValueForm> forms) {
    List<String> strong = new ArrayList<>();
    List<String> weak = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith("+")) {
        weak.add(name.substring(0, name.length() - 1));
      } else {
        strong.add(name);
      }
    }
    List<String> before = new ArrayList<>();
    if (!strong.isEmpty()) {
      before.add(named(strong) + AFTER_NAME);
    }
    if (!weak.isEmpty()) {
      before.add(named(weak) + AFTER_WORD);
    }
    List<String> values = forms.stream().map(ValueForm::regex).toList();
    return choice(before) + "@{open}(" + String.join("|", values) + ")@{right}";
  }

  /** Returns the words one of which is in each text that the pattern matches, in lower case. */
  static List<String> keywords(List<String> names) {
    TreeSet<String> keywords = new TreeSet<>();
    for (String name : names) {
      String plain = name.endsWith("+") ? name.substring(0, name.length() - 1) : name;
      for (String separator : SEPARATORS) {
        keywords.add(plain.replace(" ", separator));
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
            name.substring(0, 1).toUpperCase(Locale.ROOT) + "(?i:" + spaced(name.substring(1)) + ")");
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
