package dev.weir.git.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The parsed words of {@code --log-opts}. Only known options that select commits may be passed to
 * {@code git rev-list}, because others might write files or start programs.
 *
 * @param selecting the words that select commits, in order
 * @param given the same words, parsed
 * @param paths the words after {@code --}
 * @param needsGit true if only git supports some of them
 */
record LogOptions(
    List<String> selecting, List<Option> given, List<String> paths, boolean needsGit) {
  LogOptions {
    selecting = List.copyOf(selecting);
    given = List.copyOf(given);
    paths = List.copyOf(paths);
  }

  /**
   * An option or a revision.
   *
   * @param name the name without a value; for a revision the whole word
   * @param value the value, or empty
   */
  record Option(String name, String value) {
    boolean isRevision() {
      return !name.startsWith("-");
    }
  }

  /**
   * Parses the words.
   *
   * @param words the words, split at every single space, as in gitleaks
   * @throws LogOptionsException if an option is unknown, or changes the diff
   */
  static LogOptions parse(List<String> words) {
    List<String> selecting = new ArrayList<>();
    List<Option> given = new ArrayList<>();
    boolean needsGit = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        List<String> paths = words.subList(i + 1, words.size());
        needsGit |= !paths.isEmpty() && countsInFullHistory(given);
        return new LogOptions(selecting, given, paths, needsGit);
      }
      if (!word.startsWith("-")) {
        needsGit |= isGitsRevision(word);
        selecting.add(word);
        given.add(new Option(word, ""));
        continue;
      }
      LogOptionKind kind = kind(word);
      if (kind == LogOptionKind.WITHOUT_EFFECT) {
        continue;
      }
      needsGit |= kind.needsGit();
      selecting.add(word);
      boolean isNext = kind.takesValue() && word.equals(name(word)) && i + 1 < words.size();
      given.add(new Option(name(word), isNext ? words.get(i + 1) : value(word)));
      if (isNext) {
        selecting.add(words.get(++i));
      }
    }
    return new LogOptions(selecting, given, List.of(), needsGit);
  }

  /** Returns true if a number limits the commits of a full history, which git counts by path. */
  private static boolean countsInFullHistory(List<Option> given) {
    boolean full = false;
    boolean counts = false;
    for (Option option : given) {
      String name = option.name();
      full |= name.equals("--full-history");
      counts |= name.equals("--max-count") || name.equals("--skip") || name.matches("-n?[0-9]*");
    }
    return full && counts;
  }

  /** Returns an option without its value. */
  static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static String value(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? "" : word.substring(equals + 1);
  }

  private static LogOptionKind kind(String word) {
    LogOptionKind kind = LogOptionKind.of(word);
    if (kind == null) {
      throw new LogOptionsException(
          "log options: "
              + name(word)
              + " is not supported, so nothing was scanned; supported are revisions, ranges,"
              + " paths after -- and the options of git rev-list that select commits, such as"
              + " --all, --since, --author, -n and --no-merges");
    }
    if (kind == LogOptionKind.DIFF) {
      throw new LogOptionsException(
          "log options: "
              + name(word)
              + " changes which lines git prints for a commit, but weir reads all lines that a commit adds;"
              + " remove this option");
    }
    return kind;
  }

  /** Returns true for ways to name commits that JGit does not support. */
  private static boolean isGitsRevision(String word) {
    return word.contains("^@")
        || word.contains("^!")
        || word.contains("^-")
        || word.contains("@{")
        || word.startsWith(":/")
        || word.contains("^{/");
  }

  /** Returns true if merges are compared with their first parent. */
  boolean showsMerges() {
    return selecting.contains("--first-parent");
  }
}
