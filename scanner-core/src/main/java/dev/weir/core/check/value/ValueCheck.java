package dev.weir.core.check.value;

import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/** Tells from a value alone, and the text around it, that it is no live secret. */
@FunctionalInterface
public interface ValueCheck {
  /**
   * Returns why the value is dismissed, or null if nothing speaks against it.
   *
   * @param secret what the rule's group matched
   * @param match all that the rule matched
   * @return a lower-case clause that holds nothing of the value, such as {@code "its check sum is
   *     wrong"}
   */
  @Nullable String dismissal(Content secret, Content match);

  /**
   * Returns why the value is dismissed where it stands, or null if nothing speaks against it. A
   * check that goes by the value alone need not implement it.
   *
   * @param where the file and the text around the match
   */
  default @Nullable String dismissal(Content secret, Content match, Surroundings where) {
    return dismissal(secret, match);
  }
}
