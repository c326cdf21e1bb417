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

/** Which rules to try on a text, and where: what all detectors share. Safe for several threads. */
public final class RuleIndex {
  private final List<Rule> rules;
  private final List<Allowlist> allowlists;
  private final AllowlistCheck allowlistCheck;
  private final RuleLiterals literals;

  public RuleIndex(RuleSet set) {
    this(set, TargetPaths.none());
  }

  /**
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
        : ValueChecks.named(rule.metadata().check().name());
  }
}
