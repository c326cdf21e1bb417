package dev.weir.gotemplate.value;

import java.util.Set;

/**
 * A nil pointer of Go.
 *
 * @param typeName its type in Go, such as {@code *sources.Fragment}
 * @param fieldNames the fields of the struct that it would point to
 */
public record NilPointer(String typeName, Set<String> fieldNames) {
  public NilPointer {
    fieldNames = Set.copyOf(fieldNames);
  }
}
