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
  private final ValueCheck generic = new GenericValueCheck();

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    return null;
  }

  @Override
  public Judgement judge(Content secret, Content match, Surroundings where) {
    return where.isComment() || where.isTest()
        ? generic.judge(secret, match, where)
        : Judgement.ACCEPTED;
  }
}
