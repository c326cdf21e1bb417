package dev.weir.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One form of a provider's values: texts and parts such as {@code key-${hex:32}}. A part is an
 * alphabet with a length or a range of lengths, {@code ${uuid}}, {@code ${jwt}}, or {@code ${key}},
 * which is any value of 16 to 128 characters.
 *
 * @param recipe as the table has it
 * @param regex what matches it
 * @param entropy the least entropy of a random value, in bits per character
 */
record ValueForm(String recipe, String regex, double entropy) {
  private static final Pattern PART =
      Pattern.compile("\\$\\{(?:([a-z0-9]+):([0-9]{1,4})(?:-([0-9]{1,4}))?|(uuid|jwt|key))\\}");
  private static final Pattern HEX =
      Pattern.compile("\\$\\{(?:uuid|(?:hex|hexupper|hexany|digit):[0-9-]+)\\}");
  private static final int LONGEST = 1000;

  /** How much of the entropy of its alphabet and length a random value has at least. */
  private static final double SHARE = 0.62;

  /** The same for a value of less than {@link #SHORT} characters, which varies more. */
  private static final double SHARE_OF_SHORT = 0.5;

  private static final int SHORT = 24;

  private static final double MOST_ENTROPY = 3.5;

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", "0-9A-Za-z"),
          Map.entry("letter", "A-Za-z"),
          Map.entry("lower", "0-9a-z"),
          Map.entry("lowernum", "0-9a-z"),
          Map.entry("lowerletter", "a-z"),
          Map.entry("upper", "0-9A-Z"),
          Map.entry("uppernum", "0-9A-Z"),
          Map.entry("upperletter", "A-Z"),
          Map.entry("digit", "0-9"),
          Map.entry("hex", "0-9a-f"),
          Map.entry("hexupper", "0-9A-F"),
          Map.entry("hexany", "0-9A-Fa-f"),
          Map.entry("word", "0-9A-Za-z_"),
          Map.entry("slug", "0-9a-z-"),
          Map.entry("dotted", "0-9A-Za-z._-"),
          Map.entry("graph", "0-9A-Za-z!#$%&()*+,./:;=?@^_{|}~-"),
          Map.entry("b64", "0-9A-Za-z+/"),
          Map.entry("b64url", "0-9A-Za-z_-"),
          Map.entry("b64any", "0-9A-Za-z+/_-"),
          Map.entry("b64urlpad", "0-9A-Za-z=_-"),
          Map.entry("base32", "A-Z2-7"),
          Map.entry("base32lower", "a-z2-7"),
          Map.entry("base58", "1-9A-HJ-NP-Za-km-z"));
  private static final Map<String, String> NAMED =
      Map.of(
          "uuid",
          "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
          "jwt",
          "ey[0-9A-Za-z_-]{15,300}\\.[0-9A-Za-z_-]{20,1000}\\.[0-9A-Za-z_-]{20,700}",
          "key",
          "[0-9A-Za-z][0-9A-Za-z_+-]{14,126}[0-9A-Za-z]={0,2}");

  /** Returns true if the form takes any value, because none is known. */
  boolean isAnyKey() {
    return recipe.contains("${key}");
  }

  /** Returns true if a value of the form may be hexadecimal digits or a UUID, and nothing else. */
  boolean isHex() {
    return HEX.matcher(recipe).matches();
  }

  /** Returns the alphabets that a form can name. */
  static Set<String> alphabets() {
    return CLASSES.keySet();
  }

  /**
   * Reads the forms of a row.
   *
   * @param recipes separated by {@code " | "}
   * @throws IllegalArgumentException if there is a mistake; the message says which
   */
  static List<ValueForm> all(String recipes) {
    List<ValueForm> forms = new ArrayList<>();
    for (String recipe : recipes.split(" \\| ", -1)) {
      forms.add(of(recipe));
    }
    if (new HashSet<>(forms).size() < forms.size()) {
      throw new IllegalArgumentException("a form is there twice");
    }
    return forms;
  }

  private static ValueForm of(String recipe) {
    StringBuilder regex = new StringBuilder();
    double entropy = 0;
    Matcher part = PART.matcher(recipe);
    int done = 0;
    while (part.find()) {
      regex.append(literal(recipe.substring(done, part.start())));
      done = part.end();
      if (part.group(4) != null) {
        regex.append(NAMED.get(part.group(4)));
        entropy = Math.max(entropy, part.group(4).equals("jwt") ? 3.5 : 2.8);
      } else {
        int least = Integer.parseInt(part.group(2));
        int most = part.group(3) == null ? least : Integer.parseInt(part.group(3));
        regex.append(repeated(part.group(1), least, most));
        entropy = Math.max(entropy, entropy(part.group(1), least));
      }
    }
    regex.append(literal(recipe.substring(done)));
    if (done == 0) {
      throw new IllegalArgumentException(
          "the form \"" + recipe + "\" has no part such as ${hex:32}");
    }
    return new ValueForm(recipe, regex.toString(), entropy);
  }

  private static String repeated(String alphabet, int least, int most) {
    String members = CLASSES.get(alphabet);
    if (members == null) {
      throw new IllegalArgumentException("there is no alphabet " + alphabet);
    }
    if (least < 1 || most < least || most > LONGEST) {
      throw new IllegalArgumentException("lengths are 1 to " + LONGEST + ", the smaller one first");
    }
    return "[" + members + "]{" + (most == least ? "" + least : least + "," + most) + "}";
  }

  private static double entropy(String alphabet, int length) {
    int members = 0;
    for (char c = ' '; c < 127; c++) {
      members += String.valueOf(c).matches("[" + CLASSES.get(alphabet) + "]") ? 1 : 0;
    }
    double share = length < SHORT ? SHARE_OF_SHORT : SHARE;
    double bits = share * Math.log(Math.min(members, length)) / Math.log(2);
    return Math.min(MOST_ENTROPY, Math.floor(bits * 10) / 10);
  }

  private static String literal(String text) {
    if (text.matches(".*[\\s${}|'\"].*")) {
      throw new IllegalArgumentException("\"" + text + "\" cannot be a part of a form");
    }
    return ProviderPattern.quoted(text);
  }
}
