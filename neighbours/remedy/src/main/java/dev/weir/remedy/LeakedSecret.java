package dev.weir.remedy;

import dev.weir.core.rule.RuleMetadata;
import dev.weir.remedy.trace.Sighting;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one leaked secret.
 *
 * @param description the description of the rule
 * @param about the metadata of the rule
 * @param isIdentifier true if the value is only an identifier and may be printed
 * @param url the page on which people revoke it by hand, or empty
 * @param steps the steps to revoke and rotate it
 */
record LeakedSecret(
    LeakedValue value,
    String description,
    RuleMetadata about,
    boolean isIdentifier,
    String url,
    List<Recipe.Step> steps,
    List<Sighting> sightings,
    Exposure exposure) {

  /** Whether a remote may have the secret. */
  enum Exposure {
    /** A remote has it, or had it. */
    PUSHED("pushed", "yes: a remote is known to have it, or to have had it"),
    /** No remote is known to have it. */
    LOCAL("local", "no remote is known to have it; git fetch first, to be sure"),
    /** The repository does not show it. */
    UNKNOWN(
        "unknown",
        "not known: tags and notes leave no trace of a push, and a bare repository may itself be"
            + " the server; treat it as pushed"),
    /** The secret is nowhere in the repository. */
    ABSENT("absent", "it is nowhere in this repository"),
    /** The secret was not searched for. */
    NOT_LOOKED_FOR("not-looked-for", "not known: it was not searched for");

    final String id;
    final String shown;

    Exposure(String id, String shown) {
      this.id = id;
      this.shown = shown;
    }
  }

  int number() {
    return value.number();
  }

  boolean inNewest() {
    return sightings.stream().anyMatch(Sighting::inNewest);
  }

  boolean inIndex() {
    return sightings.stream().anyMatch(Sighting::inIndex);
  }

  boolean isUnreachable() {
    return !sightings.isEmpty() && sightings.stream().allMatch(Sighting::isUnreachable);
  }

  Sighting.@Nullable Seen first() {
    return commits(Sighting::first).min(Comparator.naturalOrder()).orElse(null);
  }

  Sighting.@Nullable Seen last() {
    return commits(Sighting::last).max(Comparator.naturalOrder()).orElse(null);
  }

  private Stream<Sighting.Seen> commits(Function<Sighting, Sighting.@Nullable Seen> which) {
    return sightings.stream()
        .filter(sighting -> sighting.kind() != Sighting.Kind.NOTE)
        .map(which)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }

  Set<String> files() {
    TreeSet<String> files = new TreeSet<>();
    sightings.stream()
        .filter(s -> s.kind() == Sighting.Kind.FILE)
        .forEach(sighting -> files.addAll(sighting.paths()));
    return files;
  }

  Set<String> refs() {
    return all(Sighting::refs);
  }

  Set<String> logs() {
    return all(Sighting::logs);
  }

  private Set<String> all(Function<Sighting, ? extends Collection<String>> which) {
    TreeSet<String> all = new TreeSet<>();
    sightings.forEach(sighting -> all.addAll(which.apply(sighting)));
    return all;
  }

  /** Returns only the number, not the value. */
  @Override
  public String toString() {
    return value.toString();
  }
}
