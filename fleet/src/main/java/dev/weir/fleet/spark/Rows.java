package dev.weir.fleet.spark;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.ColumnType;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Converts tables and rows to Spark's types and back. */
final class Rows {
  private Rows() {}

  /** Returns the columns of a table. Each may be null. */
  static StructType schema(List<Column> columns) {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema = schema.add(column.name(), type(column.type()), /* nullable= */ true);
    }
    return schema;
  }

  private static DataType type(ColumnType type) {
    return switch (type) {
      case TEXT -> DataTypes.StringType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
    };
  }

  static org.apache.spark.sql.Row toSpark(Row row) {
    return RowFactory.create(row.values().toArray());
  }

  /** Converts a row whose columns are those of the table, in the same order. */
  static Row ofSpark(Table table, org.apache.spark.sql.Row row) {
    @Nullable Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return new Row(table, values);
  }
}
