package dev.weir.cli.verify;

import dev.weir.core.finding.Finding;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The secrets that lie near others in the same file, such as the two halves of a key of AWS. */
final class NearbyFindings {
  /** How many values are kept in all; a file with more of them is a dump, not a configuration. */
  private static final int MOST = 100_000;

  private static final int MOST_NEAR = 12;

  private final Map<Place, List<Value>> bySource = new HashMap<>();
  private final Map<Place, List<Value>> byFile = new HashMap<>();
  private int count;

  /**
   * A file.
   *
   * @param sha the commit, or empty
   */
  private record Place(String path, String sha) {}

  private record Value(int line, Content secret) {}

  /** Keeps the secret of a finding. */
  void add(Finding finding) {
    if (count < MOST) {
      count++;
      Value value = new Value(finding.location().startLine(), finding.secret());
      bySource.computeIfAbsent(place(finding), place -> new ArrayList<>()).add(value);
      List<Value> all = byFile.computeIfAbsent(file(finding), place -> new ArrayList<>());
      if (all.size() < MOST_NEAR) {
        all.add(value);
      }
    }
  }

  /** Sorts what was added; to be called once, before {@link #near}. */
  void sort() {
    bySource.values().forEach(values -> values.sort(Comparator.comparingInt(Value::line)));
  }

  /**
   * Returns secrets in the file of a finding, except its own: first those of the same commit, the
   * nearest first, then some of other commits.
   */
  List<Content> near(Finding finding) {
    List<Content> near = new ArrayList<>();
    List<Value> values = bySource.getOrDefault(place(finding), List.of());
    int line = finding.location().startLine();
    int after = firstAt(values, line);
    int before = after - 1;
    while (near.size() < MOST_NEAR && (before >= 0 || after < values.size())) {
      boolean back =
          after == values.size()
              || (before >= 0 && line - values.get(before).line < values.get(after).line - line);
      add(near, values.get(back ? before-- : after++), finding);
    }
    for (Value value : byFile.getOrDefault(file(finding), List.of())) {
      add(near, value, finding);
    }
    return near;
  }

  private static void add(List<Content> near, Value value, Finding finding) {
    if (!value.secret.equals(finding.secret()) && !near.contains(value.secret)) {
      near.add(value.secret);
    }
  }

  /** Returns the index of the first value in this line or a later one. */
  private static int firstAt(List<Value> values, int line) {
    int from = 0;
    int to = values.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (values.get(middle).line < line) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private static Place place(Finding finding) {
    return new Place(finding.path(), finding.sha());
  }

  private static Place file(Finding finding) {
    return new Place(finding.path(), "");
  }
}
