package dev.weir.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/** Finds out who works in a repository, that is whom git would name in a commit. */
public final class GitIdentity {
  private GitIdentity() {}

  /**
   * Returns {@code name <email>}, as far as it is known, or an empty text. Looks in {@code
   * GIT_AUTHOR_NAME} and {@code GIT_AUTHOR_EMAIL}, then in the repository's configuration, then in
   * the user's.
   *
   * @param environment the environment's variables, which also include {@code HOME} and {@code
   *     XDG_CONFIG_HOME}
   */
  public static String of(GitRepository repository, Map<String, String> environment) {
    String name = environment.getOrDefault("GIT_AUTHOR_NAME", "");
    String email = environment.getOrDefault("GIT_AUTHOR_EMAIL", "");
    List<Config> configs =
        List.of(
            repository.jgit().getConfig(),
            read(environment.getOrDefault("HOME", ""), ".gitconfig"),
            read(environment.getOrDefault("XDG_CONFIG_HOME", ""), "git/config"),
            read(environment.getOrDefault("HOME", ""), ".config/git/config"));
    for (Config config : configs) {
      name = name.isEmpty() ? value(config, "name") : name;
      email = email.isEmpty() ? value(config, "email") : email;
    }
    return (name + (email.isEmpty() ? "" : " <" + email + ">")).strip();
  }

  private static String value(Config config, String key) {
    String value = config.getString("user", null, key);
    return value == null ? "" : value;
  }

  private static Config read(String folder, String name) {
    Path file = Path.of(folder, name);
    if (folder.isEmpty() || !Files.isRegularFile(file)) {
      return new Config();
    }
    FileBasedConfig config = new FileBasedConfig(file.toFile(), FS.DETECTED);
    try {
      config.load();
      return config;
    } catch (IOException | ConfigInvalidException e) {
      // The name stays empty, and the caller asks the user to give one.
      return new Config();
    }
  }
}
