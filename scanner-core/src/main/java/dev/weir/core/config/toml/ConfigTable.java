package dev.weir.core.config.toml;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of a TOML text. Look-ups ignore the case of keys. */
public final class ConfigTable {
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, String> written = new LinkedHashMap<>();

  ConfigTable() {}

  void put(String key, Value value) {
    values.put(key.toLowerCase(Locale.ROOT), value);
    written.put(key.toLowerCase(Locale.ROOT), key);
  }

  /**
   * Returns the value of a key, or null.
   *
   * @param key in lower case
   */
  public @Nullable Value get(String key) {
    return values.get(key);
  }

  /** Returns all values by their keys in lower case, in the order of the text. */
  public Map<String, Value> values() {
    return values;
  }

  /**
   * Returns a key as it is written in the text.
   *
   * @param key in lower case, one of {@link #values()}
   */
  public String written(String key) {
    return written.getOrDefault(key, key);
  }

  /** Returns true if the table has no values. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * A value and its line.
   *
   * @param data a String, Long, Double, Boolean, {@link ConfigTable}, or a List of Values; a date
   *     or time as its text
   * @param line one-based
   */
  public record Value(Object data, int line) {}
}
