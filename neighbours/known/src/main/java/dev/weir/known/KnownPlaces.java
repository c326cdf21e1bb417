package dev.weir.known;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where known values and their key are kept if nobody says it: in two folders of the user, so that
 * who copies or backs up one does not have both.
 */
public final class KnownPlaces {
  private KnownPlaces() {}

  /**
   * Returns the two files.
   *
   * @param file as given, or empty
   * @param key as given, or empty
   * @throws KnownException if a place is not given and there is no home folder
   */
  public static KnownStore store(
      String file, String key, Path workingDirectory, Map<String, String> variables) {
    Path values =
        file.isEmpty()
            ? folder("XDG_DATA_HOME", ".local/share", variables).resolve("known.values")
            : workingDirectory.resolve(file);
    Path keyFile =
        key.isEmpty()
            ? folder("XDG_CONFIG_HOME", ".config", variables).resolve("known.key")
            : workingDirectory.resolve(key);
    return new KnownStore(values, keyFile);
  }

  private static Path folder(String variable, String inHome, Map<String, String> variables) {
    String given = variables.getOrDefault(variable, "");
    if (!given.isEmpty() && Path.of(given).isAbsolute()) {
      return Path.of(given, "weir");
    }
    String home = variables.getOrDefault("HOME", variables.getOrDefault("USERPROFILE", ""));
    if (home.isEmpty()) {
      throw new KnownException(
          "there is no HOME to keep known values in", KnownException.Hint.PLACES);
    }
    return Path.of(home).resolve(inHome).resolve("weir");
  }
}
