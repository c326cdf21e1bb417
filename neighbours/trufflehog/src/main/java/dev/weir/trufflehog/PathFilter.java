package dev.weir.trufflehog;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.source.SkippedPaths;
import java.util.ArrayList;
import java.util.List;

/** Decides which paths are skipped, by files of patterns, one per line, and by git-style globs. */
public final class PathFilter implements SkippedPaths {
  private final List<Regex> included = new ArrayList<>();
  private final List<Regex> excluded = new ArrayList<>();
  private boolean includes;

  /** Adds the patterns of a file; only paths in which a pattern is found are read. */
  public void include(String file, String text) throws TrufflehogException {
    includes = true;
    read(file, text, included);
  }

  /** Adds the patterns of a file; paths in which a pattern is found are skipped. */
  public void exclude(String file, String text) throws TrufflehogException {
    read(file, text, excluded);
  }

  private static void read(String file, String text, List<Regex> to) throws TrufflehogException {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String pattern = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (pattern.isBlank() || pattern.stripLeading().startsWith("#")) {
        continue;
      }
      try {
        to.add(Regex.of(pattern));
      } catch (RegexSyntaxException e) {
        throw new TrufflehogException(file + ":" + number + ": " + e.getMessage());
      }
    }
  }

  /** Adds globs separated by commas. A star also matches slashes; a folder matches all in it. */
  public void excludeGlobs(String globs) throws TrufflehogException {
    for (String glob : globs.split(",", -1)) {
      String trimmed = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
      if (trimmed.isEmpty()) {
        continue;
      }
      try {
        excluded.add(Regex.of("^" + pattern(trimmed) + "(?:/|$)"));
      } catch (RegexSyntaxException e) {
        throw new TrufflehogException("--exclude-globs: invalid glob \"" + glob + "\"");
      }
    }
  }

  private static String pattern(String glob) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (end > 0) {
        String set = glob.substring(i + 1, end);
        pattern.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end;
      } else if (c == '*') {
        pattern.append(".*");
      } else if (c == '?') {
        pattern.append('.');
      } else if (c == '\\' && i + 1 < glob.length()) {
        i++;
        quote(glob.charAt(i), pattern);
      } else {
        quote(c, pattern);
      }
    }
    return pattern.toString();
  }

  private static void quote(char c, StringBuilder to) {
    if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
      to.append('\\');
    }
    to.append(c);
  }

  @Override
  public boolean skipsFolder(String path) {
    return excluded.stream().anyMatch(pattern -> pattern.isFoundIn(path));
  }

  // truffleHog: patterns are for the path of the archive
  @Override
  public boolean skipsEntry(String name) {
    return false;
  }

  @Override
  public boolean skipsFile(String path) {
    return excluded.stream().anyMatch(pattern -> pattern.isFoundIn(path))
        || (includes && included.stream().noneMatch(pattern -> pattern.isFoundIn(path)));
  }
}
