package dev.weir.git.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the git program is run for, which decides how much of the user's settings it gets to see.
 *
 * <p>Whatever the policy, git runs nothing that a repository configures (a monitor, a pager,
 * another repository's references, a check of signatures), fetches nothing and asks nobody.
 * Policies that begin with {@code READ} read any owner's repository, which is safe because of that.
 * Those that begin with {@code USER} answer as the user's own git does, so git refuses repositories
 * of other owners: git-secrets runs commands that settings name.
 */
public enum GitPolicy {
  /** Objects, references and the index of a repository, without anybody's settings. */
  READ_OBJECTS(GitPolicy.NO_LIMIT, "core.hooksPath=/dev/null", "safe.directory=*"),

  /** Settings of a repository and what they make of its files, without the user's. */
  READ_SETTINGS(GitPolicy.LIMIT, "safe.directory=*"),

  /** Settings of a repository, together with the user's. */
  READ_USER_SETTINGS(GitPolicy.LIMIT, "safe.directory=*"),

  /** Settings as the user's own git has them, which it may also change. */
  USER_SETTINGS(GitPolicy.LIMIT),

  /** Objects and the index as the user's own git reads them. */
  USER_OBJECTS(GitPolicy.NO_LIMIT, "core.hooksPath=/dev/null", "color.ui=false");

  // In seconds.
  private static final int NO_LIMIT = 0;
  private static final int LIMIT = 120;

  private static final List<String> HARDENED =
      List.of(
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "core.alternateRefsCommand=",
          "log.showSignature=false",
          "gc.auto=0",
          "maintenance.auto=false");

  /** What a hook is given by git, and what git needs to find the same objects and index. */
  private static final List<String> OF_THE_REPOSITORY =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_QUARANTINE_PATH",
          "GIT_SHALLOW_FILE",
          "GIT_NAMESPACE",
          "SYSTEMROOT");

  private static final List<String> OF_THE_USER =
      List.of("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM");

  private final Duration limit;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> settings;

  GitPolicy(int seconds, String... settings) {
    this.limit = Duration.ofSeconds(seconds);
    this.settings = List.of(settings);
  }

  /** Returns how long git may take for one answer; zero for any time. */
  Duration limit() {
    return limit;
  }

  /** Returns all arguments, without the program's name, for a command and its words. */
  List<String> arguments(List<String> command) {
    List<String> all = new ArrayList<>();
    all.add("--no-pager");
    for (String setting : HARDENED) {
      all.add("-c");
      all.add(setting);
    }
    for (String setting : settings) {
      all.add("-c");
      all.add(setting);
    }
    all.addAll(command);
    return all;
  }

  /**
   * Returns the environment of git, but for {@code PATH}.
   *
   * @param variables the environment's variables, of which git gets those that the policy allows
   */
  Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>();
    switch (this) {
      case READ_OBJECTS, READ_SETTINGS -> {
        keep(OF_THE_REPOSITORY, variables, environment);
        environment.put("HOME", "/nonexistent");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_ATTR_NOSYSTEM", "1");
        if (this == READ_OBJECTS) {
          environment.put("GIT_LITERAL_PATHSPECS", "1");
          environment.put("GIT_FLUSH", "1");
        }
      }
      case READ_USER_SETTINGS -> {
        keep(OF_THE_REPOSITORY, variables, environment);
        keep(OF_THE_USER, variables, environment);
      }
      case USER_SETTINGS, USER_OBJECTS -> {
        environment.putAll(variables);
        environment.keySet().removeIf(name -> name.startsWith("GIT_TRACE"));
        environment.remove("GIT_EXTERNAL_DIFF");
        environment.remove("GIT_PAGER");
      }
    }
    environment.put("LC_ALL", "C");
    environment.put("GIT_NO_REPLACE_OBJECTS", "1");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    // A git that does not know the line before would fetch: it may use no protocol.
    environment.put("GIT_ALLOW_PROTOCOL", "none");
    return environment;
  }

  private static void keep(List<String> names, Map<String, String> from, Map<String, String> to) {
    for (String name : names) {
      String value = from.getOrDefault(name, "");
      if (!value.isEmpty()) {
        to.put(name, value);
      }
    }
  }
}
