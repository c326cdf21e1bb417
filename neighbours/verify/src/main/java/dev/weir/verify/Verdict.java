package dev.weir.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is known of whether a secret is live.
 *
 * @param reason a lower-case clause on the state that holds nothing of the secret
 * @param asked true if a provider was asked, whatever came of it
 * @param evidence what the secret's bytes say by themselves, as {@code name:value}; may be empty
 */
public record Verdict(State state, String reason, boolean asked, List<String> evidence) {
  /** Whether a secret works. */
  public enum State {
    /** Its provider takes it, or it provably belongs to a certificate that is valid now. */
    VERIFIED,
    /** Its provider does not take it, or it cannot work any more. */
    UNVERIFIED,
    /** Nobody could say. */
    UNKNOWN;

    /** Returns the name as reports and flags write it. */
    public String shown() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Verdict {
    evidence = List.copyOf(evidence);
  }

  static Verdict of(State state, String reason) {
    return new Verdict(state, reason, false, List.of());
  }

  static Verdict unknown(String reason) {
    return of(State.UNKNOWN, reason);
  }

  static Verdict asked(State state, String reason) {
    return new Verdict(state, reason, true, List.of());
  }

  Verdict with(List<String> more) {
    return new Verdict(state, reason, asked, more);
  }

  /** Returns the tags that a report shows: the state first, then the evidence. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    tags.add("verification:" + state.shown());
    evidence.forEach(found -> tags.add("evidence:" + found));
    return tags;
  }
}
