package dev.weir.fleet.spark;

import static org.apache.spark.sql.functions.col;

import dev.weir.fleet.plan.Engine;
import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a fleet on Spark. Rows stay on the executors; the driver only has what {@link #insert} gets
 * and {@link #read} returns.
 */
final class SparkEngine implements Engine {
  /** What the last run published, by the table of this run that shows it. */
  private static final Map<Table, Table> PUBLISHED =
      new EnumMap<>(
          Map.of(
              Table.OLD_FINDINGS, Table.FINDINGS,
              Table.OLD_SECRETS, Table.SECRETS,
              Table.OLD_COVERAGE, Table.COVERAGE,
              Table.OLD_RUNS, Table.RUNS,
              Table.OLD_STATE, Table.STATE));

  private final SparkSession spark;
  private final SparkDestination destination;
  private final WorkTables tables;

  /**
   * Starts a run.
   *
   * @param work the work folder, which all executors see and which belongs to one run at a time
   */
  SparkEngine(SparkSession spark, Path work, SparkDestination destination) throws IOException {
    this.spark = spark;
    this.destination = destination;
    destination.recover();
    tables = new WorkTables(spark, work);
    for (Map.Entry<Table, Table> entry : PUBLISHED.entrySet()) {
      Dataset<org.apache.spark.sql.Row> old = destination.published(entry.getValue());
      if (old != null) {
        tables.show(entry.getKey(), typed(entry.getKey(), old));
      }
    }
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public void insert(Table table, Collection<Row> rows) {
    List<org.apache.spark.sql.Row> converted = new ArrayList<>(rows.size());
    for (Row row : rows) {
      converted.add(Rows.toSpark(row));
    }
    tables.add(table, spark.createDataFrame(converted, Rows.schema(table.columns())));
  }

  @Override
  public void fill(Table table, String query) {
    tables.add(table, typed(table, spark.sql(query)));
  }

  @Override
  public void run(Stage stage, Table input, int tasks, Set<Table> outputs) throws IOException {
    if (tasks == 0) {
      return;
    }
    StageTask task = new StageTask(stage, input, outputs);
    List<Column> order = new ArrayList<>(List.of(col("repository")));
    for (dev.weir.fleet.table.Column column : input.columns()) {
      if (column.name().equals("position")) {
        order.add(col("position"));
      }
    }
    Dataset<org.apache.spark.sql.Row> rows =
        spark
            .table(input.sqlName())
            .repartitionById(tasks, col("task").cast("int"))
            .sortWithinPartitions(order.toArray(Column[]::new))
            .mapPartitions(task, Encoders.row(task.columns().schema()));
    tables.add(outputs, rows);
  }

  @Override
  public List<Row> read(Table columns, String query) {
    List<Row> rows = new ArrayList<>();
    for (org.apache.spark.sql.Row row : typed(columns, spark.sql(query)).collectAsList()) {
      rows.add(Rows.ofSpark(columns, row));
    }
    return rows;
  }

  /** Gives the columns of a query, which are in the table's order, the table's names and types. */
  private static Dataset<org.apache.spark.sql.Row> typed(
      Table table, Dataset<org.apache.spark.sql.Row> rows) {
    List<dev.weir.fleet.table.Column> columns = table.columns();
    Dataset<org.apache.spark.sql.Row> named =
        rows.toDF(columns.stream().map(dev.weir.fleet.table.Column::name).toArray(String[]::new));
    return named.select(
        columns.stream()
            .map(column -> col(column.name()).cast(column.type().sql()))
            .toArray(Column[]::new));
  }

  @Override
  public void publish(Set<Table> published) throws IOException {
    destination.publish(published, tables);
  }

  @Override
  public void close() throws IOException {
    tables.remove();
  }
}
