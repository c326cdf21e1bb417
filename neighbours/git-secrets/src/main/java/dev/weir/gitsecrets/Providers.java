package dev.weir.gitsecrets;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the configured commands that print patterns. Commands are split at blanks and run without a
 * shell. Commands that come with the work tree are not run: neither those configured in a file
 * there nor programs named by a path there.
 */
final class Providers {
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
          add(run(words, value.isOfWorkTree()), where, all);
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

  private String run(List<String> words, boolean isOfWorkTree) throws IOException {
    if (words.size() >= AwsKeys.PROVIDER.size()
        && words.subList(0, AwsKeys.PROVIDER.size()).equals(AwsKeys.PROVIDER)) {
      return String.join("\n", aws(words, caller));
    }
    if (isOfWorkTree && !settings.runsFromWorkTree()) {
      throw new IOException(
          "it is configured in a file of the work tree, so it is not run"
              + " (git config secrets.runFromWorkTree true allows it)");
    }
    List<String> command = new ArrayList<>(words);
    command.set(0, program(words.get(0)).toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(caller.folder().toAbsolutePath().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(caller.variables());
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
    if (name.contains("/")) {
      Path file = caller.folder().resolve(name);
      boolean own = !Path.of(name).isAbsolute() && settings.isInWorkTree(file);
      if (own && !settings.runsFromWorkTree()) {
        throw new IOException(
            "it is in the work tree, so it is not run"
                + " (git config secrets.runFromWorkTree true allows it)");
      }
      return file.toAbsolutePath();
    }
    for (String entry : caller.variable("PATH").split(File.pathSeparator, -1)) {
      // A relative entry would be searched for in the scanned folder.
      if (!entry.isEmpty() && Path.of(entry).isAbsolute()) {
        Path file = Path.of(entry, name);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file;
        }
      }
    }
    throw new IOException("there is no such program on the PATH");
  }
}
