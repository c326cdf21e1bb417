package dev.weir.fleet.spark;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.Table;
import java.io.IOException;
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
final class CatalogTables implements Destination {
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
    return spark.catalog().tableExists(name(table)) ? spark.table(name(table)) : null;
  }

  @Override
  public void publish(Set<Table> tables, WorkTables run) throws IOException {
    next.write(tables, run);
    next.publish(this::replace);
  }

  private void replace(Table table, Path from) {
    String columns =
        table.columns().stream()
            .map(column -> column.name() + " " + column.type().sql())
            .collect(Collectors.joining(", "));
    spark.sql("CREATE TABLE IF NOT EXISTS " + name(table) + " (" + columns + ")");
    String view = "next_" + table.sqlName();
    spark
        .read()
        .schema(Rows.schema(table.columns()))
        .parquet(from.toString())
        .createOrReplaceTempView(view);
    String names = table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    spark.sql("INSERT OVERWRITE TABLE " + name(table) + " SELECT " + names + " FROM " + view);
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
