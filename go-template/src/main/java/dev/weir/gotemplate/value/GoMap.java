package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.GoText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Go map with strings as keys, sorted. Templates change maps in place, so it is not thread-safe.
 */
public final class GoMap {
  /** The type of a map to values of any type. */
  public static final String ANY = "map[string]interface {}";

  /** The type of a map to strings. */
  static final String STRINGS = "map[string]string";

  /** The order of Go's strings: by their bytes. */
  public static final Comparator<String> ORDER =
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

  public static GoMap ofAny() {
    return new GoMap(ANY, false);
  }

  public static GoMap ofStrings() {
    return new GoMap(STRINGS, false);
  }

  public static GoMap nil() {
    return new GoMap(ANY, true);
  }

  public String typeName() {
    return typeName;
  }

  public boolean isNil() {
    return isNil;
  }

  public boolean isOfStrings() {
    return typeName.equals(STRINGS);
  }

  public int size() {
    return entries.size();
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  public @Nullable Object get(String key) {
    return entries.get(key);
  }

  public GoMap put(String key, @Nullable Object value) {
    entries.put(key, value);
    return this;
  }

  public void remove(String key) {
    entries.remove(key);
  }

  public Set<String> keys() {
    return entries.keySet();
  }
}
