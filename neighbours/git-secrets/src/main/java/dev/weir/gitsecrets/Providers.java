package dev.weir.gitsecrets;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commands of the configuration that print patterns. They are split at blanks and run without a
 * shell. What comes with the work tree is not run: neither a command that stands in a file there
 * nor a program that is named by a path there.
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

  /** Returns what all of them print; one that fails is a problem, or a warning if that is set. */
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
        // Its arguments may be secrets; the program's name is not.
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
      problems.add(what + "; its patterns were not looked for");
    } else {
      caller.say("git secrets: warning: " + what + "; its patterns were not looked for");
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
          "it stands in a file of the work tree, so it is not run"
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

  /** Returns the keys of the file that stands behind the command, or of the user's file. */
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
      throw new IOException("the credentials file that it names is not there");
    }
    return AwsKeys.ofFile(file);
  }

  private Path program(String name) throws IOException {
    if (name.contains("/")) {
      Path file = caller.folder().resolve(name);
      boolean own = !Path.of(name).isAbsolute() && settings.isInWorkTree(file);
      if (own && !settings.runsFromWorkTree()) {
        throw new IOException(
            "it lies in the work tree, so it is not run"
                + " (git config secrets.runFromWorkTree true allows it)");
      }
      return file.toAbsolutePath();
    }
    for (String entry : caller.variable("PATH").split(File.pathSeparator, -1)) {
      // A relative entry would be looked for in what is scanned.
      if (!entry.isEmpty() && Path.of(entry).isAbsolute()) {
        Path file = Path.of(entry, name);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file;
        }
      }
    }
    throw new IOException("there is no such program on the path");
  }
}
