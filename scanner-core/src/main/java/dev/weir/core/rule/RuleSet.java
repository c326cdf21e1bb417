package dev.weir.core.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a configuration, in order, with the allowlists that hold for all of them. Immutable.
 */
public final class RuleSet {
  private final List<Rule> rules;
  private final List<Rule> listed;
  private final List<Allowlist> allowlists;
  private final Map<String, Rule> byId = new LinkedHashMap<>();

  /**
   * @param rules each id once; the order decides the order of findings at one place
   * @param listed the rules as reports list them: in order, a repeated id more than once
   * @param allowlists exemptions from all rules
   */
  public RuleSet(List<Rule> rules, List<Rule> listed, List<Allowlist> allowlists) {
    this.rules = List.copyOf(rules);
    this.listed = List.copyOf(listed);
    this.allowlists = List.copyOf(allowlists);
    for (Rule rule : rules) {
      if (byId.put(rule.id(), rule) != null) {
        throw new IllegalArgumentException("rule '" + rule.id() + "' is given twice");
      }
    }
  }

  /** Returns the rules that are applied. */
  public List<Rule> rules() {
    return rules;
  }

  /** Returns the rules that a report lists, those that are switched off included. */
  public List<Rule> listed() {
    return listed;
  }

  /** Returns the exemptions from all rules. */
  public List<Allowlist> allowlists() {
    return allowlists;
  }

  /** Returns the rule of this id, or null. */
  public @Nullable Rule rule(String id) {
    return byId.get(id);
  }

  /** Returns a set that applies only the rules of these ids and lists the same as this one. */
  public RuleSet only(List<String> ids) {
    return new RuleSet(
        rules.stream().filter(rule -> ids.contains(rule.id())).toList(), listed, allowlists);
  }
}
