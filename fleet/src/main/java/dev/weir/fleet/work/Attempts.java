package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in a file how often some work was begun and not ended, because a process died. Without a
 * folder that all machines share, nothing is counted.
 */
final class Attempts {
  /** How often work is tried. */
  static final int MOST = 3;

  // Files of work that goes on. If the process is told to end, that is no fault of the work.
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Attempts::delete)));
  }

  private final Path folder;
  private final Path file;
  private final boolean counts;
  private int before;

  private Attempts(Path folder, String name, boolean counts) {
    this.folder = folder;
    this.file = folder.resolve(name);
    this.counts = counts;
  }

  /**
   * Reads how often the work was tried.
   *
   * @param place names the work
   */
  static Attempts of(WorkSettings settings, String place) {
    boolean counts = !settings.work().isEmpty();
    Path folder = Path.of(settings.work()).resolve("attempts");
    Attempts attempts = new Attempts(folder, Keyed.name(place), counts);
    try {
      if (counts && Files.exists(attempts.file)) {
        attempts.before = (int) Files.size(attempts.file);
      }
    } catch (IOException e) {
      // Then it is tried once more.
    }
    return attempts;
  }

  boolean areOver() {
    return before >= MOST;
  }

  /** Notes that the work begins. */
  void begin() {
    if (counts) {
      try {
        Files.createDirectories(folder);
        Files.write(file, "x".repeat(before + 1).getBytes(UTF_8));
        OPEN.add(file);
      } catch (IOException e) {
        // Then nobody counts.
      }
    }
  }

  /** Notes that the work has ended. */
  void end() {
    if (counts && OPEN.remove(file)) {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The folder is deleted after the run.
    }
  }
}
