package dev.weir.remedy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The steps to take for a leaked credential of one provider.
 *
 * @param rules the ids of the rules; a {@code *} at the end matches any rest
 * @param store the kind of store that the recipe is for, or empty
 * @param shape a pattern for whole values, or null; it alone decides, since anyone may give a rule
 *     the name of another one
 * @param isIdentifier true if the value is only an identifier, not a secret
 * @param url the page on which people do this by hand, or empty
 */
record Recipe(
    List<String> rules,
    String store,
    @Nullable Pattern shape,
    boolean isIdentifier,
    String url,
    List<Step> steps) {

  /**
   * One step.
   *
   * @param phase {@code rotate}, {@code contain} or {@code audit}
   * @param command the shell command, or empty
   * @param reads true if the command changes nothing
   */
  record Step(String phase, String text, String command, boolean reads) {
    Step withCommand(String other) {
      return new Step(phase, text, other, reads);
    }
  }

  boolean isFor(String ruleId, String value) {
    Pattern known = shape;
    return known == null ? isNamed(ruleId) : known.matcher(value).matches();
  }

  private boolean isNamed(String ruleId) {
    return rules.stream()
        .anyMatch(
            rule ->
                rule.endsWith("*")
                    ? ruleId.startsWith(rule.substring(0, rule.length() - 1))
                    : rule.equals(ruleId));
  }
}
