package dev.weir.nativeimage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Static fields that {@link StaticState} must notice. */
final class HeldByAProcess {
  static final List<Thread> THREAD = List.of(new Thread("idle"));
  static final Map<String, Object> RANDOM = Map.of("a", new Random());
  static final Object[] PATH = {Path.of("a")};
  static final java.io.InputStream STREAM = System.in;
  static final java.time.Instant NOW = java.time.Instant.EPOCH;
  static final Runnable LAMBDA = () -> THREAD.get(0).interrupt();
  static final long TIME = System.nanoTime();
  static final String HOME = System.getProperty("user.home");
  static final int HASH = System.identityHashCode(PATH) ^ (int) ProcessHandle.current().pid();
  static final String FOLDER = Path.of("").toAbsolutePath().toString();
  static final String VARIABLE = String.valueOf(System.getenv("HOME"));
  static final int ALWAYS_THE_SAME = 1;

  private HeldByAProcess() {}
}
