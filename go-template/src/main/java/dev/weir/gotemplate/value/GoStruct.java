package dev.weir.gotemplate.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Go struct. */
public interface GoStruct {
  /** Returns its type in Go, such as {@code report.Finding}. */
  String typeName();

  /** Returns the names of all fields in order, including those that templates cannot read. */
  List<String> fieldNames();

  /** Returns true if templates may name the field. */
  default boolean hasField(String name) {
    return fieldNames().contains(name);
  }

  /**
   * Returns the value of a field: a String, Boolean, Integer, Long, Float, Double, {@link
   * java.util.List}, {@link java.util.Map}, {@link GoList}, {@link GoStruct} or {@link NilPointer};
   * or bytes, for a string that may not be UTF-8.
   */
  @Nullable Object field(String name);

  /** Returns true if the struct's JSON has the field. */
  default boolean isInJson(String name) {
    return Character.isUpperCase(name.charAt(0));
  }
}
