package dev.weir.gotemplate.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Go slice. It may be lazy: {@code range} reads one element after the other and keeps none. */
public interface GoList extends Iterable<@Nullable Object> {
  /** The type of a list whose elements are of any type. */
  String ANY = "[]interface {}";

  /** Returns the number of elements. It does not change. */
  int size();

  /** Returns an iterator from the first element to the last. */
  @Override
  Iterator<@Nullable Object> iterator();

  /** Returns the element at {@code index}, from 0. */
  @Nullable Object get(int index);

  /** Returns the type of the list in Go, such as {@code []report.Finding}. */
  String typeName();

  /**
   * Returns true for a nil slice. It behaves like an empty one except in JSON, where it is null.
   */
  default boolean isNil() {
    return false;
  }

  /**
   * Returns a list of these elements.
   *
   * @param typeName its type in Go, such as {@code []string}
   */
  static GoList of(String typeName, List<? extends @Nullable Object> elements) {
    return new ListOfElements(typeName, Collections.unmodifiableList(new ArrayList<>(elements)));
  }

  /** Returns a list of elements of any type. */
  static GoList of(List<? extends @Nullable Object> elements) {
    return of(ANY, elements);
  }

  /** Returns a nil slice. */
  static GoList nil(String typeName) {
    return new ListOfElements(typeName, null);
  }
}
