package dev.weir.core.config;

import dev.weir.core.file.FoundFile;
import dev.weir.core.file.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The origin of a configuration.
 *
 * @param kind which of the places
 * @param value the path as the user wrote it or as gitleaks would, or the text itself
 */
public record ConfigOrigin(Kind kind, String value) {
  // gitleaks: its configuration library tries these in this order once .gitleaks.toml exists
  private static final List<String> EXTENSIONS =
      List.of(
          "json",
          "toml",
          "yaml",
          "yml",
          "properties",
          "props",
          "prop",
          "hcl",
          "tfvars",
          "dotenv",
          "env",
          "ini");

  /** The places, in the order of precedence. */
  public enum Kind {
    /** The flag {@code --config}. */
    FLAG,
    /** The variable {@code GITLEAKS_CONFIG}, a path. */
    ENVIRONMENT_PATH,
    /** The variable {@code GITLEAKS_CONFIG_TOML}, the text itself. */
    ENVIRONMENT_TEXT,
    /** {@code .gitleaks.toml} in the target. */
    TARGET,
    /** The rules that weir includes. */
    DEFAULT
  }

  /**
   * Returns where the configuration of a scan comes from.
   *
   * @param flag the value of {@code --config}, or empty
   * @param environment the environment's variables
   * @param source the target as the user wrote it, for names in messages
   * @param workingDirectory the folder that relative paths are relative to
   * @throws IOException if the target cannot be accessed
   */
  public static ConfigOrigin of(
      String flag, Map<String, String> environment, String source, Path workingDirectory)
      throws IOException {
    if (!flag.isEmpty()) {
      return new ConfigOrigin(Kind.FLAG, flag);
    }
    String path = environment.getOrDefault("GITLEAKS_CONFIG", "");
    if (!path.isEmpty()) {
      return new ConfigOrigin(Kind.ENVIRONMENT_PATH, path);
    }
    String text = environment.getOrDefault("GITLEAKS_CONFIG_TOML", "");
    if (!text.isEmpty()) {
      return new ConfigOrigin(Kind.ENVIRONMENT_TEXT, text);
    }
    Path target = workingDirectory.resolve(source);
    // Throws an exception that names the target if it does not exist.
    target.getFileSystem().provider().checkAccess(target);
    if (Files.isDirectory(target) && Files.exists(target.resolve(".gitleaks.toml"))) {
      for (String extension : EXTENSIONS) {
        Path candidate = target.resolve(".gitleaks." + extension);
        if (Files.isRegularFile(candidate, new LinkOption[0])) {
          return new ConfigOrigin(Kind.TARGET, candidate.toString());
        }
      }
      return new ConfigOrigin(Kind.TARGET, target.resolve(".gitleaks.toml").toString());
    }
    return new ConfigOrigin(Kind.DEFAULT, "");
  }

  /**
   * Returns the text of the configuration.
   *
   * @param workingDirectory the folder that relative paths are relative to
   * @param name what messages call the configuration
   * @param leavesTarget true if the target's file may be a link that leads out of the repository
   * @throws ConfigException if the text is not UTF-8
   * @throws IOException if the file cannot be read, or the target's is not a regular file inside it
   */
  public String text(Path workingDirectory, String name, boolean leavesTarget) throws IOException {
    if (kind == Kind.ENVIRONMENT_TEXT) {
      return ConfigReader.textOfVariable(value, name);
    }
    Path file = workingDirectory.resolve(value);
    if (kind != Kind.TARGET) {
      return ConfigReader.text(RegularFile.readUpTo(file, ConfigReader.MOST_BYTES + 1), name);
    }
    if (leavesTarget && !Files.isRegularFile(file, new LinkOption[0])) {
      throw new IOException("not a regular file");
    }
    byte[] bytes =
        leavesTarget
            ? RegularFile.readUpTo(file, ConfigReader.MOST_BYTES + 1)
            : FoundFile.read(file, folder(workingDirectory));
    return ConfigReader.text(bytes, name);
  }

  /** Returns the folder of the configuration of a target. */
  public Path folder(Path workingDirectory) {
    Path file = workingDirectory.resolve(value);
    Path parent = file.getParent();
    return parent == null ? workingDirectory : parent;
  }

  /** Returns true if the configuration is the target's, but leads out of its repository. */
  public boolean isOutside(Path workingDirectory) {
    try {
      return kind == Kind.TARGET
          && !FoundFile.isInside(workingDirectory.resolve(value), folder(workingDirectory));
    } catch (IOException e) {
      return true;
    }
  }

  /** Shows only the kind, because the text may contain secrets. */
  @Override
  public String toString() {
    return kind.toString();
  }
}
