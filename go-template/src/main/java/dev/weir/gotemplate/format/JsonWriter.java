package dev.weir.gotemplate.format;

import dev.weir.gotemplate.gostd.FloatText;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.JsonText;
import dev.weir.gotemplate.value.GoComplex;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.GoObject;
import dev.weir.gotemplate.value.GoStruct;
import dev.weir.gotemplate.value.Limits;
import dev.weir.gotemplate.value.NilPointer;
import dev.weir.gotemplate.value.Values;
import org.jspecify.annotations.Nullable;

/** Writes any value as JSON, byte for byte like Go's {@code encoding/json}. */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final String indent;
  private final boolean escapesHtml;

  private JsonWriter(String indent, boolean escapesHtml) {
    this.indent = indent;
    this.escapesHtml = escapesHtml;
  }

  /**
   * Returns the value as JSON.
   *
   * @param indent the indentation of one level, or empty to write everything on one line
   */
  public static String write(@Nullable Object value, String indent, boolean escapesHtml)
      throws FunctionException {
    JsonWriter writer = new JsonWriter(indent, escapesHtml);
    writer.value(value, 0);
    return writer.out.toString();
  }

  private void value(@Nullable Object value, int depth) throws FunctionException {
    Limits.checkDepth(depth);
    Limits.checkChars(out.length());
    String custom = value instanceof GoObject object ? object.jsonText() : null;
    if (value == null || value instanceof NilPointer || isNil(value)) {
      out.append("null");
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof GoList list) {
      list(list, depth);
    } else if (value instanceof GoMap map) {
      map(map, depth);
    } else if (value instanceof GoStruct struct) {
      struct(struct, depth);
    } else if (custom != null) {
      string(custom);
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Double || value instanceof Float) {
      out.append(number(Values.doubleOf(value), value instanceof Float));
    } else if (value instanceof GoComplex) {
      throw new FunctionException("json: unsupported type: complex128");
    } else {
      long number = Values.longOf(value);
      boolean isUnsigned = Values.kind(value).isUnsigned();
      out.append(isUnsigned ? Long.toUnsignedString(number) : String.valueOf(number));
    }
  }

  private static boolean isNil(Object value) {
    return (value instanceof GoList list && list.isNil())
        || (value instanceof GoMap map && map.isNil());
  }

  private void list(GoList list, int depth) throws FunctionException {
    out.append('[');
    boolean isFirst = true;
    for (Object element : list) {
      next(isFirst, depth + 1);
      value(Values.of(element), depth + 1);
      isFirst = false;
    }
    close(isFirst, depth, ']');
  }

  private void map(GoMap map, int depth) throws FunctionException {
    out.append('{');
    boolean isFirst = true;
    for (String key : map.keys()) {
      next(isFirst, depth + 1);
      name(key);
      value(map.get(key), depth + 1);
      isFirst = false;
    }
    close(isFirst, depth, '}');
  }

  private void struct(GoStruct struct, int depth) throws FunctionException {
    out.append('{');
    boolean isFirst = true;
    for (String name : struct.fieldNames()) {
      if (struct.isInJson(name)) {
        next(isFirst, depth + 1);
        name(name);
        value(Values.field(struct, name), depth + 1);
        isFirst = false;
      }
    }
    close(isFirst, depth, '}');
  }

  private void next(boolean isFirst, int depth) {
    if (!isFirst) {
      out.append(',');
    }
    newline(depth);
  }

  private void close(boolean isEmpty, int depth, char bracket) {
    if (!isEmpty) {
      newline(depth);
    }
    out.append(bracket);
  }

  private void newline(int depth) {
    if (!indent.isEmpty()) {
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private void name(String name) {
    string(name);
    out.append(indent.isEmpty() ? ":" : ": ");
  }

  private void string(String text) {
    JsonText.append(out, text, escapesHtml ? JsonText.HTML : "");
  }

  private static String number(double value, boolean isSingle) throws FunctionException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new FunctionException(
          "json: unsupported value: " + FloatText.of(value, 'g', -1, isSingle));
    }
    double size = Math.abs(value);
    boolean exponent = size != 0 && (size < (isSingle ? 1e-6f : 1e-6) || size >= 1e21);
    String text = FloatText.of(value, exponent ? 'e' : 'f', -1, isSingle);
    int length = text.length();
    boolean zero = exponent && length >= 4 && text.startsWith("e-0", length - 4);
    return zero ? text.substring(0, length - 2) + text.charAt(length - 1) : text;
  }
}
