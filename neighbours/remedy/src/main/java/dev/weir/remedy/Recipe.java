package dev.weir.remedy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What to do about a credential of one provider.
 *
 * @param rules ids of rules; a {@code *} at the end stands for any rest
 * @param shape what the whole value is like; values of another shape get another recipe
 * @param isIdentifier true if the value is a name and no secret
 * @param url where people do it by hand, or empty
 */
record Recipe(
    List<String> rules, Pattern shape, boolean isIdentifier, String url, List<Step> steps) {

  /**
   * One thing to do.
   *
   * @param phase {@code rotate}, {@code contain} or {@code audit}
   * @param command for a shell, or empty
   * @param reads true if the command changes nothing
   */
  record Step(String phase, String text, String command, boolean reads) {
    Step withCommand(String other) {
      return new Step(phase, text, other, reads);
    }
  }

  boolean isFor(String ruleId, String value) {
    boolean named =
        rules.stream()
            .anyMatch(
                rule ->
                    rule.endsWith("*")
                        ? ruleId.startsWith(rule.substring(0, rule.length() - 1))
                        : rule.equals(ruleId));
    return named && shape.matcher(value).matches();
  }
}
