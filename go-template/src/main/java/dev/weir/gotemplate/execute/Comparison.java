package dev.weir.gotemplate.execute;

import dev.weir.gotemplate.format.Format;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.GoStruct;
import dev.weir.gotemplate.value.Kind;
import dev.weir.gotemplate.value.NilPointer;
import dev.weir.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Implements {@code eq}, {@code lt} and the other comparisons. */
final class Comparison {
  private Comparison() {}

  /** The groups of kinds that {@code eq} and {@code lt} distinguish. */
  private enum Group {
    BOOL,
    COMPLEX,
    SIGNED,
    FLOAT,
    TEXT,
    UNSIGNED,
    OTHER
  }

  private static Group group(@Nullable Object value) {
    Kind kind = Values.kind(value);
    if (kind.isSigned()) {
      return Group.SIGNED;
    }
    if (kind.isUnsigned()) {
      return Group.UNSIGNED;
    }
    if (kind.isFloat()) {
      return Group.FLOAT;
    }
    return switch (kind) {
      case BOOL -> Group.BOOL;
      case COMPLEX128 -> Group.COMPLEX;
      case STRING -> Group.TEXT;
      default -> Group.OTHER;
    };
  }

  /** Returns true if the first argument equals any of the others. */
  static boolean equalToAny(Arguments args) throws FunctionException {
    if (args.count() < 2) {
      throw new FunctionException("missing argument for comparison");
    }
    for (Object other : args.from(1)) {
      if (isEqual(args.any(0), other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEqual(@Nullable Object a, @Nullable Object b) throws FunctionException {
    Group first = group(a);
    Group second = group(b);
    if (a == null || b == null) {
      return first == second && isNil(a) && isNil(b);
    }
    if (first != second) {
      if (first == Group.SIGNED && second == Group.UNSIGNED) {
        return Values.longOf(a) >= 0 && Values.longOf(a) == Values.longOf(b);
      }
      if (first == Group.UNSIGNED && second == Group.SIGNED) {
        return Values.longOf(b) >= 0 && Values.longOf(a) == Values.longOf(b);
      }
      throw incompatible(a, b);
    }
    return switch (first) {
      case SIGNED, UNSIGNED -> Values.longOf(a) == Values.longOf(b);
      case FLOAT -> Values.doubleOf(a) == Values.doubleOf(b);
      case BOOL, TEXT, COMPLEX -> a.equals(b);
      case OTHER -> otherEqual(a, b);
    };
  }

  private static boolean otherEqual(Object a, Object b) throws FunctionException {
    if (Values.kind(a) != Values.kind(b)) {
      // gitleaks: Go swaps values and types here
      throw new FunctionException(
          "non-comparable types "
              + shown(a)
              + ": "
              + Values.typeName(a)
              + ", "
              + Values.typeName(b)
              + ": "
              + Format.sprint(b));
    }
    if (isNil(a) || isNil(b)) {
      return isNil(a) == isNil(b);
    }
    if (b instanceof GoList || b instanceof GoMap || holdsList(b)) {
      throw new FunctionException("non-comparable type " + shown(b) + ": " + Values.typeName(b));
    }
    // Pointers are equal if they point to the same place.
    return Values.kind(a) == Kind.POINTER ? a == b : a.equals(b);
  }

  private static String shown(Object value) throws FunctionException {
    return Format.sprintf("%s", List.of(value));
  }

  // A struct that holds a list cannot be compared.
  private static boolean holdsList(Object value) {
    if (value instanceof GoStruct struct) {
      for (String name : struct.fieldNames()) {
        Object field = Values.field(struct, name);
        if (field instanceof GoList || field instanceof GoMap) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNil(@Nullable Object value) {
    return value == null
        || value instanceof NilPointer
        || (value instanceof GoList list && list.isNil())
        || (value instanceof GoMap map && map.isNil());
  }

  static boolean isLess(@Nullable Object a, @Nullable Object b) throws FunctionException {
    Group first = group(a);
    Group second = group(b);
    if (first == Group.OTHER || second == Group.OTHER || a == null || b == null) {
      throw new FunctionException("invalid type for comparison");
    }
    if (first != second) {
      if (first == Group.SIGNED && second == Group.UNSIGNED) {
        return Values.longOf(a) < 0 || Long.compareUnsigned(Values.longOf(a), Values.longOf(b)) < 0;
      }
      if (first == Group.UNSIGNED && second == Group.SIGNED) {
        return Values.longOf(b) >= 0
            && Long.compareUnsigned(Values.longOf(a), Values.longOf(b)) < 0;
      }
      throw incompatible(a, b);
    }
    return switch (first) {
      case SIGNED -> Values.longOf(a) < Values.longOf(b);
      case UNSIGNED -> Long.compareUnsigned(Values.longOf(a), Values.longOf(b)) < 0;
      case FLOAT -> Values.doubleOf(a) < Values.doubleOf(b);
      case TEXT -> GoMap.ORDER.compare((String) a, (String) b) < 0;
      default -> throw new FunctionException("invalid type for comparison");
    };
  }

  static boolean isLessOrEqual(@Nullable Object a, @Nullable Object b) throws FunctionException {
    return isLess(a, b) || isEqual(a, b);
  }

  private static FunctionException incompatible(Object a, Object b) {
    return new FunctionException(
        "incompatible types for comparison: " + Values.typeName(a) + " and " + Values.typeName(b));
  }
}
