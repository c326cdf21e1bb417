package dev.weir.fleet.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table. A value is null if it is not known.
 *
 * <p>The text of a row is never printed: it may contain names from scanned repositories.
 */
public final class Row implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Table table;
  private final @Nullable Object[] values;

  /**
   * Creates a row.
   *
   * @param values one for each column of the table, in its order
   */
  public Row(Table table, @Nullable Object... values) {
    if (values.length != table.columns().size()) {
      throw new IllegalArgumentException(
          table + " has " + table.columns().size() + " columns, not " + values.length);
    }
    this.table = table;
    this.values = values.clone();
  }

  public Table table() {
    return table;
  }

  /** Returns all values, in the order of the columns. */
  public List<@Nullable Object> values() {
    return Arrays.asList(values.clone());
  }

  /** Returns a value, or null if it is not known. */
  public @Nullable Object get(String column) {
    return values[table.index(column)];
  }

  /** Returns a text, or empty if it is not known. */
  public String text(String column) {
    Object value = get(column);
    return value == null ? "" : (String) value;
  }

  /** Returns a number, or 0 if it is not known. */
  public long number(String column) {
    Object value = get(column);
    return value == null ? 0 : (Long) value;
  }

  /** Returns a truth value, false if it is not known. */
  public boolean isTrue(String column) {
    return Boolean.TRUE.equals(get(column));
  }

  @Override
  public String toString() {
    return "a row of " + table;
  }
}
