package dev.weir.ci;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A clone as a list of names: {@code name} for a commit that the clone has, and {@code ref=name}
 * for a reference to it.
 */
final class FakeCheckout implements Checkout {
  private final Set<String> commits = new HashSet<>();
  private final Map<String, String> references = new HashMap<>();
  private final Map<String, List<String>> parents = new LinkedHashMap<>();
  private final Set<String> unrelated = new HashSet<>();
  private boolean shallow;
  private String branch = "main";

  FakeCheckout(String... names) {
    for (String name : names) {
      int equals = name.indexOf('=');
      String commit = name.substring(equals + 1);
      commits.add(commit);
      if (equals >= 0) {
        references.put(name.substring(0, equals), commit);
      }
    }
  }

  FakeCheckout merge(String commit, String first, String second) {
    parents.put(commit, List.of(first, second));
    return this;
  }

  FakeCheckout shallow(String... withoutBase) {
    shallow = true;
    unrelated.addAll(List.of(withoutBase));
    return this;
  }

  FakeCheckout withoutDefaultBranch() {
    branch = "";
    return this;
  }

  @Override
  public boolean isShallow() {
    return shallow;
  }

  @Override
  public @Nullable String commit(String id) {
    return commits.contains(id) ? id : null;
  }

  @Override
  public @Nullable String reference(String name) {
    return references.get(name);
  }

  @Override
  public @Nullable String target(String name) {
    return references.get(name);
  }

  @Override
  public List<String> parents(String commit) {
    return parents.getOrDefault(commit, List.of());
  }

  @Override
  public boolean areRelated(String one, String other) {
    return !unrelated.contains(one) && !unrelated.contains(other);
  }

  @Override
  public List<String> tagsBefore(String commit) {
    String tagged = references.get("refs/tags/before");
    return tagged == null ? List.of() : List.of(tagged);
  }

  @Override
  public String defaultBranch() {
    return branch;
  }
}
