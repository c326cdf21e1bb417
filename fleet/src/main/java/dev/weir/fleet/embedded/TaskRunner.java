package dev.weir.fleet.embedded;

import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one stage on several threads. One thread reads the input in the order of its
 * tasks. In memory are only the rows of as many tasks as there are threads, and one more.
 */
final class TaskRunner {
  private static final int BATCH = 1_000;

  /** No task has no rows. */
  private static final List<Row> END = List.of();

  private final WorkDatabase database;
  private final Stage stage;
  private final int threads;
  private final IntConsumer onDone;
  private final BlockingQueue<List<Row>> waiting = new ArrayBlockingQueue<>(1);
  private final Map<Table, DuckDBAppender> appenders = new EnumMap<>(Table.class);
  private @Nullable Throwable failure;
  private int done;
  private boolean isClosed;

  TaskRunner(WorkDatabase database, Stage stage, int threads, IntConsumer onDone) {
    this.database = database;
    this.stage = stage;
    this.threads = threads;
    this.onDone = onDone;
  }

  /** Runs all tasks. If one fails, no row of the stage is kept. */
  void run(Table input, Set<Table> outputs) throws IOException, InterruptedException {
    try (DuckDBConnection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (Table output : outputs) {
        DuckDBAppender appender = connection.createAppender(output.sqlName());
        // All threads use it, one after another.
        appender.unsafeBreakThreadConfinement();
        appenders.put(output, appender);
      }
      List<Thread> workers = start();
      try {
        feed(input);
        end(workers);
      } catch (InterruptedException | SQLException | RuntimeException e) {
        giveUp(e);
        workers.forEach(Thread::interrupt);
        throw e;
      } finally {
        closeAppenders();
      }
      throwFailure();
      connection.commit();
    } catch (SQLException e) {
      throw WorkDatabase.failure("the tables of the run cannot be written", e);
    }
  }

  private synchronized void giveUp(Throwable e) {
    fail(e);
    isClosed = true;
  }

  private synchronized void closeAppenders() throws SQLException {
    isClosed = true;
    for (DuckDBAppender appender : appenders.values()) {
      appender.close();
    }
  }

  private List<Thread> start() {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker = new Thread(this::work, stage.name() + "-" + i);
      worker.setDaemon(true);
      worker.start();
      workers.add(worker);
    }
    return workers;
  }

  /** Puts the rows of each task into the queue. */
  private void feed(Table input) throws SQLException, InterruptedException {
    String order =
        input.columns().stream()
            .map(Column::name)
            .filter(name -> name.equals("position"))
            .map(name -> ", position")
            .collect(Collectors.joining());
    List<List<Row>> open = new ArrayList<>(List.of(new ArrayList<>()));
    boolean[] isInterrupted = {false};
    database.query(
        input,
        "SELECT * FROM " + input.sqlName() + " ORDER BY task, repository" + order,
        row -> {
          List<Row> task = open.get(0);
          if (!task.isEmpty() && task.get(0).number("task") != row.number("task")) {
            open.set(0, new ArrayList<>());
            if (!put(task)) {
              isInterrupted[0] = true;
              return false;
            }
          }
          open.get(0).add(row);
          return !hasFailed();
        });
    if (isInterrupted[0] || (!open.get(0).isEmpty() && !hasFailed() && !put(open.get(0)))) {
      throw new InterruptedException();
    }
  }

  private boolean put(List<Row> task) {
    try {
      waiting.put(task);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Tells the threads that there are no more tasks, and waits for them. */
  private void end(List<Thread> workers) throws InterruptedException {
    for (int i = 0; i < workers.size(); i++) {
      waiting.put(END);
    }
    for (Thread worker : workers) {
      worker.join();
    }
  }

  /** Runs tasks until there are no more. After a failure, they are only taken from the queue. */
  private void work() {
    while (true) {
      try {
        List<Row> task = waiting.take();
        if (task.isEmpty()) {
          return;
        }
        if (!hasFailed()) {
          runTask(task);
        }
      } catch (InterruptedException e) {
        fail(e);
        if (isClosed()) {
          return;
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  private void runTask(List<Row> task) throws InterruptedException {
    List<Row> made = new ArrayList<>();
    stage.run(
        task.iterator(),
        row -> {
          made.add(row);
          if (made.size() == BATCH) {
            append(made);
            made.clear();
          }
        });
    append(made);
    synchronized (this) {
      done++;
      onDone.accept(done);
    }
  }

  private synchronized void append(List<Row> rows) {
    if (isClosed) {
      throw new IllegalStateException("the run was given up");
    }
    try {
      for (Row row : rows) {
        DuckDBAppender appender = appenders.get(row.table());
        if (appender == null) {
          throw new IllegalStateException(stage.name() + " must not make " + row);
        }
        append(appender, row);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(WorkDatabase.failure("cannot keep rows", e));
    }
  }

  /** Adds a row to a table. */
  static void append(DuckDBAppender appender, Row row) throws SQLException {
    appender.beginRow();
    List<Column> columns = row.table().columns();
    List<@Nullable Object> values = row.values();
    for (int i = 0; i < columns.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        appender.appendNull();
      } else {
        switch (columns.get(i).type()) {
          case TEXT -> appender.append((String) value);
          case LONG -> appender.append((long) (Long) value);
          case DOUBLE -> appender.append((double) (Double) value);
          case BOOLEAN -> appender.append((boolean) (Boolean) value);
        }
      }
    }
    appender.endRow();
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    }
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  private synchronized boolean hasFailed() {
    return failure != null;
  }

  private synchronized void throwFailure() throws IOException, InterruptedException {
    Throwable thrown = failure;
    if (thrown instanceof InterruptedException) {
      throw new InterruptedException();
    }
    if (thrown instanceof IllegalStateException && thrown.getCause() instanceof IOException io) {
      throw io;
    }
    if (thrown != null) {
      String kind = thrown.getClass().getSimpleName();
      throw new IOException("the step " + stage.name() + " failed: " + kind, thrown);
    }
  }
}
