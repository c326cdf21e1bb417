package dev.weir.core.text;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as a text that differs whenever one of their components differs. Each text is
 * preceded by its length, so no text can pretend to be several, and a new component of a record is
 * always part of the result.
 */
public final class RecordText {
  private RecordText() {}

  /**
   * Returns the text of the values.
   *
   * @param values records, lists, null, and values whose {@code toString} is complete
   */
  public static String of(@Nullable Object... values) {
    StringBuilder out = new StringBuilder();
    for (Object value : values) {
      write(value, out);
    }
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value == null) {
      out.append("- ");
    } else if (value instanceof List<?> list) {
      out.append('[').append(list.size()).append(' ');
      for (Object one : list) {
        write(one, out);
      }
    } else if (value instanceof Record record) {
      writeRecord(record, out);
    } else {
      String text = value.toString();
      out.append(text.length()).append(':').append(text).append(' ');
    }
  }

  private static void writeRecord(Record record, StringBuilder out) {
    out.append(record.getClass().getSimpleName()).append('(');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        write(component.getAccessor().invoke(record), out);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    out.append(") ");
  }
}
