package dev.weir.trufflehog;

import dev.weir.verify.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which results are shown, and whether providers are asked. Unlike truffleHog, weir only
 * sends secrets to providers if the command line asks for it: with {@code --verify}, or with a
 * choice of results that needs it.
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
          "--no-verification leaves every result unverified, and you excluded those, so nothing"
              + " could ever be found; remove one of the flags");
    }
    return new WantedResults(
        Set.copyOf(shown),
        !line.isOn(TrufflehogFlag.NO_VERIFICATION) && (needs || line.isOn(TrufflehogFlag.VERIFY)));
  }

  /** Returns true if providers are asked. */
  public boolean asks() {
    return asks;
  }

  /**
   * Returns truffleHog's name for a verdict; only a provider that was asked and failed is unknown.
   */
  public static String name(Verdict verdict) {
    boolean failed = verdict.state() == Verdict.State.UNKNOWN && verdict.asked();
    return verdict.state() == Verdict.State.VERIFIED
        ? "verified"
        : failed ? "unknown" : "unverified";
  }

  /** Returns true if results with this verdict are shown. */
  public boolean shows(Verdict verdict) {
    return shown.contains(name(verdict));
  }
}
