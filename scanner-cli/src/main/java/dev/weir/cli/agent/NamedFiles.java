package dev.weir.cli.agent;

import dev.weir.core.file.FailureWords;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the files that a word of a command stands for: {@code $PWD}, {@code ~}, braces and patterns
 * are expanded as a shell does it, and those with a leading dot always match. Not thread-safe.
 */
final class NamedFiles {
  /** A word that stands for more files, or folders with more entries, is left to the user. */
  private static final int MOST_FOUND = 500;

  private static final int MOST_ENTRIES = 20_000;
  private static final int MOST_WORDS = 200;
  private static final Pattern RANGE = Pattern.compile("\\{[^{},/]*\\.\\.[^{},/]*\\}");
  private static final Pattern KNOWN = Pattern.compile("\\$(?:(PWD|HOME)\\b|\\{(PWD|HOME)\\})");

  /** Devices whose content is no file of the user. */
  private static final Set<String> DEVICES =
      Set.of(
          "/dev/null",
          "/dev/zero",
          "/dev/random",
          "/dev/urandom",
          "/dev/full",
          "/dev/tty",
          "/dev/stdin",
          "/dev/stdout",
          "/dev/stderr");

  private final Path folder;
  private final Map<String, String> variables;
  private final boolean withFolders;
  private final Set<Path> files = new LinkedHashSet<>();
  private String notKnown = "";
  private int entries;

  /**
   * Creates a search.
   *
   * @param folder the folder that relative names begin at
   * @param withFolders whether a folder stands for everything in it
   */
  NamedFiles(Path folder, Map<String, String> variables, boolean withFolders) {
    this.folder = folder;
    this.variables = variables;
    this.withFolders = withFolders;
  }

  /** Returns the files that there are, each once. */
  List<Path> of(String word) {
    files.clear();
    entries = 0;
    notKnown = "";
    if (word.isEmpty()) {
      return List.of();
    }
    String full = expanded(word);
    if (exists(full)) {
      add(path(full));
      return List.copyOf(files);
    }
    for (String each : braces(full)) {
      if (exists(each) || !isPattern(each)) {
        add(path(each));
      } else {
        match(each);
      }
    }
    return List.copyOf(files);
  }

  /** Returns why there may be more files than were found, or an empty text. */
  String notKnown() {
    return notKnown;
  }

  private String expanded(String word) {
    String home = variables.getOrDefault("HOME", "");
    String full = word.startsWith("~/") && !home.isEmpty() ? home + word.substring(1) : word;
    Matcher known = KNOWN.matcher(full);
    return known.replaceAll(
        found ->
            Matcher.quoteReplacement(found.group().contains("PWD") ? folder.toString() : home));
  }

  private Path path(String name) {
    try {
      return folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      return folder.resolve("no file");
    }
  }

  private boolean exists(String name) {
    return Files.exists(path(name));
  }

  private static boolean isPattern(String word) {
    return word.indexOf('*') >= 0 || word.indexOf('?') >= 0 || word.indexOf('[') >= 0;
  }

  /** Returns the words that the braces of a word stand for; a range becomes a pattern. */
  private List<String> braces(String word) {
    List<String> open = new ArrayList<>(List.of(RANGE.matcher(word).replaceAll("*")));
    List<String> done = new ArrayList<>();
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      int[] group = group(next);
      if (group.length == 0) {
        done.add(next);
        continue;
      }
      if (done.size() + open.size() > MOST_WORDS) {
        notKnown = "it stands for too many names";
        return done;
      }
      for (int i = 0; i + 1 < group.length; i++) {
        open.add(
            next.substring(0, group[0])
                + next.substring(group[i] + 1, group[i + 1])
                + next.substring(group[group.length - 1] + 1));
      }
    }
    return done;
  }

  /** Returns the places of the first brace that encloses commas, the commas, and its end. */
  private static int[] group(String word) {
    for (int from = word.indexOf('{'); from >= 0; from = word.indexOf('{', from + 1)) {
      List<Integer> places = new ArrayList<>(List.of(from));
      int depth = 0;
      for (int i = from; i < word.length(); i++) {
        char c = word.charAt(i);
        if (c == ',' && depth == 1) {
          places.add(i);
        }
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) {
          places.add(i);
          break;
        }
      }
      if (depth == 0 && places.size() > 2) {
        return places.stream().mapToInt(Integer::intValue).toArray();
      }
    }
    return new int[0];
  }

  private void match(String pattern) {
    String[] parts = pattern.split("/+", -1);
    Path start = pattern.startsWith("/") ? Paths.get("/") : folder;
    try {
      match(start, parts, pattern.startsWith("/") ? 1 : 0);
    } catch (IllegalArgumentException e) {
      // A bracket that does not end is an ordinary character for a shell.
      notKnown = pattern.matches("\\S+") ? "its name is a pattern that weir does not read" : "";
    }
  }

  private void match(Path from, String[] parts, int at) {
    if (at == parts.length) {
      add(from);
    } else if (parts[at].isEmpty() || parts[at].equals(".")) {
      match(from, parts, at + 1);
    } else if (!isPattern(parts[at])) {
      Path next = from.resolve(parts[at]);
      if (Files.exists(next)) {
        match(next, parts, at + 1);
      }
    } else if (parts[at].equals("**")) {
      match(from, parts, at + 1);
      for (Path entry : entries(from)) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          match(entry, parts, at);
        } else if (at + 1 == parts.length) {
          add(entry);
        }
      }
    } else {
      String name = parts[at].replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}");
      PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + name);
      for (Path entry : entries(from)) {
        if (matcher.matches(entry.getFileName())) {
          match(entry, parts, at + 1);
        }
      }
    }
  }

  private List<Path> entries(Path directory) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(directory) || !notKnown.isEmpty()) {
      return found;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        if (++entries > MOST_ENTRIES) {
          notKnown = "there are too many files to look at";
          break;
        }
        found.add(entry);
      }
    } catch (IOException e) {
      notKnown = FailureWords.of(e);
    }
    return found;
  }

  private void add(Path file) {
    if (!notKnown.isEmpty()) {
      return;
    }
    if (Files.isDirectory(file)) {
      if (withFolders && !file.endsWith(".git/objects")) {
        for (Path entry : entries(file)) {
          if (!Files.isSymbolicLink(entry)) {
            add(entry);
          }
        }
      }
    } else if (Files.isRegularFile(file)) {
      if (files.size() == MOST_FOUND) {
        notKnown = String.format(Locale.ROOT, "only %d files of it are looked at", MOST_FOUND);
        return;
      }
      files.add(file);
    } else if (Files.exists(file) && !DEVICES.contains(file.toString())) {
      notKnown = "it is no regular file";
    }
  }
}
