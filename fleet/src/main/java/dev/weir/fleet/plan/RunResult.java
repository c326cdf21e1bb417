package dev.weir.fleet.plan;

import dev.weir.fleet.table.Row;
import java.util.List;
import java.util.Map;

/**
 * The counts and problems of a run.
 *
 * @param counts numbers by name: {@code repositories}, {@code read}, {@code unchanged}, {@code
 *     incomplete}, {@code failed}, {@code new}, {@code known}, {@code vanished}, {@code left_out}
 *     (repositories with findings that the run was not asked to read), {@code open} (findings of
 *     this run's repositories that have not vanished), {@code blobs}, {@code bytes}, {@code
 *     matched_blobs} and {@code matched_bytes}
 * @param problems the first rows of COVERAGE whose repositories were not read completely
 */
public record RunResult(Map<String, Long> counts, List<Row> problems) {
  public RunResult {
    counts = Map.copyOf(counts);
    problems = List.copyOf(problems);
  }

  /** Returns a number by its name, 0 if there is none. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Returns true if every repository was read completely. */
  public boolean isComplete() {
    return count("incomplete") + count("failed") == 0;
  }
}
