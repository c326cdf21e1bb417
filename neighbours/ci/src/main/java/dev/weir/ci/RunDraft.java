package dev.weir.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A run that is still being read. */
final class RunDraft {
  private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private final CiSystem system;
  CiEvent event = CiEvent.MANUAL;
  String branch = "";
  String defaultBranch = "";
  String target = "";
  String before = "";
  String head = "";
  String tagged = "";
  private final List<String> bases = new ArrayList<>();

  RunDraft(CiSystem system) {
    this.system = system;
  }

  void addBase(String commit) {
    if (!commit.isEmpty() && !isZero(commit)) {
      bases.add(commit);
    }
  }

  CiRun run() {
    return new CiRun(
        system,
        event,
        branch,
        defaultBranch,
        target,
        isZero(before) || !FULL.matcher(before).matches() ? "" : before,
        head.equals("HEAD") ? "" : head,
        tagged,
        bases);
  }

  /** Systems write zeros for the commit before the first one of a branch. */
  private static boolean isZero(String id) {
    return id.chars().allMatch(digit -> digit == '0');
  }
}
