package dev.weir.gitsecrets;

import java.util.LinkedHashSet;
import java.util.Set;

/** Why a scan is not whole. Each is said once, and a scan that has one is never clean. */
final class Problems {
  private final Caller caller;
  private final Set<String> said = new LinkedHashSet<>();

  Problems(Caller caller) {
    this.caller = caller;
  }

  void add(String what) {
    if (said.add(what)) {
      caller.say("git secrets: " + what);
    }
  }

  boolean any() {
    return !said.isEmpty();
  }
}
