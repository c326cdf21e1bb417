package dev.weir.core.check.generic;

import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Judges a value as {@link GenericValueCheck} does, but only in tests, documents and comments. It
 * is for rules whose form is convincing elsewhere, even for a poor password.
 */
public final class ExampleValueCheck implements ValueCheck {
  private final boolean password;
  private final ValueCheck generic;

  /**
   * Makes the check.
   *
   * @param password as for {@link GenericValueCheck}; a placeholder, a reference or code is then
   *     dismissed everywhere
   */
  public ExampleValueCheck(boolean password) {
    this.password = password;
    this.generic = new GenericValueCheck(password);
  }

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    return password ? GenericValueCheck.noPassword(secret) : null;
  }

  @Override
  public Judgement judge(Content secret, Content match, Surroundings where) {
    if (where.isComment() || where.isTest()) {
      return generic.judge(secret, match, where);
    }
    String reason = dismissal(secret, match);
    return reason == null ? Judgement.ACCEPTED : Judgement.dismissed(reason);
  }
}
