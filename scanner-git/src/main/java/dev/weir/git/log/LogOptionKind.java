package dev.weir.git.log;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How weir handles an option of {@code git log}. */
enum LogOptionKind {
  /** Changes neither the commits nor their added lines, so the option is ignored. */
  WITHOUT_EFFECT(false),
  /** Changes the order of commits, or how git finds them. */
  ORDER(false),
  /** Selects commits; weir supports this itself. */
  OWN(false),
  /** Selects commits by a value, which may be the next word; weir supports this itself. */
  OWN_WITH_VALUE(true),
  /** Selects commits; only git supports this. */
  GITS(false),
  /** Options of {@link #GITS} that take their value from the next word. */
  GITS_WITH_VALUE(true),
  /** Changes which lines a commit adds, so the option is rejected. */
  DIFF(false);

  private static final Map<String, LogOptionKind> KINDS = new HashMap<>();

  static {
    add(
        WITHOUT_EFFECT,
        """
        -p -u --patch -U0 --unified=0 --no-color --no-ext-diff --no-textconv -M --find-renames
        --no-decorate --source --cc -c --no-mailmap --no-notes
        """);
    add(
        ORDER,
        """
        --full-history --date-order --topo-order --author-date-order --reverse --sparse --dense
        """);
    add(
        OWN,
        """
        -i --regexp-ignore-case -F --fixed-strings -E --extended-regexp --all --branches --tags
        --remotes --no-merges --merges --first-parent
        """);
    add(
        OWN_WITH_VALUE,
        """
        -n --max-count --skip --since --after --until --before --author --committer --grep
        """);
    add(
        GITS,
        """
        --all-match --ancestry-path --basic-regexp --bisect --boundary --cherry --cherry-mark
        --cherry-pick --do-walk --exclude-first-parent-only --ignore-missing --invert-grep
        --left-only --left-right --max-parents --merge --min-parents --no-max-parents
        --no-min-parents --no-walk --not -P --perl-regexp --reflog --remove-empty --right-only
        --show-pulls --simplify-merges --single-worktree -g --walk-reflogs
        """);
    add(
        GITS_WITH_VALUE,
        """
        --glob --exclude --exclude-hidden --grep-reflog --since-as-filter --max-age --min-age
        """);
    add(
        DIFF,
        """
        -S -G -L -m -w -b -B -C -D -R -a --text --binary --follow --diff-filter --diff-merges
        --diff-algorithm --minimal --patience --histogram --anchored --no-renames --find-copies
        --find-copies-harder --ignore-all-space --ignore-space-change --ignore-space-at-eol
        --ignore-blank-lines --ignore-matching-lines --pickaxe-all --pickaxe-regex --relative
        --ext-diff --textconv --simplify-by-decoration --submodule --ignore-submodules --function-context
        --inter-hunk-context --word-diff
        """);
  }

  private final boolean takesValue;

  LogOptionKind(boolean takesValue) {
    this.takesValue = takesValue;
  }

  private static void add(LogOptionKind kind, String names) {
    for (String name : names.strip().split("\\s+", -1)) {
      KINDS.put(name, kind);
    }
  }

  /** Returns the kind of an option, or null if the option is unknown. */
  static @Nullable LogOptionKind of(String word) {
    LogOptionKind whole = KINDS.get(word);
    if (whole != null) {
      return whole;
    }
    if (word.matches("-n?[0-9]+")) {
      return OWN;
    }
    LogOptionKind named = KINDS.get(LogOptions.name(word));
    if (named != null && named != WITHOUT_EFFECT) {
      return named;
    }
    boolean isLetter = word.length() > 2 && word.charAt(1) != '-';
    return isLetter && KINDS.get(word.substring(0, 2)) == DIFF ? DIFF : null;
  }

  /** Returns true if the value may be the next word. */
  boolean takesValue() {
    return takesValue;
  }

  /** Returns true if git must select the commits. */
  boolean needsGit() {
    return this == GITS || this == GITS_WITH_VALUE;
  }
}
