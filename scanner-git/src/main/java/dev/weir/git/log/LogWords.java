package dev.weir.git.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of {@code --log-opts}, sorted by who understands them. What neither writes nor starts
 * anything and selects commits may be handed to {@code git rev-list}; nothing else may.
 */
record LogWords(List<String> selecting, List<String> paths, boolean takesGit) {
  /** What weir's own walk understands beside what takes a value. */
  private static final Set<String> OWN =
      Set.of(
          "-i",
          "--regexp-ignore-case",
          "-F",
          "--fixed-strings",
          "-E",
          "--extended-regexp",
          "--all",
          "--branches",
          "--tags",
          "--remotes",
          "--no-merges",
          "--merges",
          "--first-parent",
          "--full-history",
          "--date-order",
          "--topo-order",
          "--author-date-order",
          "--reverse",
          "--sparse",
          "--dense");

  /** What only git understands. */
  private static final Set<String> GITS =
      Set.of(
          "--all-match",
          "--ancestry-path",
          "--basic-regexp",
          "--bisect",
          "--boundary",
          "--cherry",
          "--cherry-mark",
          "--cherry-pick",
          "--do-walk",
          "--exclude",
          "--exclude-first-parent-only",
          "--exclude-hidden",
          "--glob",
          "--grep-reflog",
          "--ignore-missing",
          "--invert-grep",
          "--left-only",
          "--left-right",
          "--max-age",
          "--max-parents",
          "--merge",
          "--min-age",
          "--min-parents",
          "--no-max-parents",
          "--no-min-parents",
          "--no-walk",
          "--not",
          "-P",
          "--perl-regexp",
          "--reflog",
          "--remove-empty",
          "--right-only",
          "--show-pulls",
          "--simplify-by-decoration",
          "--simplify-merges",
          "--since-as-filter",
          "--single-worktree",
          "-g",
          "--walk-reflogs");

  /** What changes which lines a commit adds, not which commits there are. */
  private static final Set<String> DIFFS =
      Set.of(
          "-S",
          "-G",
          "-L",
          "-m",
          "-w",
          "-b",
          "-B",
          "-C",
          "-D",
          "-R",
          "-a",
          "--text",
          "--binary",
          "--follow",
          "--diff-filter",
          "--diff-merges",
          "--diff-algorithm",
          "--minimal",
          "--patience",
          "--histogram",
          "--anchored",
          "--no-renames",
          "--find-copies",
          "--find-copies-harder",
          "--ignore-all-space",
          "--ignore-space-change",
          "--ignore-space-at-eol",
          "--ignore-blank-lines",
          "--ignore-matching-lines",
          "--pickaxe-all",
          "--pickaxe-regex",
          "--relative",
          "--ext-diff",
          "--textconv",
          "--submodule",
          "--ignore-submodules",
          "--function-context",
          "--inter-hunk-context",
          "--word-diff");

  /** The same of git's. */
  private static final Set<String> GITS_WITH_NEXT_WORD =
      Set.of(
          "--glob",
          "--exclude",
          "--exclude-hidden",
          "--grep-reflog",
          "--since-as-filter",
          "--max-age",
          "--min-age");

  LogWords {
    selecting = List.copyOf(selecting);
    paths = List.copyOf(paths);
  }

  /**
   * Sorts the words.
   *
   * @throws LogOptionsException if one is not known, or changes the diff
   */
  static LogWords of(List<String> words) {
    List<String> selecting = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    boolean git = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        paths.addAll(words.subList(i + 1, words.size()));
        break;
      }
      String name = name(word);
      if (!word.startsWith("-")) {
        git |= isGitsRevision(word);
      } else if (LogOptions.isWithoutEffect(word) && !isOwn(name)) {
        continue;
      } else {
        check(word, name);
        git |= GITS.contains(name);
      }
      selecting.add(word);
      if (takesNextWord(word) && i + 1 < words.size()) {
        selecting.add(words.get(++i));
      }
    }
    return new LogWords(selecting, paths, git);
  }

  private static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static void check(String word, String name) {
    if (isOwn(name) || GITS.contains(name) || word.matches("-n?[0-9]+")) {
      return;
    }
    boolean letter = word.length() > 2 && word.charAt(1) != '-';
    if (DIFFS.contains(name) || (letter && DIFFS.contains(word.substring(0, 2)))) {
      throw new LogOptionsException(
          "log options: "
              + name
              + " changes which lines git shows of a commit, and weir reads all that a commit adds;"
              + " leave it out");
    }
    throw new LogOptionsException(
        "log options: "
            + name
            + " is not understood, so it is not known what to scan; known are revisions, ranges,"
            + " paths after -- and the options of git rev-list that select commits, such as --all,"
            + " --since, --author, -n and --no-merges");
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

  boolean showsMerges() {
    return selecting.contains("--first-parent");
  }

  private static boolean isOwn(String name) {
    return OWN.contains(name) || LogOptions.WITH_NEXT_WORD.contains(name);
  }

  private static boolean takesNextWord(String word) {
    return LogOptions.WITH_NEXT_WORD.contains(word) || GITS_WITH_NEXT_WORD.contains(word);
  }
}
