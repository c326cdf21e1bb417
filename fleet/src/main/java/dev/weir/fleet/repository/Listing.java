package dev.weir.fleet.repository;

import dev.weir.core.text.ForeignText;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects repositories, each once, and what could not be listed. */
final class Listing {
  private final Map<String, ListedRepository> byLongName = new LinkedHashMap<>();
  private final List<Row> failures = new ArrayList<>();

  /** Adds a repository, unless it is there already. */
  void add(ListedRepository repository) {
    byLongName.putIfAbsent(repository.longName(), repository);
  }

  /**
   * Adds what could not be listed.
   *
   * @param name what the user wrote, such as a path or {@code github:acme}
   */
  void fail(String name, String owner, String reason) {
    failures.add(
        new Row(
            Table.NOT_LISTED,
            ForeignText.line(name),
            owner,
            ForeignText.line(name),
            ForeignText.line(reason)));
  }

  /** Returns the rows of repositories. Where two have the same short name, both get long ones. */
  List<Row> rows() {
    Map<String, Integer> uses = new HashMap<>();
    for (ListedRepository one : byLongName.values()) {
      uses.merge(one.name(), 1, Integer::sum);
    }
    Set<String> taken = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    for (ListedRepository one : byLongName.values()) {
      boolean isShort = uses.getOrDefault(one.name(), 0) == 1 && taken.add(one.name());
      String name = isShort ? one.name() : one.longName();
      rows.add(new Row(Table.REPOSITORIES, name, one.owner(), one.address(), one.branch()));
    }
    return rows;
  }

  List<Row> failures() {
    return failures;
  }
}
