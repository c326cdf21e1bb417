package dev.weir.agent;

import org.jspecify.annotations.Nullable;

/**
 * The answer to one event.
 *
 * @param reason why the action is not allowed, without a secret; empty if it is
 * @param replaced the tool's result as a tree of {@link Json}, or the prompt as a text, without the
 *     secrets; null if there are none
 */
public record Decision(Permission permission, String reason, @Nullable Object replaced) {
  /** Nothing speaks against the action. */
  public static final Decision ALLOWED = new Decision(Permission.ALLOW, "", null);

  /** Whether the action happens. */
  public enum Permission {
    /** The agent goes on as if there were no hook: this never skips a question of the agent. */
    ALLOW,
    /** The user decides. */
    ASK,
    /** The action does not happen. */
    DENY
  }

  /** Shows only the permission: what was replaced may still be confidential. */
  @Override
  public String toString() {
    return permission.toString();
  }
}
