package dev.weir.core.rule;

import dev.weir.core.text.RecordText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a configuration, in order, with the allowlists that apply to all of them. Immutable.
 */
public final class RuleSet {
  private final boolean builtIn;
  private final List<Rule> rules;
  private final List<Rule> listed;
  private final List<Allowlist> allowlists;
  private final List<String> allowComments;
  private volatile @Nullable RuleLiterals literals;

  /**
   * Creates a set of rules.
   *
   * @param rules each id once; their order decides the order of findings at one place
   * @param listed the rules as reports list them: in order, a repeated id more than once
   * @param allowlists exemptions from all rules
   */
  public RuleSet(List<Rule> rules, List<Rule> listed, List<Allowlist> allowlists) {
    this(List.copyOf(rules), List.copyOf(listed), List.copyOf(allowlists), List.of(), null, false);
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("rule '" + rule.id() + "' is given twice");
      }
    }
  }

  private RuleSet(
      List<Rule> rules,
      List<Rule> listed,
      List<Allowlist> allowlists,
      List<String> allowComments,
      @Nullable RuleLiterals literals,
      boolean builtIn) {
    this.builtIn = builtIn;
    this.rules = rules;
    this.listed = listed;
    this.allowlists = allowlists;
    this.allowComments = allowComments;
    this.literals = literals;
  }

  /**
   * Returns a set whose rules are created when they are first needed.
   *
   * @param rules each id once; never changes; safe for several threads
   * @param allowlists exemptions from all rules
   * @param literals the literals of {@code rules}
   */
  public static RuleSet ofCompiled(
      List<Rule> rules, List<Allowlist> allowlists, RuleLiterals literals) {
    return new RuleSet(rules, rules, List.copyOf(allowlists), List.of(), literals, true);
  }

  /** Returns the rules that are applied. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * Returns a text that is equal for two sets only if they find the same secrets. For the built-in
   * rules the text does not contain the rules themselves.
   */
  public String identity() {
    return builtIn ? "built in" : RecordText.of(rules, allowlists, allowComments);
  }

  /** Returns true for the rules that are part of the program, unchanged. */
  public boolean isBuiltIn() {
    return builtIn;
  }

  /** Returns the rules that a report lists, disabled ones included. */
  public List<Rule> listed() {
    return listed;
  }

  /** Returns the exemptions from all rules. */
  public List<Allowlist> allowlists() {
    return allowlists;
  }

  /**
   * Returns the scanners whose comments allow a secret, as the configuration says, or an empty list
   * if it does not say.
   */
  public List<String> allowComments() {
    return allowComments;
  }

  /** Returns this set with comments that a configuration names. */
  public RuleSet withAllowComments(List<String> scanners) {
    return scanners.isEmpty()
        ? this
        : new RuleSet(rules, listed, allowlists, List.copyOf(scanners), literals, builtIn);
  }

  /** Returns the literals that are searched for in each text before a rule is tried. */
  public RuleLiterals literals() {
    RuleLiterals known = literals;
    if (known == null) {
      known = RuleLiterals.of(rules);
      literals = known;
    }
    return known;
  }

  /** Returns the rule with this id, or null. */
  public @Nullable Rule rule(String id) {
    for (Rule rule : rules) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    return null;
  }

  /**
   * Returns a set that applies only the rules with these ids and lists the same rules as this one.
   */
  public RuleSet only(List<String> ids) {
    return new RuleSet(
            rules.stream().filter(rule -> ids.contains(rule.id())).toList(), listed, allowlists)
        .withAllowComments(allowComments);
  }
}
