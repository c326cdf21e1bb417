package dev.weir.rules;

import dev.weir.core.rule.Severity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the table of providers.
 *
 * @param id of the rule
 * @param names of the provider, as {@link ProviderPattern#of} reads them
 * @param forms of its values
 * @param severity a word of {@link Severity}, or {@code identifier} for what opens nothing
 * @param finds a sentence on what the credential can do
 * @param revoke where to revoke it
 * @param source an address of the document that shows the form, or {@code scanners:} and names, or
 *     {@code name only}
 */
record ProviderRow(
    String id,
    String provider,
    List<String> names,
    List<ValueForm> forms,
    String severity,
    String finds,
    String revoke,
    String source) {
  private static final String COLUMNS =
      "id\tprovider\tnames\tvalue\tseverity\tfinds\trevoke\tsource";
  private static final int COUNT = 8;
  private static final String IDENTIFIER = "identifier";
  private static final Pattern ADDRESS =
      Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)+(?:/[^\\s;]*)?(?=$|[\\s;])");

  /** Returns true if the line is the first one, which names the columns. */
  static boolean isHeader(String line) {
    return line.equals(COLUMNS);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if there is a mistake; the message says which
   */
  static ProviderRow of(String line) {
    String[] cells = line.split("\t", -1);
    check(cells.length == COUNT, "there are " + cells.length + " columns and not " + COUNT);
    for (String cell : cells) {
      check(!cell.isEmpty() && cell.equals(cell.strip()), "a column is empty or ends with a blank");
      check(cell.indexOf('"') < 0 && cell.indexOf('\\') < 0, "there is a quotation mark or \\");
    }
    check(cells[0].matches("[a-z0-9]+(-[a-z0-9]+)*"), cells[0] + " is no id");
    List<String> names = List.of(cells[2].split("\\|", -1));
    for (String name : names) {
      check(
          name.matches("[a-z0-9][a-z0-9.]*([ _-][a-z0-9.]+)*\\+{0,2}") && name.length() >= 3,
          "\"" + name + "\" is no name: three letters or digits at least, in lower case");
      check(
          name.endsWith("+") || name.length() > 4,
          "the name " + name + " is short, so it needs a + after it");
    }
    check(
        cells[4].equals(IDENTIFIER)
            || (!cells[4].isEmpty() && Severity.of(cells[4]) != Severity.UNKNOWN),
        cells[4] + " is no severity");
    check(cells[5].endsWith("."), "what it finds is no sentence");
    return new ProviderRow(
        cells[0], cells[1], names, ValueForm.all(cells[3]), cells[4], cells[5], cells[6], cells[7]);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Returns the address of the document, or an empty text. */
  String docs() {
    Matcher address = ADDRESS.matcher(source);
    return address.lookingAt() ? "https://" + address.group() : "";
  }

  /** Returns the check of values that fits what is known of their form. */
  private String check() {
    if (forms.stream().allMatch(ValueForm::isAnyKey)) {
      return "provider-key";
    }
    return forms.stream().anyMatch(ValueForm::isHex) ? "provider-value" : "provider-mixed";
  }

  /** Returns the rule as TOML, with the uses of pieces. */
  String toml() {
    double entropy = forms.stream().mapToDouble(ValueForm::entropy).min().orElse(0);
    StringBuilder text = new StringBuilder("\n[[rules]]\n");
    text.append("id = \"" + id + "\"\n");
    text.append("description = \"" + finds + "\"\n");
    text.append("regex = '''" + ProviderPattern.of(names, forms) + "'''\n");
    text.append("entropy = " + entropy + "\n");
    text.append("keywords = [\"");
    text.append(String.join("\", \"", ProviderPattern.keywords(names)) + "\"]\n\n");
    text.append("[rules.weir]\nprovider = \"" + provider + "\"\n");
    boolean isIdentifier = severity.equals(IDENTIFIER);
    text.append("severity = \"" + (isIdentifier ? Severity.LOW.word() : severity) + "\"\n");
    text.append("confidence = \"medium\"\n");
    text.append(isIdentifier ? "kind = \"identifier\"\n" : "");
    text.append("revoke = \"" + revoke + "\"\n");
    text.append(docs().isEmpty() ? "" : "docs = \"" + docs() + "\"\n");
    return text.append("check = \"" + check() + "\"\n").toString();
  }
}
