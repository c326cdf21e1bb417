package dev.weir.fleet.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Tables of a catalog, such as one of Iceberg or Delta. The session's settings decide which format
 * a new table has; a table that exists keeps its own.
 */
final class CatalogTables implements SparkDestination {
  private final SparkSession spark;
  private final String findings;
  private final NextTables next;

  /**
   * Creates the destination.
   *
   * @param findings the name of the table of findings, with its catalog and database if need be; if
   *     it ends with {@code findings}, the other tables have the same start
   * @param work the work folder, which must be the same for the next run: if this one is killed
   *     while it publishes, the next one completes that
   */
  CatalogTables(SparkSession spark, String findings, Path work) throws IOException {
    this.spark = spark;
    this.findings = findings;
    next = new NextTables(work.getFileSystem(spark.sparkContext().hadoopConfiguration()), work);
  }

  @Override
  public void recover() throws IOException {
    next.publish(this::replace);
  }

  @Override
  public @Nullable Dataset<Row> published(Table table) {
    if (!spark.catalog().tableExists(name(table))) {
      return null;
    }
    Dataset<Row> rows = spark.table(name(table));
    List<String> there = List.of(rows.columns());
    return rows.select(
        table.columns().stream()
            .map(column -> there.contains(column.name()) ? col(column.name()) : lit(null))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  @Override
  public void publish(Set<Table> tables, WorkTables run) throws IOException {
    next.write(tables, run);
    next.publish(this::replace);
  }

  private void replace(Table table, Path from) {
    String name = name(table);
    if (!spark.catalog().tableExists(name)) {
      spark.sql("CREATE TABLE " + name + " (" + definitions(table.columns()) + ")");
    }
    // A table of an earlier version of weir may have fewer columns.
    List<String> there = List.of(spark.table(name).columns());
    List<Column> missing =
        table.columns().stream().filter(column -> !there.contains(column.name())).toList();
    if (!missing.isEmpty()) {
      spark.sql("ALTER TABLE " + name + " ADD COLUMNS (" + definitions(missing) + ")");
    }
    String view = "next_" + table.sqlName();
    spark
        .read()
        .schema(Rows.schema(table.columns()))
        .parquet(from.toString())
        .createOrReplaceTempView(view);
    String names = table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    spark.sql(
        "INSERT OVERWRITE TABLE %s (%s) SELECT %s FROM %s".formatted(name, names, names, view));
  }

  private static String definitions(List<Column> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + column.type().sql())
        .collect(Collectors.joining(", "));
  }

  /** Returns the name of a table, such as {@code catalog.db.secrets}. */
  private String name(Table table) {
    String end = Table.FINDINGS.sqlName();
    if (table == Table.FINDINGS) {
      return findings;
    }
    return findings.endsWith(end)
        ? findings.substring(0, findings.length() - end.length()) + table.sqlName()
        : findings + "_" + table.sqlName();
  }
}
