package dev.weir.core.scan;

/**
 * Keeps the heap small: asks for a collection of the whole heap when it has grown by half since the
 * last one. What the caches of a scan drop is old by then, and Java 25 collects old objects only
 * when the heap is full, so a scan would take all memory that it may.
 */
final class HeapGrowth implements Runnable {
  private static final long LEAST_BYTES = 100L << 20;
  private static final int MILLISECONDS = 20;

  private final Runtime runtime = Runtime.getRuntime();

  private HeapGrowth() {}

  /** Starts a thread that watches the heap until it is interrupted. */
  static Thread start() {
    Thread thread = new Thread(new HeapGrowth(), "heap");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    long most = mostBytes();
    try {
      while (true) {
        Thread.sleep(MILLISECONDS);
        if (used() > most) {
          System.gc();
          most = mostBytes();
        }
      }
    } catch (InterruptedException e) {
      // The scan has ended.
    }
  }

  /** Returns how much may be in use before the next collection. */
  private long mostBytes() {
    return Math.max(LEAST_BYTES, used() / 2 * 3);
  }

  private long used() {
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
