package dev.weir.gotemplate.parse;

import org.jspecify.annotations.Nullable;

/** Decides which functions a template may call. */
public interface FunctionCheck {
  /** Returns why a template cannot call the function, for an error message, or null if it can. */
  @Nullable String objection(String name);
}
