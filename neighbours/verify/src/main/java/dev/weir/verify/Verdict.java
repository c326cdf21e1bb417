package dev.weir.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of checking whether a secret is live.
 *
 * @param reason a lower-case clause that explains the state and contains nothing of the secret
 * @param asked true if a provider was asked, regardless of the result
 * @param evidence facts from the secret's bytes, as {@code name:value}; may be empty
 */
public record Verdict(State state, String reason, boolean asked, List<String> evidence) {
  /** Whether a secret works. */
  public enum State {
    /**
     * The provider accepts the secret, or the secret is the key of a certificate that is valid now.
     */
    VERIFIED,
    /** The provider rejects the secret, or the secret is invalid or has expired. */
    UNVERIFIED,
    /** The state could not be found out. */
    UNKNOWN;

    /** Returns the name that reports and flags use. */
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
