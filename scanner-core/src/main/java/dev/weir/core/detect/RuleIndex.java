package dev.weir.core.detect;

import dev.weir.core.check.ValueCheck;
import dev.weir.core.check.ValueChecks;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.MatchCondition;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.TargetPaths;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which rules to try on a text, and where: what all detectors share. Safe for several threads. */
public final class RuleIndex {
  private static final int MOST_PATHS_REMEMBERED = 50_000;

  private final List<Rule> rules;
  private final List<Allowlist> allowlists;
  private final AllowlistCheck allowlistCheck;
  private final RuleLiterals literals;
  private final boolean placesAreByPath;
  private final Map<String, Boolean> allowedPaths = new ConcurrentHashMap<>();

  public RuleIndex(RuleSet set) {
    this(set, TargetPaths.NONE);
  }

  /**
   * @param targets the folders that are scanned
   */
  public RuleIndex(RuleSet set, TargetPaths targets) {
    allowlistCheck = new AllowlistCheck(targets);
    rules = set.rules();
    allowlists = set.allowlists();
    literals = set.literals();
    placesAreByPath = areByPath(allowlists);
  }

  // Loops where streams would be shorter: this runs once, before Java has warmed up.
  private static boolean areByPath(List<Allowlist> lists) {
    for (Allowlist list : lists) {
      if (list.condition() != MatchCondition.ANY || !list.commits().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Returns true if a global allowlist exempts the commit or the path. */
  boolean allowsPlace(String sha, String path) {
    if (!placesAreByPath) {
      return allowlistCheck.allowsPlace(allowlists, sha, path);
    }
    Boolean known = allowedPaths.get(path);
    if (known == null) {
      known = allowlistCheck.allowsPlace(allowlists, "", path);
      if (allowedPaths.size() < MOST_PATHS_REMEMBERED) {
        allowedPaths.put(path, known);
      }
    }
    return known;
  }

  AllowlistCheck allowlistCheck() {
    return allowlistCheck;
  }

  List<Allowlist> allowlists() {
    return allowlists;
  }

  int size() {
    return rules.size();
  }

  Rule rule(int index) {
    return rules.get(index);
  }

  /** Returns the index of the rule of this id, or -1 if it is not applied. */
  int indexOf(String id) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  RuleLiterals literals() {
    return literals;
  }

  /** Returns the check that values of this rule have to pass, or null. */
  @Nullable ValueCheck check(Rule rule) {
    return rule.metadata().check().isEmpty()
        ? null
        : ValueChecks.named(rule.metadata().checkName());
  }
}
