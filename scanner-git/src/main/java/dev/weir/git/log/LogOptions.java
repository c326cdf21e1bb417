package dev.weir.git.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of {@code --log-opts}, parsed. What neither writes nor starts anything and selects
 * commits may be handed to {@code git rev-list}; nothing else may.
 *
 * @param selecting the words that select commits, in their order
 * @param given the same words, parsed
 * @param paths what follows {@code --}
 * @param takesGit true if weir does not implement all of them
 */
record LogOptions(
    List<String> selecting, List<Option> given, List<String> paths, boolean takesGit) {
  LogOptions {
    selecting = List.copyOf(selecting);
    given = List.copyOf(given);
    paths = List.copyOf(paths);
  }

  /**
   * An option or a revision.
   *
   * @param name without a value; of a revision the whole word
   * @param value empty if there is none
   */
  record Option(String name, String value) {
    boolean isRevision() {
      return !name.startsWith("-");
    }
  }

  /**
   * Parses the words.
   *
   * @param words split at every single space, as gitleaks does
   * @throws LogOptionsException if one is not known, or changes the diff
   */
  static LogOptions parse(List<String> words) {
    List<String> selecting = new ArrayList<>();
    List<Option> given = new ArrayList<>();
    boolean takesGit = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        return new LogOptions(selecting, given, words.subList(i + 1, words.size()), takesGit);
      }
      if (!word.startsWith("-")) {
        takesGit |= isGitsRevision(word);
        selecting.add(word);
        given.add(new Option(word, ""));
        continue;
      }
      LogOptionKind kind = kind(word);
      if (kind == LogOptionKind.WITHOUT_EFFECT) {
        continue;
      }
      takesGit |= kind.isGits();
      selecting.add(word);
      boolean isNext = kind.takesValue() && word.equals(name(word)) && i + 1 < words.size();
      given.add(new Option(name(word), isNext ? words.get(i + 1) : value(word)));
      if (isNext) {
        selecting.add(words.get(++i));
      }
    }
    return new LogOptions(selecting, given, List.of(), takesGit);
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
              + " is not understood, so it is not known what to scan; known are revisions, ranges,"
              + " paths after -- and the options of git rev-list that select commits, such as"
              + " --all, --since, --author, -n and --no-merges");
    }
    if (kind == LogOptionKind.DIFF) {
      throw new LogOptionsException(
          "log options: "
              + name(word)
              + " changes which lines git shows of a commit, and weir reads all that a commit adds;"
              + " leave it out");
    }
    return kind;
  }

  /** Returns true for ways to name a commit that JGit does not know. */
  private static boolean isGitsRevision(String word) {
    return word.contains("^@")
        || word.contains("^!")
        || word.contains("^-")
        || word.contains("@{")
        || word.startsWith(":/")
        || word.contains("^{/");
  }

  /** Returns true if a merge shows what it adds to its first parent. */
  boolean showsMerges() {
    return selecting.contains("--first-parent");
  }
}
