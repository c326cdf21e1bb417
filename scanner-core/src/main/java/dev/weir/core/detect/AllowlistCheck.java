package dev.weir.core.detect;

import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.MatchCondition;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.text.Content;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides whether an allowlist exempts a place or a candidate. */
final class AllowlistCheck {
  private final TargetPaths targets;

  AllowlistCheck(TargetPaths targets) {
    this.targets = targets;
  }

  /** Returns true if one of the lists exempts this commit or path, regardless of the text. */
  boolean allowsPlace(List<Allowlist> lists, String sha, String path) {
    if (sha.isEmpty() && path.isEmpty()) {
      return false;
    }
    for (int i = 0; i < lists.size(); i++) {
      if (allowsPlace(lists.get(i), sha, path)) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the patterns for paths were used before, so that asking them is cheap. */
  static boolean isReady(List<Allowlist> lists) {
    for (int i = 0; i < lists.size(); i++) {
      Regex paths = lists.get(i).paths();
      if (paths != null && !paths.isCompiled()) {
        return false;
      }
    }
    return true;
  }

  private boolean allowsPlace(Allowlist list, String sha, String path) {
    if (list.condition() == MatchCondition.ANY) {
      return hasCommit(list, sha) || hasPath(list, path);
    }
    if (list.regexes() != null || !list.stopWords().isEmpty()) {
      return false;
    }
    return (list.commits().isEmpty() || hasCommit(list, sha))
        && (list.paths() == null || hasPath(list, path));
  }

  /** Returns the first list that exempts the candidate, or null. */
  @Nullable Allowlist allowing(
      List<Allowlist> lists, String sha, String path, Candidate candidate) {
    for (int i = 0; i < lists.size(); i++) {
      if (allows(lists.get(i), sha, path, candidate)) {
        return lists.get(i);
      }
    }
    return null;
  }

  private boolean allows(Allowlist list, String sha, String path, Candidate candidate) {
    if (list.condition() == MatchCondition.ANY) {
      return hasRegex(list, candidate) || hasStopWord(list, candidate.secret());
    }
    return (list.commits().isEmpty() || hasCommit(list, sha))
        && (list.paths() == null || hasPath(list, path))
        && (list.regexes() == null || hasRegex(list, candidate))
        && (list.stopWords().isEmpty() || hasStopWord(list, candidate.secret()));
  }

  private static boolean hasCommit(Allowlist list, String sha) {
    return !sha.isEmpty()
        && !list.commits().isEmpty()
        && list.commits().contains(sha.toLowerCase(Locale.ROOT));
  }

  private boolean hasPath(Allowlist list, String path) {
    return list.paths() != null && !path.isEmpty() && targets.isFoundIn(list.paths(), path);
  }

  private static boolean hasRegex(Allowlist list, Candidate candidate) {
    if (list.regexes() == null) {
      return false;
    }
    Content target =
        switch (list.regexTarget()) {
          case SECRET -> candidate.secret();
          case MATCH -> candidate.match();
          case LINE -> candidate.currentLine();
        };
    return !target.isEmpty() && list.regexes().isFoundIn(target);
  }

  private static boolean hasStopWord(Allowlist list, Content secret) {
    if (list.stopWords().isEmpty()) {
      return false;
    }
    String text = secret.text().toLowerCase(Locale.ROOT);
    for (String word : list.stopWords()) {
      if (!word.isEmpty() && text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The texts of a candidate that allowlists match. */
  interface Candidate {
    Content match();

    Content secret();

    /** Returns the candidate's line in the text of this round of decoding. */
    Content currentLine();
  }
}
