package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.FunctionException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares values as Go's {@code reflect.DeepEqual} does. */
public final class DeepEquality {
  private DeepEquality() {}

  /** Returns true if both values have the same type and are equal throughout. */
  public static boolean of(@Nullable Object a, @Nullable Object b) throws FunctionException {
    return of(a, b, 0);
  }

  private static boolean of(@Nullable Object a, @Nullable Object b, int depth)
      throws FunctionException {
    Limits.checkDepth(depth);
    if (a == null || b == null || !Values.typeName(a).equals(Values.typeName(b))) {
      return a == b;
    }
    if (a instanceof GoList list && b instanceof GoList other) {
      if (list.size() != other.size() || list.isNil() != other.isNil()) {
        return false;
      }
      for (int i = 0; i < list.size(); i++) {
        if (!of(Values.of(list.get(i)), Values.of(other.get(i)), depth + 1)) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof GoMap map && b instanceof GoMap other) {
      if (!map.keys().equals(other.keys()) || map.isNil() != other.isNil()) {
        return false;
      }
      for (String key : map.keys()) {
        if (!of(map.get(key), other.get(key), depth + 1)) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof GoStruct struct && b instanceof GoStruct other) {
      for (String name : struct.fieldNames()) {
        if (!of(Values.field(struct, name), Values.field(other, name), depth + 1)) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Double || a instanceof Float) {
      return Values.doubleOf(a) == Values.doubleOf(b);
    }
    return Objects.equals(a, b);
  }
}
