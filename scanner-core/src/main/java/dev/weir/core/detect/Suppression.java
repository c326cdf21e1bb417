package dev.weir.core.detect;

import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Confidence;

/** The reason why a candidate did not become a finding. */
public sealed interface Suppression {
  /** Returns the reason in words, a lower-case clause that contains nothing of the scanned text. */
  String describe();

  /** Returns true if a user chose it, rather than a rule. */
  default boolean isByUser() {
    return false;
  }

  /**
   * The line, or the one before it, carries a comment that allows it.
   *
   * @param comment the comment without what is specific to this line
   */
  record AllowComment(String comment) implements Suppression {
    @Override
    public boolean isByUser() {
      return true;
    }

    @Override
    public String describe() {
      return "the line carries " + comment;
    }
  }

  /**
   * The secret is not random enough for its rule.
   *
   * @param entropy the entropy of the secret, in bits per character
   * @param minimum the entropy that it must exceed
   */
  record LowEntropy(double entropy, double minimum) implements Suppression {
    @Override
    public String describe() {
      return "entropy " + entropy + " is not above " + minimum;
    }
  }

  /**
   * An allowlist exempts the secret.
   *
   * @param global true if the allowlist applies to all rules
   */
  record Allowlisted(boolean global, Allowlist allowlist) implements Suppression {
    @Override
    public String describe() {
      String name = allowlist.description().isEmpty() ? "" : " '" + allowlist.description() + "'";
      return "allowed by a" + (global ? " global allowlist" : "n allowlist of the rule") + name;
    }
  }

  /**
   * A required rule has no match near enough.
   *
   * @param ruleId the required rule
   */
  record RequiredRuleAbsent(String ruleId) implements Suppression {
    @Override
    public String describe() {
      return "required rule " + ruleId + " does not match nearby";
    }
  }

  /**
   * A stronger rule found the same secret.
   *
   * @param ruleId the stronger rule
   */
  record FoundByOtherRule(String ruleId) implements Suppression {
    @Override
    public String describe() {
      return "rule " + ruleId + " found it too";
    }
  }

  /**
   * A check of the value failed.
   *
   * @param reason a lower-case clause that contains nothing of the value
   */
  record Dismissed(String reason) implements Suppression {
    @Override
    public String describe() {
      return reason;
    }
  }

  /**
   * The value is public: it names something and opens nothing.
   *
   * @param reason a lower-case clause that contains nothing of the value
   */
  record Identifier(String reason) implements Suppression {
    @Override
    public String describe() {
      return reason;
    }
  }

  /**
   * The finding has less confidence than the user asked for.
   *
   * @param confidence the confidence of the finding
   * @param least the confidence that the user asked for
   */
  record LessSure(Confidence confidence, Confidence least) implements Suppression {
    @Override
    public String describe() {
      return "its confidence is " + confidence.word() + ", less than " + least.word();
    }
  }

  /** An ignore file lists the fingerprint. */
  record Ignored() implements Suppression {
    @Override
    public boolean isByUser() {
      return true;
    }

    @Override
    public String describe() {
      return "an ignore file lists it";
    }
  }

  /**
   * An entry of a {@code .weirignore} file covers the secret.
   *
   * @param entry the entry
   */
  record IgnoredSecret(IgnoreEntry entry) implements Suppression {
    @Override
    public boolean isByUser() {
      return true;
    }

    @Override
    public String describe() {
      return entry.reason().isEmpty()
          ? "an entry of .weirignore covers it"
          : "an entry of .weirignore covers it: " + entry.reason();
    }
  }

  /** The baseline contains the finding. */
  record InBaseline() implements Suppression {
    @Override
    public boolean isByUser() {
      return true;
    }

    @Override
    public String describe() {
      return "the baseline contains it";
    }
  }
}
