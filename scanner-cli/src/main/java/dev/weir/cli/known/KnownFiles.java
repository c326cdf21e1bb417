package dev.weir.cli.known;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.known.KnownException;
import dev.weir.known.KnownPlaces;
import dev.weir.known.KnownStore;
import dev.weir.known.read.ImportedValues;
import java.util.List;

/** Opens the files that hold the user's known values. */
public final class KnownFiles {
  private static final int MOST_SHOWN = 100;

  private KnownFiles() {}

  /** Returns the store that the flags name. */
  public static KnownStore store(CommandLine line, Environment environment) {
    return store(line.get(Flag.KNOWN_FILE), line.get(Flag.KNOWN_KEY), environment);
  }

  /**
   * Returns the store of known values.
   *
   * @param file the file of values, or empty for the default one
   * @param key the file of their key, or empty for the default one
   */
  static KnownStore store(String file, String key, Environment environment) {
    return KnownPlaces.store(
        file, key, environment.workingDirectory().toAbsolutePath(), environment.variables());
  }

  /** Returns the message for the user, with the flags that fix the problem. */
  public static String words(KnownException e) {
    return e.getMessage()
        + switch (e.hint()) {
          case PLACES -> "; name other files with --known-file and --known-key";
          case FORMAT -> "; name the format with --format";
          case NONE -> "";
        };
  }

  /** Prints a warning for each value that scans do not search for. */
  public static void warn(ImportedValues values, Console console) {
    List<ImportedValues.Refusal> all = values.refused();
    for (ImportedValues.Refusal refusal : all.subList(0, Math.min(MOST_SHOWN, all.size()))) {
      String hint = refusal.isWeak() ? "; known import --force accepts it" : "";
      console.warn("known value skipped: " + refusal.source() + ": " + refusal.reason() + hint);
    }
    if (all.size() > MOST_SHOWN) {
      console.warn("known values skipped: " + (all.size() - MOST_SHOWN) + " more");
    }
  }
}
