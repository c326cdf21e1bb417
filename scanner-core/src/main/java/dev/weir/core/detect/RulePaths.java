package dev.weir.core.detect;

import dev.weir.core.check.value.Surroundings;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.PathRules;

/** Answers questions about paths from rules and allowlists. Safe for several threads. */
public final class RulePaths implements PathRules {
  private final RuleIndex index;
  private final RuleLiterals literals;

  public RulePaths(RuleSet rules) {
    this.index = new RuleIndex(rules);
    this.literals = rules.literals();
  }

  @Override
  public boolean names(String path) {
    if (index.allowsPlace("", path)) {
      return false;
    }
    for (int i = 0; i < literals.rules(); i++) {
      if (literals.hasPaths(i) && !literals.isAnchored(i) && !literals.hasKeywords(i)) {
        Rule rule = index.rule(i);
        if (rule.regex() == null && !rule.skipReport() && applies(rule, path)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public boolean readsMore(String from, String to) {
    if (from.equals(to) || index.allowsPlace("", to)) {
      return false;
    }
    if (index.allowsPlace("", from)) {
      return true;
    }
    if (literals.hasChecks()
        && Surroundings.isTestOrDocument(from)
        && !Surroundings.isTestOrDocument(to)) {
      return true;
    }
    for (int i = 0; i < literals.rules(); i++) {
      if (literals.hasPaths(i)) {
        Rule rule = index.rule(i);
        if (rule.regex() != null && applies(rule, to) && !applies(rule, from)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean applies(Rule rule, String path) {
    Regex paths = rule.path();
    return (paths == null || paths.isFoundIn(path))
        && !index.allowlistCheck().allowsPlace(rule.allowlists(), "", path);
  }
}
