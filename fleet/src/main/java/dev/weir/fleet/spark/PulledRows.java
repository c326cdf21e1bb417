package dev.weir.fleet.spark;

import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a stage makes of a task, for a caller that asks for one after another. The stage
 * runs on a thread of its own and waits when the caller is behind, so few rows are in memory.
 */
final class PulledRows implements Iterator<Row>, AutoCloseable {
  private static final int BATCH = 256;
  private static final int BATCHES = 8;

  private final Stage stage;
  private final Table input;
  private final Iterator<Row> rows;
  private final MixedRows columns;

  /** Filled by the stage's thread. An empty batch is the last one. */
  private final BlockingQueue<List<Row>> queue = new ArrayBlockingQueue<>(BATCHES);

  private final Thread thread;
  private final Object readLock = new Object();
  private boolean isClosed;
  private volatile @Nullable Throwable failure;

  /** What the stage's thread has not put into the queue. */
  private List<Row> open = new ArrayList<>(BATCH);

  private List<Row> batch = List.of();
  private int next;
  private boolean isComplete;

  PulledRows(Stage stage, Table input, Iterator<Row> rows, MixedRows columns) {
    this.stage = stage;
    this.input = input;
    this.rows = rows;
    this.columns = columns;
    thread = new Thread(this::runStage, "weir " + stage.name());
    thread.setDaemon(true);
    thread.start();
  }

  private void runStage() {
    try {
      stage.run(new TaskRows(), this::add);
      put(open);
    } catch (Throwable e) {
      failure = e;
    }
    try {
      queue.put(List.of());
    } catch (InterruptedException e) {
      // Closed: nobody reads the queue any more.
    }
  }

  private void add(dev.weir.fleet.table.Row row) {
    open.add(columns.of(row));
    if (open.size() == BATCH) {
      put(open);
      open = new ArrayList<>(BATCH);
    }
  }

  private void put(List<Row> full) {
    if (full.isEmpty()) {
      return;
    }
    try {
      queue.put(full);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was given up", e);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == batch.size() && !isComplete) {
      take();
    }
    return next < batch.size();
  }

  private void take() {
    try {
      batch = queue.take();
      next = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was given up", e);
    }
    isComplete = batch.isEmpty();
    Throwable thrown = failure;
    if (isComplete && thrown != null) {
      throw new IllegalStateException("the stage " + stage.name() + " failed", thrown);
    }
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.get(next++);
  }

  /** Ends the stage's thread if it is still running. It reads no row any more. */
  @Override
  public void close() {
    synchronized (readLock) {
      isClosed = true;
    }
    thread.interrupt();
  }

  /** The task's rows, as the stage reads them: not after Spark has freed their memory. */
  private final class TaskRows implements Iterator<dev.weir.fleet.table.Row> {
    @Override
    public boolean hasNext() {
      synchronized (readLock) {
        return !isClosed && rows.hasNext();
      }
    }

    @Override
    public dev.weir.fleet.table.Row next() {
      synchronized (readLock) {
        if (isClosed) {
          throw new IllegalStateException("the task was given up");
        }
        return Rows.ofSpark(input, rows.next());
      }
    }
  }
}
