package dev.weir.fleet.work;

import dev.weir.cli.scan.HistoryScan;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps the last repositories open, because many tasks are about the same one. Thread-safe. */
final class OpenRepositories implements AutoCloseable {
  private static final int MOST = 16;

  private final Map<String, Lease> byPath = new LinkedHashMap<>(MOST, 0.75f, true);

  /** An open repository that tasks use. */
  final class Lease implements AutoCloseable {
    private final HistoryScan scan;
    private int users;

    private Lease(HistoryScan scan) {
      this.scan = scan;
    }

    HistoryScan scan() {
      return scan;
    }

    /** Gives the repository back. */
    @Override
    public void close() {
      synchronized (byPath) {
        users--;
        closeUnused();
      }
    }
  }

  /**
   * Returns an open repository.
   *
   * @param opener opens it
   */
  Lease take(String path, Function<String, HistoryScan> opener) {
    synchronized (byPath) {
      Lease known = byPath.get(path);
      if (known != null) {
        known.users++;
        return known;
      }
    }
    HistoryScan opened = opener.apply(path);
    synchronized (byPath) {
      Lease known = byPath.get(path);
      if (known == null) {
        known = new Lease(opened);
        byPath.put(path, known);
      } else {
        opened.close();
      }
      known.users++;
      closeUnused();
      return known;
    }
  }

  private void closeUnused() {
    Iterator<Lease> eldest = byPath.values().iterator();
    while (byPath.size() > MOST && eldest.hasNext()) {
      Lease one = eldest.next();
      if (one.users == 0) {
        eldest.remove();
        one.scan.close();
      }
    }
  }

  /** Closes what no task uses. */
  @Override
  public void close() {
    synchronized (byPath) {
      byPath
          .values()
          .removeIf(
              one -> {
                if (one.users == 0) {
                  one.scan.close();
                }
                return one.users == 0;
              });
    }
  }
}
