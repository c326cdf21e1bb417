package dev.weir.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.program.GitProgram;
import dev.weir.git.program.HardenedArguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program git, asked in ways that start nothing that a repository configures. What is ignored
 * is asked without the user's own settings: they protect nobody else.
 */
final class Git {
  // Where hooks lie is asked for, so that is left as it is.
  private static final HardenedArguments HARDENED = new HardenedArguments("safe.directory=*");

  private static final List<String> KEPT =
      List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "SYSTEMROOT");
  private static final List<String> OF_THE_USER =
      List.of("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM");

  private final GitProgram program;
  private final Path folder;
  private final Map<String, String> variables;

  Git(GitProgram program, Path folder, Map<String, String> variables) {
    this.program = program;
    this.folder = folder;
    this.variables = variables;
  }

  /** What git said, and its exit code. */
  record Said(int code, String text) {
    /** Returns the parts of a text that NULs end. */
    List<String> names() {
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }
  }

  /** Returns a setting as git itself sees it, with the user's configuration, or null. */
  @Nullable String setting(String... words) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("config"));
    arguments.addAll(List.of(words));
    Said said = run(arguments, environment(true), "");
    return said.code == 0 ? said.text.strip() : null;
  }

  /** Asks about this repository alone. */
  Said ask(String... words) throws IOException {
    return ask(List.of(words), "");
  }

  /** Asks about this repository alone, with something on standard input. */
  Said ask(List<String> words, String input) throws IOException {
    return run(words, environment(false), input);
  }

  /** Returns one line, or an empty text if git fails. */
  String line(String... words) throws IOException {
    Said said = ask(words);
    return said.code == 0 ? said.text.strip() : "";
  }

  private Map<String, String> environment(boolean withUser) {
    Map<String, String> environment = new HashMap<>();
    for (String name : KEPT) {
      keep(name, environment);
    }
    if (withUser) {
      OF_THE_USER.forEach(name -> keep(name, environment));
    } else {
      environment.put("HOME", "/nonexistent");
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    }
    environment.put("LC_ALL", "C");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("GIT_ALLOW_PROTOCOL", "none");
    return environment;
  }

  private void keep(String name, Map<String, String> environment) {
    String value = variables.getOrDefault(name, "");
    if (!value.isEmpty()) {
      environment.put(name, value);
    }
  }

  private Said run(List<String> words, Map<String, String> environment, String input)
      throws IOException {
    GitProgram.Running git = program.start(HARDENED.before(words), environment, folder);
    try {
      // What is asked for is short: git reads all of it before it answers much.
      try (var out = git.process().getOutputStream()) {
        out.write(input.getBytes(UTF_8));
      } catch (IOException e) {
        // It ended without reading; its exit code tells.
      }
      String text = new String(git.process().getInputStream().readAllBytes(), UTF_8);
      return new Said(git.process().waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git was working", e);
    } finally {
      git.process().destroy();
    }
  }
}
