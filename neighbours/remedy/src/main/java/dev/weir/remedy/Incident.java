package dev.weir.remedy;

import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.git.GitRepository;
import dev.weir.git.Provenance;
import dev.weir.git.RemoteFacts;
import dev.weir.remedy.trace.SecretTraces;
import dev.weir.remedy.trace.Sighting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A leak, as one report tells of it and one repository shows it.
 *
 * @param repository where the repository lies
 * @param isBare true if it has no work tree
 * @param folder where the files with plain text are, or will be
 * @param needles what was looked for
 * @param notRead what could not be read or was not looked for
 */
public record Incident(
    Path repository,
    boolean isBare,
    Provenance provenance,
    RemoteFacts remote,
    Path folder,
    Instant made,
    List<LeakedSecret> secrets,
    SecretNeedles needles,
    List<String> notRead,
    List<String> besides,
    List<String> kept,
    Set<String> rootCommits) {

  /** The file with the value of a secret, and nothing else. */
  static String valueFile(int number) {
    return "secret-" + number;
  }

  /** What the report alone does not say. */
  public record Settings(
      Path folder, Instant made, String secretId, Function<String, @Nullable Rule> rules) {}

  /**
   * Looks for the secrets in the repository and puts together what is known of them.
   *
   * @param where the repository's place
   */
  public static Incident of(
      List<LeakedValue> values, GitRepository repository, Path where, Settings settings) {
    SecretNeedles needles = SecretNeedles.of(values);
    SecretTraces traces = SecretTraces.of(repository, needles);
    RemoteFacts remote = RemoteFacts.of(repository);
    boolean bare = repository.isBare();
    Recipes recipes = Recipes.read();
    List<String> notRead = new ArrayList<>(traces.notRead());
    List<LeakedSecret> secrets = new ArrayList<>();
    for (LeakedValue value : values) {
      List<Sighting> sightings =
          traces.sightings().stream().filter(s -> s.secret() == value.number()).toList();
      if (!value.isUsable()) {
        notRead.add(notLookedFor(value));
      }
      Rule rule = settings.rules().apply(value.ruleId());
      LeakedSecret secret =
          new LeakedSecret(
              value,
              rule == null ? value.leaks().get(0).description() : rule.description(),
              rule == null ? RuleMetadata.NONE : rule.metadata(),
              false,
              "",
              List.of(),
              sightings,
              exposure(value, sightings, remote, bare));
      secrets.add(new Advice(recipes, settings, values).complete(secret));
    }
    return new Incident(
        where,
        bare,
        Provenance.of(repository),
        remote,
        settings.folder(),
        settings.made(),
        List.copyOf(secrets),
        needles,
        masked(notRead, needles),
        masked(traces.besides(), needles),
        recipes.kept(remote.host()),
        traces.roots());
  }

  // Names of files and references may hold a secret.
  private static List<String> masked(List<String> texts, SecretNeedles needles) {
    return texts.stream().map(text -> needles.masked(text, Set.of())).toList();
  }

  private static String notLookedFor(LeakedValue value) {
    String where = value + " (" + value.leaks().get(0) + ")";
    return value.value().isEmpty()
        ? where
            + ": the report does not say what it is, and it could not be found again; give a"
            + " report without --redact"
        : where
            + ": it is shorter than "
            + LeakedValue.SHORTEST
            + " bytes, so it stands in many places that are none; look for it by hand";
  }

  private static LeakedSecret.Exposure exposure(
      LeakedValue value, List<Sighting> sightings, RemoteFacts remote, boolean bare) {
    if (!value.isUsable()) {
      return LeakedSecret.Exposure.NOT_LOOKED_FOR;
    }
    if (sightings.isEmpty()) {
      return LeakedSecret.Exposure.ABSENT;
    }
    if (sightings.stream().anyMatch(Sighting::pushed)) {
      return LeakedSecret.Exposure.PUSHED;
    }
    boolean tagged =
        sightings.stream()
            .flatMap(sighting -> sighting.refs().stream())
            .anyMatch(ref -> !ref.startsWith("refs/heads/") && !ref.equals("refs/stash"));
    boolean unknown = remote.names().isEmpty() ? bare : tagged;
    return unknown ? LeakedSecret.Exposure.UNKNOWN : LeakedSecret.Exposure.LOCAL;
  }

  /** Returns the numbers of those that may be shown. */
  Set<Integer> identifiers() {
    return secrets.stream()
        .filter(LeakedSecret::isIdentifier)
        .map(LeakedSecret::number)
        .collect(Collectors.toSet());
  }

  /** Returns true if something is in the history, so that it has to be rewritten. */
  boolean isInHistory() {
    return secrets.stream()
        .flatMap(secret -> secret.sightings().stream())
        .anyMatch(sighting -> !sighting.object().isEmpty());
  }

  /** Returns true if no remote has any of it. */
  boolean isLocal() {
    return secrets.stream()
        .noneMatch(
            secret ->
                secret.exposure() == LeakedSecret.Exposure.PUSHED
                    || secret.exposure() == LeakedSecret.Exposure.UNKNOWN);
  }

  /** Returns blobs that git-filter-repo would not look into. */
  List<String> binaries() {
    return secrets.stream()
        .flatMap(secret -> secret.sightings().stream())
        .filter(sighting -> sighting.binary() || isOnlyWide(sighting))
        .map(Sighting::object)
        .distinct()
        .sorted()
        .toList();
  }

  private boolean isOnlyWide(Sighting sighting) {
    boolean blob = sighting.kind() == Sighting.Kind.FILE || sighting.kind() == Sighting.Kind.NOTE;
    return blob && sighting.forms().stream().anyMatch(form -> !needles.isInTextFiles(form));
  }

  /** Returns all sightings of a kind. */
  List<Sighting> sightings(Sighting.Kind kind) {
    return secrets.stream()
        .flatMap(secret -> secret.sightings().stream())
        .filter(sighting -> sighting.kind() == kind)
        .toList();
  }

  /** Returns the oldest commit with any of it, or null. */
  Sighting.@Nullable Seen first() {
    return secrets.stream()
        .map(LeakedSecret::first)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Nothing of the secrets. */
  @Override
  public String toString() {
    return secrets.size() + " secrets in " + repository;
  }
}
