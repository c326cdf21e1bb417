package dev.weir.gotemplate.execute;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.STRING;
import static dev.weir.gotemplate.value.GoType.VALUE;

import dev.weir.core.text.Ascii;
import dev.weir.gotemplate.format.Format;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoInteger;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.Kind;
import dev.weir.gotemplate.value.NilPointer;
import dev.weir.gotemplate.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that {@code text/template} itself provides. */
final class Builtins {
  private Builtins() {}

  static void addTo(FunctionTable table) {
    // The executor evaluates these two itself, because they stop at the first argument that
    // decides.
    table.variadic("and", List.of(VALUE, VALUE), args -> null);
    table.variadic("or", List.of(VALUE, VALUE), args -> null);
    table.add("not", List.of(VALUE), args -> !Values.isTrue(args.any(0)));
    table.variadic("call", List.of(VALUE, VALUE), args -> null);
    table.add("len", List.of(VALUE), args -> length(args.any(0)));
    table.variadic("index", List.of(VALUE, VALUE), Builtins::index);
    table.variadic("print", List.of(ANY), args -> Format.sprintAll(args.from(0)));
    table.variadic("println", List.of(ANY), args -> Format.sprintln(args.from(0)));
    table.variadic(
        "printf", List.of(STRING, ANY), args -> Format.sprintf(args.text(0), args.from(1)));
    table.variadic("html", List.of(ANY), args -> html(joined(args)));
    table.variadic("js", List.of(ANY), args -> js(joined(args)));
    table.variadic("urlquery", List.of(ANY), args -> query(joined(args)));
    table.variadic("eq", List.of(VALUE, VALUE), Comparison::equalToAny);
    table.add("ne", List.of(VALUE, VALUE), args -> !Comparison.equalToAny(args));
    table.add("lt", List.of(VALUE, VALUE), args -> Comparison.isLess(args.any(0), args.any(1)));
    table.add(
        "le", List.of(VALUE, VALUE), args -> Comparison.isLessOrEqual(args.any(0), args.any(1)));
    table.add(
        "gt", List.of(VALUE, VALUE), args -> !Comparison.isLessOrEqual(args.any(0), args.any(1)));
    table.add("ge", List.of(VALUE, VALUE), args -> !Comparison.isLess(args.any(0), args.any(1)));
  }

  /** Returns the name that {@code call} uses for a function that came out of a pipeline. */
  static String callee(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    return "<" + (value == null ? "invalid" : Values.typeName(value)) + " Value>";
  }

  /** Returns the error of {@code call}, which always fails: no value here is a function. */
  static FunctionException notCallable(String callee, @Nullable Object value) {
    return new FunctionException(
        value == null
            ? "call of nil"
            : "non-function " + callee + " of type " + Values.typeName(value));
  }

  private static Object length(@Nullable Object value) throws FunctionException {
    if (value instanceof String text) {
      return (long) GoText.byteLength(text);
    }
    if (value instanceof GoList list) {
      return (long) list.size();
    }
    if (value instanceof GoMap map) {
      return (long) map.size();
    }
    if (value instanceof NilPointer) {
      throw new FunctionException("len of nil pointer");
    }
    if (value == null) {
      throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
    }
    throw new FunctionException("len of type " + pointedType(value));
  }

  /** Returns the name of the type; for a pointer, of the type that it points to. */
  private static String pointedType(Object value) {
    String type = Values.typeName(value);
    return type.startsWith("*") ? type.substring(1) : type;
  }

  private static @Nullable Object index(Arguments args) throws FunctionException {
    Object item = args.any(0);
    if (item == null) {
      throw new FunctionException("index of untyped nil");
    }
    for (Object index : args.from(1)) {
      if (item == null || item instanceof NilPointer) {
        throw new FunctionException("index of nil pointer");
      }
      if (item instanceof GoList list) {
        item = Values.of(list.get(checkedIndex(index, list.size())));
      } else if (item instanceof String text) {
        byte[] bytes = GoText.bytes(text);
        item = GoInteger.uint8(bytes[checkedIndex(index, bytes.length)] & 0xFF);
      } else if (item instanceof GoMap map) {
        if (index == null) {
          throw new FunctionException("value is nil; should be of type string");
        }
        if (!(index instanceof String key)) {
          throw new FunctionException(
              "value has type " + Values.typeName(index) + "; should be string");
        }
        item = map.isOfStrings() && !map.has(key) ? "" : map.get(key);
      } else {
        throw new FunctionException("can't index item of type " + pointedType(item));
      }
    }
    return item;
  }

  private static int checkedIndex(@Nullable Object index, int size) throws FunctionException {
    if (index == null) {
      throw new FunctionException("cannot index slice/array with nil");
    }
    Kind kind = Values.kind(index);
    if (!kind.isSigned() && !kind.isUnsigned()) {
      throw new FunctionException("cannot index slice/array with type " + Values.typeName(index));
    }
    long value = Values.longOf(index);
    if (value < 0 || value > size) {
      throw new FunctionException("index out of range: " + value);
    }
    if (value == size) {
      throw new FunctionException("reflect: slice index out of range");
    }
    return (int) value;
  }

  private static String joined(Arguments args) throws FunctionException {
    if (args.count() == 1 && args.any(0) instanceof String text) {
      return text;
    }
    List<@Nullable Object> printable = new ArrayList<>();
    for (Object value : args.from(0)) {
      printable.add(value == null ? "<no value>" : value);
    }
    return Format.sprintAll(printable);
  }

  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case 0 -> out.append('\uFFFD');
        case '"' -> out.append("&#34;");
        case '\'' -> out.append("&#39;");
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static String js(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\', '\'', '"' -> out.append('\\').append((char) c);
                case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", c));
                default -> {
                  if (GoText.isStray(c)) {
                    out.append('\uFFFD');
                  } else if (c >= ' ' && (c < 0x80 || GoQuote.isPrint(c))) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(String.format("\\u%04X", c));
                  }
                }
              }
            });
    return out.toString();
  }

  private static String query(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : GoText.bytes(text)) {
      int c = b & 0xFF;
      if (c == ' ') {
        out.append('+');
      } else if (Ascii.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append(String.format("%%%02X", c));
      }
    }
    return out.toString();
  }
}
