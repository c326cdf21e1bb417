package dev.weir.known;

import java.nio.file.Path;
import java.util.Map;

/**
 * Chooses the default files for known values and their key. They are in two folders of the user, so
 * that a copy or backup of one folder does not contain both.
 */
public final class KnownPlaces {
  private KnownPlaces() {}

  /**
   * Returns the store with its two files.
   *
   * @param file the file of values, or empty for the default
   * @param key the file of the key, or empty for the default
   * @throws KnownException if a default is needed and there is no home folder
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
          "HOME is not set, so there is no place for known values", KnownException.Hint.PLACES);
    }
    return Path.of(home).resolve(inHome).resolve("weir");
  }
}
