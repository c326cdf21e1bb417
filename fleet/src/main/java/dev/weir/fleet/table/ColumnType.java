package dev.weir.fleet.table;

/** The type of a column, which DuckDB and Spark both have. */
public enum ColumnType {
  /** A {@link String}. */
  TEXT("STRING"),
  /** A {@link Long}. */
  LONG("BIGINT"),
  /** A {@link Double}. */
  DOUBLE("DOUBLE"),
  /** A {@link Boolean}. */
  BOOLEAN("BOOLEAN");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** Returns the name of the type in SQL. */
  public String sql() {
    return sql;
  }
}
