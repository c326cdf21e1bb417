package dev.weir.fleet.work;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps the last repositories open, because many tasks are about the same one. Thread-safe. */
final class OpenRepositories implements AutoCloseable {
  // Each has up to 40 MB of objects in memory. Those that are in use are kept as well.
  private static final int MOST = 2;

  private final Map<String, Lease> byPath = new LinkedHashMap<>(MOST, 0.75f, true);

  /** An open repository that tasks use. */
  final class Lease implements AutoCloseable {
    private final OpenRepository repository;
    private int users;

    private Lease(OpenRepository repository) {
      this.repository = repository;
    }

    OpenRepository repository() {
      return repository;
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
  Lease take(String path, Function<String, OpenRepository> opener) {
    synchronized (byPath) {
      Lease known = byPath.get(path);
      if (known != null) {
        known.users++;
        return known;
      }
    }
    OpenRepository opened = opener.apply(path);
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
        one.repository.close();
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
                  one.repository.close();
                }
                return one.users == 0;
              });
    }
  }
}
