package dev.weir.fleet.spark;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.ColumnType;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of several tables into one set of columns, so that a stage writes all its tables in
 * one pass. Columns of the same name share one; {@link #TABLE} has the name of the row's table, and
 * Spark keeps the rows of each table in a folder of their own.
 */
final class MixedRows implements Serializable {
  /** The column with the name of the table. */
  static final String TABLE = "of_table";

  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final int width;
  private final Map<Table, int[]> places = new EnumMap<>(Table.class);

  /**
   * Creates the set of columns.
   *
   * @throws IllegalArgumentException if columns of the same name have different types
   */
  MixedRows(Set<Table> tables) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(TABLE, ColumnType.TEXT));
    for (Table table : tables) {
      places.put(table, table.columns().stream().mapToInt(one -> place(one, columns)).toArray());
    }
    schema = Rows.schema(columns);
    width = columns.size();
  }

  private static int place(Column column, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column.name())) {
        if (columns.get(i).type() != column.type()) {
          throw new IllegalArgumentException("two types of the column " + column.name());
        }
        return i;
      }
    }
    columns.add(column);
    return columns.size() - 1;
  }

  StructType schema() {
    return schema;
  }

  org.apache.spark.sql.Row of(Row row) {
    int[] targets = places.get(row.table());
    if (targets == null) {
      throw new IllegalStateException("a row of " + row.table() + " is not planned here");
    }
    @Nullable Object[] values = new Object[width];
    values[0] = row.table().sqlName();
    List<@Nullable Object> given = row.values();
    for (int i = 0; i < targets.length; i++) {
      values[targets[i]] = given.get(i);
    }
    return RowFactory.create(values);
  }
}
