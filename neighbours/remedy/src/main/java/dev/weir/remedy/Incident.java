package dev.weir.remedy;

import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.text.Content;
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
 * A leak: the secrets of a report, and where they are in a repository.
 *
 * @param repository the path of the repository
 * @param isBare true if the repository has no work tree
 * @param folder the folder for the files with plain text
 * @param needles the texts that were searched for
 * @param notRead what could not be read or was not searched for
 * @param encoded texts in the repository that can be decoded to a secret
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
    Set<String> rootCommits,
    Set<Content> encoded) {

  /** Returns the name of the file that contains only the value of a secret. */
  static String valueFile(int number) {
    return "secret-" + number;
  }

  /**
   * Settings that are not in the report.
   *
   * @param secretId the name of the secret in AWS Secrets Manager, or empty
   * @param askForName how the user can give that name: a clause such as "run this again with it"
   * @param rules returns the rule of an id, or null
   * @param stores returns where stores hold the value of a finding
   */
  public record Settings(
      Path folder,
      Instant made,
      String secretId,
      String askForName,
      Function<String, @Nullable Rule> rules,
      Function<ReportedLeak, List<StoredSecret>> stores) {}

  /**
   * Searches the repository for the secrets and collects what is known about them.
   *
   * @param where the path of the repository
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
      Rule rule = rule(value, settings);
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
      String ruleId = rule == null ? "" : rule.id();
      secrets.add(new Advice(recipes, settings, values).complete(secret, ruleId));
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
        traces.roots(),
        traces.encoded());
  }

  /** Returns the rule that describes a value, or null: an id alone proves nothing. */
  private static @Nullable Rule rule(LeakedValue value, Settings settings) {
    for (ReportedLeak leak : value.leaks()) {
      Rule rule = settings.rules().apply(leak.ruleId());
      if (rule != null && leak.isOf(rule, value.value())) {
        return rule;
      }
    }
    return null;
  }

  // Names of files and references may contain a secret.
  private static List<String> masked(List<String> texts, SecretNeedles needles) {
    return texts.stream().map(text -> needles.masked(text, Set.of())).toList();
  }

  private static String notLookedFor(LeakedValue value) {
    String where = value + " (" + value.leaks().get(0) + ")";
    return value.value().isEmpty()
        ? where + ": its value is neither in the report nor where the report says that it was"
        : where
            + ": it is shorter than "
            + LeakedValue.SHORTEST
            + " bytes and would match many unrelated texts; search for it by hand";
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

  /** Returns the numbers of the secrets that are only identifiers and may be printed. */
  Set<Integer> identifiers() {
    return secrets.stream()
        .filter(LeakedSecret::isIdentifier)
        .map(LeakedSecret::number)
        .collect(Collectors.toSet());
  }

  /** Returns true if a secret is in an object, so that the history must be rewritten. */
  boolean isInHistory() {
    return secrets.stream()
        .flatMap(secret -> secret.sightings().stream())
        .anyMatch(sighting -> !sighting.object().isEmpty());
  }

  /** Returns how many secrets were not searched for. */
  int notSearched() {
    return (int) secrets.stream().filter(secret -> !secret.value().isUsable()).count();
  }

  /** Returns true if no remote has any of the secrets. */
  boolean isLocal() {
    return secrets.stream()
        .noneMatch(
            secret ->
                secret.exposure() == LeakedSecret.Exposure.PUSHED
                    || secret.exposure() == LeakedSecret.Exposure.UNKNOWN);
  }

  /** Returns the blobs that git-filter-repo cannot edit. */
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

  /** Returns the oldest commit that contains one of the secrets, or null. */
  Sighting.@Nullable Seen first() {
    return secrets.stream()
        .map(LeakedSecret::first)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Leaves out the secrets. */
  @Override
  public String toString() {
    return secrets.size() + " secrets in " + repository;
  }
}
