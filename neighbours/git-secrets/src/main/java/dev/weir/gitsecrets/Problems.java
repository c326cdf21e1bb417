package dev.weir.gitsecrets;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The reasons why a scan is incomplete. Each is printed once, and a scan with one is never clean.
 */
final class Problems {
  private final Caller caller;
  private final Set<String> reported = new LinkedHashSet<>();

  Problems(Caller caller) {
    this.caller = caller;
  }

  void add(String what) {
    if (reported.add(what)) {
      caller.printError("git secrets: " + what);
    }
  }

  boolean any() {
    return !reported.isEmpty();
  }
}
