package dev.weir.core.scan;

import dev.weir.core.finding.Finding;
import dev.weir.core.text.Content;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The lines of a text at which more than one secret was found. A line of an ignore file that names
 * another rule does not tell which of them it means.
 */
final class LineSecrets {
  private final Map<Integer, Content> first = new HashMap<>();
  private final Set<Integer> several = new HashSet<>();

  void add(Finding finding) {
    int line = finding.location().startLine();
    Content before = first.putIfAbsent(line, finding.secret());
    if (before != null && !before.equals(finding.secret())) {
      several.add(line);
    }
  }

  /** Returns true if only one secret was found at the line where the finding starts. */
  boolean isOnly(Finding finding) {
    return !several.contains(finding.location().startLine());
  }
}
