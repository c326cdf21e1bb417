package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.git.log.CommitSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for one scan.
 *
 * @param target what to scan
 * @param commits the commits of a history, or null for those that the settings select
 * @param settings how to scan it
 */
public record ScanRequest(
    ScanTarget target, @Nullable CommitSelection commits, ScanSettings settings) {
  /**
   * Reads a command line and sets the console to the requested level.
   *
   * @throws dev.weir.cli.flag.UsageException if the flags contradict each other
   */
  public static ScanRequest of(CommandLine line, Console console) {
    ScanSettings settings = ScanSettings.from(line);
    console.setLevel(settings.console().level());
    return new ScanRequest(ScanTarget.of(line, console), null, settings);
  }

  /** Returns the paths that are never scanned: the configuration and the baseline. */
  List<String> ownPaths(Environment environment) {
    List<String> own = new ArrayList<>(2);
    String config = settings.rules().config();
    own.add(config.isEmpty() ? ownConfig(environment) : config);
    String baseline = settings.rules().baseline();
    if (!baseline.isEmpty()) {
      Path from = environment.workingDirectory().resolve(target.source()).toAbsolutePath();
      Path file = environment.workingDirectory().resolve(baseline).toAbsolutePath();
      own.add(from.normalize().relativize(file.normalize()).toString());
    }
    return own;
  }

  private String ownConfig(Environment environment) {
    String folder = target.configFolder(settings.persona(), environment);
    // The top of a work tree, to which the paths in a repository are relative.
    boolean isTop = !folder.equals(target.source());
    return Path.of(isTop ? "" : folder).resolve(Configuration.TARGET_FILE).normalize().toString();
  }
}
