package dev.weir.fleet.plan;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Holds the tables of a run, and executes what is done with them. When a run begins, the tables
 * named {@code OLD_…} have what the last complete run published, and all others are empty.
 */
public interface Engine extends AutoCloseable {
  /** Returns the engine's name, for the table of runs. */
  String name();

  /** Adds rows that the calling process made. */
  void insert(Table table, Collection<Row> rows) throws IOException;

  /**
   * Fills a table with the result of a query.
   *
   * @param query SQL that DuckDB and Spark understand; its columns are those of the table, in order
   */
  void fill(Table table, String query) throws IOException;

  /**
   * Runs a stage on the rows of a table: one task for each number in the first column.
   *
   * @param tasks the number of tasks; their numbers start with 0
   * @param outputs the tables that the stage's rows belong to; they are added to what is there
   */
  void run(Stage stage, Table input, int tasks, Set<Table> outputs)
      throws IOException, InterruptedException;

  /** Returns the rows of a query, which must be few: they are kept in memory. */
  List<Row> read(Table columns, String query) throws IOException;

  /** Replaces what the last run published with the tables of this run: all of them, or none. */
  void publish(Set<Table> tables) throws IOException;

  @Override
  void close() throws IOException;
}
