package dev.weir.core.check.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The opinion of a check about a value.
 *
 * @param outcome whether the value may be a secret
 * @param reason why it is none: a lower-case clause that contains nothing of the value, such as
 *     {@code "its checksum is wrong"}; empty if it may be one
 * @param score the natural logarithm of the odds that the value is a secret, or NaN if the check
 *     only accepts or dismisses
 * @param parts the parts of the score; those that count for nearly nothing are left out
 */
public record Judgement(Outcome outcome, String reason, double score, List<Part> parts) {
  /** The decision of a check. */
  public enum Outcome {
    ACCEPTED,
    /** The value names something and opens nothing, such as the id of a client or a project. */
    IDENTIFIER,
    DISMISSED
  }

  /**
   * A part of a score.
   *
   * @param what its name: a lower-case phrase that contains nothing of the value
   * @param weight how much it adds to the score; below zero if it speaks against a secret
   */
  public record Part(String what, double weight) {}

  /** The judgement of a check without a score. */
  public static final Judgement ACCEPTED =
      new Judgement(Outcome.ACCEPTED, "", Double.NaN, List.of());

  /** Returns the judgement that the value is no secret, for this reason. */
  public static Judgement dismissed(String reason) {
    return new Judgement(Outcome.DISMISSED, reason, Double.NaN, List.of());
  }

  /** Returns the judgement that the value is public and only names something. */
  public static Judgement identifier(String reason) {
    return ACCEPTED.asIdentifier(reason);
  }

  /** Returns the same judgement of a value that only names something. */
  public Judgement asIdentifier(String why) {
    return new Judgement(Outcome.IDENTIFIER, why, score, parts);
  }

  /** Returns the judgement for a reason to dismiss the value, or for none. */
  public static Judgement ofDismissal(@Nullable String reason) {
    return reason == null ? ACCEPTED : dismissed(reason);
  }

  /** Returns true if the value may be a secret. */
  public boolean isAccepted() {
    return outcome == Outcome.ACCEPTED;
  }

  /** Returns true if the judgement has a score. */
  public boolean isScored() {
    return !Double.isNaN(score);
  }

  /** Returns how likely the value is a secret, from 0 to 1, or NaN without a score. */
  public double probability() {
    return 1 / (1 + Math.exp(-score));
  }

  /** Returns why the value is dismissed, or null if it may be a secret. */
  public @Nullable String dismissal() {
    return isAccepted() ? null : reason;
  }
}
