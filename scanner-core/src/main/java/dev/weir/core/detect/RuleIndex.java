package dev.weir.core.detect;

import dev.weir.core.check.ValueChecks;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.TargetPaths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a scan and the literals that decide which rules to try, shared by all detectors.
 * Safe for several threads.
 */
public final class RuleIndex {
  private final List<Rule> rules;
  private final List<Allowlist> allowlists;
  private final AllowlistCheck allowlistCheck;
  private final RuleLiterals literals;

  public RuleIndex(RuleSet set) {
    this(set, TargetPaths.none());
  }

  /**
   * Creates the index for a scan of folders.
   *
   * @param targets the folders that are scanned
   */
  public RuleIndex(RuleSet set, TargetPaths targets) {
    allowlistCheck = new AllowlistCheck(targets);
    rules = set.rules();
    allowlists = set.allowlists();
    literals = set.literals();
  }

  /** Returns true if a global allowlist exempts the commit or the path. */
  boolean allowsPlace(String sha, String path) {
    return allowlistCheck.allowsPlace(allowlists, sha, path);
  }

  AllowlistCheck allowlistCheck() {
    return allowlistCheck;
  }

  List<Allowlist> allowlists() {
    return allowlists;
  }

  Rule rule(int index) {
    return rules.get(index);
  }

  /** Returns the index of the rule with this id, or -1 if it is not applied. */
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

  /** Returns the check that values of this rule must pass, or null. */
  @Nullable ValueCheck check(Rule rule) {
    return rule.metadata().check().isEmpty()
        ? null
        : ValueChecks.named(rule.metadata().check().name());
  }
}
