package dev.weir.fleet.embedded;

import dev.weir.fleet.plan.Engine;
import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Runs a fleet in this process, with DuckDB for the tables. */
public final class EmbeddedEngine implements Engine {
  /** The start of the name of the folder for what does not fit in memory. */
  private static final String SPILL = "spill-";

  /** Where stages count how often a process died. */
  private static final String ATTEMPTS = "attempts";

  private final RunLock lock;
  private final Path work;
  private final Path spill;
  private final WorkDatabase database;
  private final Destination destination;
  private final int threads;
  private final TaskWatch watch;

  private EmbeddedEngine(
      RunLock lock, Path work, Path spill, Destination destination, int threads, TaskWatch watch)
      throws IOException {
    this.lock = lock;
    this.work = work;
    this.spill = spill;
    this.destination = destination;
    this.threads = threads;
    this.watch = watch;
    // The rest of the work folder counts what made runs die.
    WorkDatabase.delete(spill);
    Files.createDirectories(spill);
    this.database = WorkDatabase.create(spill, threads);
    try {
      destination.open(database);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Is told how far the tasks are. Its calls come one after another, from any thread. */
  @FunctionalInterface
  public interface TaskWatch {
    /**
     * Takes note of tasks.
     *
     * @param stage the name of the stage
     * @param done how many tasks of the stage are done, of {@code all}
     */
    void update(String stage, int done, int all);
  }

  /** Starts a run that keeps its tables in a DuckDB file. */
  public static EmbeddedEngine database(Path file, Path work, int threads, TaskWatch watch)
      throws IOException {
    return open(new DatabaseFile(file), file, work, threads, watch);
  }

  /** Starts a run that keeps its tables in a folder, as Parquet. */
  public static EmbeddedEngine parquet(Path tables, Path work, int threads, TaskWatch watch)
      throws IOException {
    return open(new ParquetFolder(tables), tables, work, threads, watch);
  }

  private static EmbeddedEngine open(
      Destination destination, Path tables, Path work, int threads, TaskWatch watch)
      throws IOException {
    RunLock lock = RunLock.take(tables);
    // Runs with other tables may have the same work folder.
    Path spill = work.resolve(SPILL + Integer.toHexString(tables.hashCode()));
    try {
      return new EmbeddedEngine(lock, work, spill, destination, threads, watch);
    } catch (IOException | RuntimeException e) {
      delete(spill, work);
      lock.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public void insert(Table table, Collection<Row> rows) throws IOException {
    try (DuckDBConnection connection = database.connect();
        DuckDBAppender appender = connection.createAppender(table.sqlName())) {
      for (Row row : rows) {
        TaskRunner.append(appender, row);
      }
    } catch (SQLException e) {
      throw WorkDatabase.failure("cannot keep rows of " + table.sqlName(), e);
    }
  }

  @Override
  public void fill(Table table, String query) throws IOException {
    try {
      database.execute("INSERT INTO " + table.sqlName() + " " + query);
    } catch (SQLException e) {
      throw WorkDatabase.failure("cannot make the table " + table.sqlName(), e);
    }
  }

  @Override
  public void run(Stage stage, Table input, int tasks, Set<Table> outputs)
      throws IOException, InterruptedException {
    watch.update(stage.name(), 0, tasks);
    new TaskRunner(database, stage, threads, done -> watch.update(stage.name(), done, tasks))
        .run(input, outputs);
  }

  @Override
  public List<Row> read(Table columns, String query) throws IOException {
    List<Row> rows = new ArrayList<>();
    try {
      database.query(columns, query, rows::add);
    } catch (SQLException e) {
      throw WorkDatabase.failure("cannot read " + columns.sqlName(), e);
    }
    return rows;
  }

  @Override
  public void publish(Set<Table> tables) throws IOException {
    destination.publish(database, tables);
  }

  @Override
  public void close() throws IOException {
    database.close();
    WorkDatabase.delete(work.resolve(ATTEMPTS));
    delete(spill, work);
    lock.close();
  }

  private static void delete(Path spill, Path work) throws IOException {
    WorkDatabase.delete(spill);
    try {
      Files.deleteIfExists(work);
    } catch (DirectoryNotEmptyException e) {
      // Somebody else's files are in it.
    }
  }
}
