package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.GoText;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Questions that any value can answer. Go's nil is null, an {@code int} is a Long, a {@code
 * float64} a Double, a {@code float32} a Float; other integers are {@link GoInteger}.
 */
public final class Values {
  private Values() {}

  /** Converts an object of the host to a value. */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof GoList) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof byte[] bytes) {
      return GoText.of(bytes);
    }
    if (value instanceof List<?> list) {
      return new LazyElements(list);
    }
    if (value instanceof Map<?, ?> map) {
      GoMap all = GoMap.ofAny();
      map.forEach((key, element) -> all.put(String.valueOf(key), of(element)));
      return all;
    }
    return value;
  }

  /** A list of the host; each element is converted when it is read. */
  private record LazyElements(List<?> elements) implements GoList {
    @Override
    public int size() {
      return elements.size();
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
      Iterator<?> all = elements.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public @Nullable Object next() {
          return of(all.next());
        }
      };
    }

    @Override
    public @Nullable Object get(int index) {
      return of(elements.get(index));
    }

    @Override
    public String typeName() {
      return GoList.ANY;
    }
  }

  public static Kind kind(@Nullable Object value) {
    if (value == null) {
      return Kind.INVALID;
    }
    if (value instanceof String) {
      return Kind.STRING;
    }
    if (value instanceof Long) {
      return Kind.INT;
    }
    if (value instanceof Boolean) {
      return Kind.BOOL;
    }
    if (value instanceof Double) {
      return Kind.FLOAT64;
    }
    if (value instanceof Float) {
      return Kind.FLOAT32;
    }
    if (value instanceof GoInteger integer) {
      return integer.kind();
    }
    if (value instanceof GoList) {
      return Kind.SLICE;
    }
    if (value instanceof GoMap) {
      return Kind.MAP;
    }
    if (value instanceof GoStruct) {
      return Kind.STRUCT;
    }
    if (value instanceof GoObject object) {
      return object.kind();
    }
    if (value instanceof NilPointer) {
      return Kind.POINTER;
    }
    if (value instanceof GoComplex) {
      return Kind.COMPLEX128;
    }
    throw new IllegalArgumentException("not a value of a template: " + value.getClass());
  }

  public static String typeName(@Nullable Object value) {
    if (value instanceof GoList list) {
      return list.typeName();
    }
    if (value instanceof GoMap map) {
      return map.typeName();
    }
    if (value instanceof GoStruct struct) {
      return struct.typeName();
    }
    if (value instanceof GoObject object) {
      return object.typeName();
    }
    if (value instanceof NilPointer pointer) {
      return pointer.typeName();
    }
    return value == null ? "<nil>" : kind(value).toString();
  }

  /** Returns the bits of an integer of any type. */
  public static long longOf(Object value) {
    if (value instanceof GoInteger integer) {
      return integer.value();
    }
    return value instanceof NamedInteger named ? named.value() : (Long) value;
  }

  public static double doubleOf(Object value) {
    return ((Number) value).doubleValue();
  }

  /** Returns true if {@code if} would execute its body for the value. */
  public static boolean isTrue(@Nullable Object value) {
    Kind kind = kind(value);
    return switch (kind) {
      case INVALID -> false;
      case STRUCT -> true;
      case POINTER -> !(value instanceof NilPointer);
      default -> !isZero(value, kind);
    };
  }

  /** Returns true for values that sprig's {@code empty} calls empty. */
  public static boolean isEmpty(@Nullable Object value) {
    return !isTrue(value);
  }

  private static boolean isZero(@Nullable Object value, Kind kind) {
    if (value instanceof String text) {
      return text.isEmpty();
    }
    if (value instanceof Boolean bool) {
      return !bool;
    }
    if (value instanceof GoList list) {
      return list.size() == 0;
    }
    if (value instanceof GoMap map) {
      return map.size() == 0;
    }
    if (value instanceof GoComplex complex) {
      return complex.real() == 0 && complex.imaginary() == 0;
    }
    if (value == null) {
      return true;
    }
    return kind.isFloat() ? doubleOf(value) == 0 : longOf(value) == 0;
  }

  /** Returns true if Go holds the elements of the list in interfaces. */
  public static boolean hasBoxedElements(GoList list) {
    return list.typeName().equals(GoList.ANY);
  }

  /** Returns the value of a struct's field. */
  public static @Nullable Object field(GoStruct struct, String name) {
    return of(struct.field(name));
  }
}
