package dev.weir.gitsecrets;

import dev.weir.git.program.ProgramPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the configured commands that print patterns. Commands are split at blanks and run without a
 * shell. Unless the user allows it, a command runs only if the user's own configuration names it
 * and its program is not a file of the work tree.
 */
final class Providers {
  private static final String NOT_RUN =
      "so it is not run (--allow-providers or git config --global secrets.allowProviders true"
          + " allows it)";

  private final Settings settings;
  private final Caller caller;
  private final Problems problems;

  Providers(Settings settings, Caller caller, Problems problems) {
    this.settings = settings;
    this.caller = caller;
    this.problems = problems;
  }

  /**
   * Returns the patterns of all providers. A failing one is an error, or a warning if configured.
   */
  List<Settings.Named> patterns() {
    List<Settings.Named> all = new ArrayList<>();
    int number = 0;
    for (Settings.Value value : settings.values(Settings.PROVIDERS)) {
      number++;
      for (String command : value.value().split("\n", -1)) {
        List<String> words =
            Stream.of(Bytes.text(command).split("[ \t]+", -1)).filter(w -> !w.isEmpty()).toList();
        if (words.isEmpty()) {
          continue;
        }
        // The message names the program but not its arguments, which may be secrets.
        String where = Settings.PROVIDERS + ", value " + number + " (" + words.get(0) + ")";
        try {
          add(run(words, value.isOfUser()), where, all);
        } catch (IOException e) {
          failed(where + ": " + e.getMessage());
        }
      }
    }
    return all;
  }

  private void failed(String what) {
    if (settings.isBlockedByProviders()) {
      problems.add(what + "; its patterns were not searched for");
    } else {
      caller.printError("git secrets: warning: " + what + "; its patterns were not searched for");
    }
  }

  private static void add(String printed, String where, List<Settings.Named> all) {
    int line = 0;
    for (String pattern : printed.replace("\r", "").split("\n", -1)) {
      line++;
      if (!pattern.isEmpty()) {
        all.add(new Settings.Named(where + ", line " + line, pattern));
      }
    }
  }

  private String run(List<String> words, boolean isOfUser) throws IOException {
    if (words.size() >= AwsKeys.PROVIDER.size()
        && words.subList(0, AwsKeys.PROVIDER.size()).equals(AwsKeys.PROVIDER)) {
      return String.join("\n", aws(words, caller));
    }
    if (!isOfUser && !settings.allowsProviders()) {
      throw new IOException("the repository's own configuration names it, " + NOT_RUN);
    }
    List<String> command = new ArrayList<>(words);
    command.set(0, program(words.get(0)).toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(caller.folder().toAbsolutePath().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(caller.variables());
    builder.environment().put("PATH", ProgramPath.absolute(caller.variable("PATH")));
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      String printed = Bytes.of(process.getInputStream().readAllBytes());
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("it failed with exit code " + code);
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Returns the keys in the file that the command names, or in the user's credentials file. */
  static List<String> aws(List<String> words, Caller caller) throws IOException {
    boolean named = words.size() > AwsKeys.PROVIDER.size();
    String home = caller.variable("HOME");
    Path file =
        named
            ? caller.folder().resolve(words.get(words.size() - 1))
            : Path.of(home, ".aws", "credentials");
    if (!named && (home.isEmpty() || !Files.isRegularFile(file))) {
      return List.of();
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("the credentials file that it names does not exist");
    }
    return AwsKeys.ofFile(file);
  }

  private Path program(String name) throws IOException {
    if (!name.contains("/")) {
      Path found = ProgramPath.find(name, caller.variable("PATH"));
      if (found == null) {
        throw new IOException("there is no such program on the PATH");
      }
      return found;
    }
    Path file = caller.folder().resolve(name);
    boolean own = !Path.of(name).isAbsolute() && settings.isInWorkTree(file);
    if (own && !settings.allowsProviders()) {
      throw new IOException("it is in the work tree, " + NOT_RUN);
    }
    return file.toAbsolutePath();
  }
}
