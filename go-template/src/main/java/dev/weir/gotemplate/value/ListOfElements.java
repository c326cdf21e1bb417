package dev.weir.gotemplate.value;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list in memory.
 *
 * @param elements null for a nil slice
 */
record ListOfElements(String typeName, @Nullable List<@Nullable Object> elements)
    implements GoList {
  private List<@Nullable Object> all() {
    return elements == null ? List.of() : elements;
  }

  @Override
  public int size() {
    return all().size();
  }

  @Override
  public Iterator<@Nullable Object> iterator() {
    return all().iterator();
  }

  @Override
  public @Nullable Object get(int index) {
    return all().get(index);
  }

  @Override
  public boolean isNil() {
    return elements == null;
  }
}
