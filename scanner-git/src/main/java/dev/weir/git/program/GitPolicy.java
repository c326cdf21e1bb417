package dev.weir.git.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The purposes for which git is run. The policy decides which of the user's settings git may read.
 *
 * <p>With every policy, git runs nothing that a repository configures (a monitor, a pager, a
 * command for another repository's references, a signature check), fetches nothing but with {@link
 * #FETCH_OBJECTS}, and never prompts. Therefore policies that start with {@code READ} can safely
 * read any owner's repository. With those that start with {@code USER}, git acts like the user's
 * own git and rejects repositories of other owners, because git-secrets runs commands from
 * settings.
 */
public enum GitPolicy {
  /** Reads objects, references and the index of a repository, without any user's settings. */
  READ_OBJECTS(GitPolicy.NO_LIMIT, "core.hooksPath=/dev/null", "safe.directory=*"),

  /** Reads a repository's settings and their effect on files, without the user's settings. */
  READ_SETTINGS(GitPolicy.LIMIT, "safe.directory=*"),

  /** Reads a repository's settings together with the user's. */
  READ_USER_SETTINGS(GitPolicy.LIMIT, "safe.directory=*"),

  /** Reads and changes settings like the user's own git. */
  USER_SETTINGS(GitPolicy.LIMIT),

  /** Reads objects and the index like the user's own git. */
  USER_OBJECTS(GitPolicy.NO_LIMIT, "core.hooksPath=/dev/null", "color.ui=false"),

  /**
   * Copies objects and references from a server into a bare repository, without the user's
   * settings. This is the only policy with a network; git asks nobody for a password.
   */
  FETCH_OBJECTS(
      GitPolicy.NO_LIMIT,
      "core.hooksPath=/dev/null",
      "credential.helper=",
      "core.askPass=",
      "fetch.recurseSubmodules=false",
      "transfer.bundleURI=false",
      // A server that sends nothing for so long is given up.
      "http.lowSpeedLimit=1",
      "http.lowSpeedTime=300",
      // A small fetch is a pack too: many single objects would be read slowly.
      "fetch.unpackLimit=1");

  // Limits in seconds.
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

  /** Variables that git sets for hooks and that it needs to find the same objects and index. */
  private static final List<String> OF_THE_REPOSITORY =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_COMMON_DIR",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_QUARANTINE_PATH",
          "GIT_SHALLOW_FILE",
          "GIT_NAMESPACE",
          "SYSTEMROOT");

  private static final List<String> OF_THE_USER =
      List.of("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM");

  /** What a connection needs: proxies, certificates, keys, and settings that the caller makes. */
  private static final List<String> OF_THE_NETWORK =
      List.of(
          "HTTPS_PROXY",
          "https_proxy",
          "http_proxy",
          "ALL_PROXY",
          "all_proxy",
          "NO_PROXY",
          "no_proxy",
          "GIT_SSL_CAINFO",
          "GIT_SSL_CAPATH",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "SSH_AUTH_SOCK",
          "GIT_CONFIG_COUNT",
          "GIT_CONFIG_KEY_0",
          "GIT_CONFIG_VALUE_0",
          "GIT_CONFIG_KEY_1",
          "GIT_CONFIG_VALUE_1",
          "SYSTEMROOT");

  private final Duration limit;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> settings;

  GitPolicy(int seconds, String... settings) {
    this.limit = Duration.ofSeconds(seconds);
    this.settings = List.of(settings);
  }

  /** Returns the time limit for one command; zero means no limit. */
  Duration limit() {
    return limit;
  }

  /** Returns the complete arguments for a command, without the name of the program. */
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
   * Returns the environment for git, except {@code PATH}.
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
      case FETCH_OBJECTS -> {
        keep(OF_THE_NETWORK, variables, environment);
        environment.put("HOME", "/nonexistent");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
      }
    }
    environment.put("LC_ALL", "C");
    environment.put("GIT_NO_REPLACE_OBJECTS", "1");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    // An older git ignores GIT_NO_LAZY_FETCH; without a protocol it cannot fetch either.
    environment.put("GIT_ALLOW_PROTOCOL", this == FETCH_OBJECTS ? "https:http:ssh" : "none");
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
