package dev.weir.core.check;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks that rules name. */
public final class ValueChecks {
  private static final Map<String, ValueCheck> BY_NAME =
      Map.of("generic-value", new GenericValueCheck());

  private ValueChecks() {}

  /** Returns the check of this name, or null. */
  public static @Nullable ValueCheck named(String name) {
    return BY_NAME.get(name);
  }

  /** Returns all names. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }
}
