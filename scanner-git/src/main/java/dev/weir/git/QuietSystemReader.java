package dev.weir.git;

import java.io.File;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.util.CleanupService;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.eclipse.jgit.util.time.MonotonicClock;
import org.jspecify.annotations.Nullable;

/**
 * Limits what JGit reads from the machine: only the given environment variables, and no
 * configuration. By default, JGit runs {@code git config --system}, measures the file system's
 * clock for seconds and writes the result to the user's home.
 */
final class QuietSystemReader extends SystemReader {
  private static final SystemReader ORIGINAL = SystemReader.getInstance();

  private static boolean installed;

  private final Map<String, String> environment;

  private QuietSystemReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Makes JGit use this reader from now on, in the whole process. */
  static synchronized void install(Map<String, String> environment) {
    SystemReader.setInstance(new QuietSystemReader(environment));
    if (!installed) {
      installed = true;
      // JGit does this in OSGi, where the framework cleans up. Without it, JGit registers a
      // shutdown hook
      // and loads its 900 messages for that.
      new CleanupService();
    }
  }

  @Override
  public String getHostname() {
    return "localhost";
  }

  @Override
  public @Nullable String getenv(String variable) {
    return environment.get(variable);
  }

  @Override
  public @Nullable String getProperty(String key) {
    return ORIGINAL.getProperty(key);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent);
  }

  @Override
  @SuppressWarnings("deprecation") // the abstract method that SystemReader wants
  public long getCurrentTime() {
    return System.currentTimeMillis();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public MonotonicClock getClock() {
    return ORIGINAL.getClock();
  }

  @Override
  @SuppressWarnings("deprecation") // the abstract method that SystemReader wants
  public int getTimezone(long when) {
    return 0;
  }

  /** An empty configuration that is never read or written. */
  private static final class NoConfig extends FileBasedConfig {
    NoConfig(@Nullable Config parent) {
      super(parent, new File("."), FS.DETECTED);
    }

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public void save() {}

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      // A constant resolution of the file system's clock saves the measurement.
      return "filesystem".equals(section)
          ? unit.convert(1, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }
  }
}
