package dev.weir.cli.report.template;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A map of Go from strings, its keys in order. Templates change maps in place, so it is not safe
 * for use by several threads.
 */
final class GoMap {
  /** The type of a map to values of any type. */
  static final String ANY = "map[string]interface {}";

  /** The type of a map to strings. */
  static final String STRINGS = "map[string]string";

  /** The order of Go's strings, which is that of their bytes. */
  static final Comparator<String> ORDER =
      (a, b) ->
          GoText.isAscii(a) && GoText.isAscii(b)
              ? a.compareTo(b)
              : Arrays.compareUnsigned(GoText.bytes(a), GoText.bytes(b));

  private final String typeName;
  private final boolean isNil;
  private final TreeMap<String, @Nullable Object> entries = new TreeMap<>(ORDER);

  private GoMap(String typeName, boolean isNil) {
    this.typeName = typeName;
    this.isNil = isNil;
  }

  static GoMap ofAny() {
    return new GoMap(ANY, false);
  }

  static GoMap ofStrings() {
    return new GoMap(STRINGS, false);
  }

  static GoMap nil() {
    return new GoMap(ANY, true);
  }

  String typeName() {
    return typeName;
  }

  boolean isNil() {
    return isNil;
  }

  boolean isOfStrings() {
    return typeName.equals(STRINGS);
  }

  int size() {
    return entries.size();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  @Nullable Object get(String key) {
    return entries.get(key);
  }

  GoMap put(String key, @Nullable Object value) {
    entries.put(key, value);
    return this;
  }

  void remove(String key) {
    entries.remove(key);
  }

  Set<String> keys() {
    return entries.keySet();
  }
}
