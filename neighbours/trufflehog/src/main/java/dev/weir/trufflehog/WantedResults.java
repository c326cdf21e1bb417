package dev.weir.trufflehog;

import dev.weir.verify.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which results are shown, and whether providers are asked. Other than truffleHog, weir sends
 * secrets nowhere unless the line asks for it: by {@code --verify}, or by wanting only what asking
 * tells.
 */
public final class WantedResults {
  private static final Set<String> ALL =
      Set.of("verified", "unknown", "unverified", "filtered_unverified");

  private final Set<String> shown;
  private final boolean asks;

  private WantedResults(Set<String> shown, boolean asks) {
    this.shown = shown;
    this.asks = asks;
  }

  /**
   * Reads the flags.
   *
   * @throws TrufflehogException if they contradict each other, so that nothing could ever be shown
   */
  public static WantedResults of(TrufflehogLine line) throws TrufflehogException {
    Set<String> shown = new TreeSet<>();
    String given =
        line.isOn(TrufflehogFlag.ONLY_VERIFIED) ? "verified" : line.text(TrufflehogFlag.RESULTS);
    for (String name : given.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (!given.isEmpty() && !ALL.contains(name)) {
        throw new TrufflehogException(
            "invalid value '"
                + name
                + "' of --results, valid values are"
                + " verified,unknown,unverified,filtered_unverified");
      }
      if (!given.isEmpty()) {
        shown.add(name);
      }
    }
    if (given.isEmpty()) {
      shown.addAll(List.of("verified", "unknown", "unverified"));
    }
    boolean needs = !shown.contains("unverified") && !shown.contains("filtered_unverified");
    if (needs && line.isOn(TrufflehogFlag.NO_VERIFICATION)) {
      throw new TrufflehogException(
          "--no-verification leaves every result unverified, and those are not wanted: nothing could"
              + " ever be found; leave one of the flags out");
    }
    return new WantedResults(
        Set.copyOf(shown),
        !line.isOn(TrufflehogFlag.NO_VERIFICATION) && (needs || line.isOn(TrufflehogFlag.VERIFY)));
  }

  /** Returns true if providers are to be asked. */
  public boolean asks() {
    return asks;
  }

  /** Returns what truffleHog calls a verdict: unknown is only what was asked for and failed. */
  public static String name(Verdict verdict) {
    boolean failed = verdict.state() == Verdict.State.UNKNOWN && verdict.asked();
    return verdict.state() == Verdict.State.VERIFIED
        ? "verified"
        : failed ? "unknown" : "unverified";
  }

  /** Returns true if results of such a verdict are shown. */
  public boolean shows(Verdict verdict) {
    return shown.contains(name(verdict));
  }
}
