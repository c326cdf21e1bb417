package dev.weir.remedy;

import dev.weir.core.text.ShellWord;
import dev.weir.remedy.trace.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Completes a secret with the steps of its recipe, and fills in their commands. */
final class Advice {
  private static final Set<String> HALVES_OF_AWS_KEYS =
      Set.of("aws-secret-access-key", "aws-session-token", "aws-ses-smtp-password");
  private static final Pattern SECRET_OF_AWS = Pattern.compile("[A-Za-z0-9/+]{40}");
  // A secret key stands next to its id: in the next lines of a file, or in the same match.
  private static final int NEAR = 10;
  private static final String SECRETS_MANAGER = "aws-secretsmanager";

  private final Recipes recipes;
  private final Incident.Settings settings;
  private final List<LeakedValue> all;

  Advice(Recipes recipes, Incident.Settings settings, List<LeakedValue> all) {
    this.recipes = recipes;
    this.settings = settings;
    this.all = all;
  }

  /**
   * Returns the secret with its steps.
   *
   * @param ruleId the rule that describes it, or empty
   */
  LeakedSecret complete(LeakedSecret secret, String ruleId) {
    LeakedValue value = secret.value();
    Recipe recipe = recipes.of(ruleId, value.value().text());
    boolean known = !recipe.rules().contains("*");
    List<Recipe.Step> steps = new ArrayList<>();
    Set<StoredSecret> stores = new LinkedHashSet<>();
    value.leaks().forEach(leak -> stores.addAll(settings.stores().apply(leak)));
    boolean isHalf = HALVES_OF_AWS_KEYS.contains(ruleId);
    boolean mayBeHalf = SECRET_OF_AWS.matcher(value.value().text()).matches();
    LeakedValue other =
        isHalf || mayBeHalf ? nearestKeyId(value, isHalf ? Integer.MAX_VALUE : NEAR) : null;
    if (other != null) {
      steps.add(
          text(
              "It belongs to the access key id listed as secret "
                  + other.number()
                  + "; the steps there make this secret useless too."));
    } else if (known || stores.isEmpty()) {
      addSteps(recipe, known, secret, steps);
    }
    stores.forEach(store -> addStored(store, secret, steps));
    boolean isAws =
        secret.about().provider().equals("AWS")
            || ruleId.startsWith("aws-")
            || recipe.isIdentifier();
    if (!settings.secretId().isEmpty() && value.equals(keptInAws())) {
      addStored(new StoredSecret(SECRETS_MANAGER, settings.secretId(), "", "", ""), secret, steps);
    } else if (isAws && other == null && settings.secretId().isEmpty()) {
      steps.add(
          text(
              "If it is stored in AWS Secrets Manager, "
                  + settings.askForName()
                  + " to get the commands for that."));
    }
    return new LeakedSecret(
        value,
        secret.description(),
        secret.about(),
        recipe.isIdentifier() && !value.value().isEmpty(),
        recipe.url().isEmpty() ? secret.about().docs() : recipe.url(),
        List.copyOf(steps),
        secret.sightings(),
        secret.exposure());
  }

  private void addSteps(
      Recipe recipe, boolean known, LeakedSecret secret, List<Recipe.Step> steps) {
    if (!known && !secret.about().revoke().isEmpty()) {
      steps.add(text(secret.about().revoke()));
    } else {
      recipe.steps().forEach(step -> steps.add(filled(step, secret)));
    }
  }

  /** Adds the steps for a value that a store holds or held. */
  private void addStored(StoredSecret store, LeakedSecret secret, List<Recipe.Step> steps) {
    if (!store.version().isEmpty()) {
      steps.add(
          text(
              "It is version "
                  + store.version()
                  + " of "
                  + store.shown()
                  + ", which has a newer value. Check that nothing accepts this one any more; if so,"
                  + " nothing is left to rotate."));
      return;
    }
    if (!store.shown().isEmpty()) {
      steps.add(
          text(
              "It is the value of "
                  + store.shown()
                  + " today. Change it where it is checked, then store the new one."));
    }
    boolean isPlain = store.field().matches("[-._A-Za-z0-9]*");
    for (Recipe.Step step : recipes.ofStore(store.scheme())) {
      String command = step.command();
      boolean fits = isPlain || !command.contains("{key}");
      steps.add(
          filled(
              step.withCommand(
                  !fits
                      ? ""
                      : command
                          .replace("{secret-id}", ShellWord.of(store.name()))
                          .replace("{field}", ShellWord.of(store.field()))
                          .replace("{key}", store.field())),
              secret));
    }
  }

  /**
   * Returns the secret that is stored in Secrets Manager under the given name: the first one that
   * is not just a key id.
   */
  private LeakedValue keptInAws() {
    return all.stream().filter(value -> !isIdentifier(value)).findFirst().orElse(all.get(0));
  }

  private boolean isIdentifier(LeakedValue value) {
    return recipes.of("", value.value().text()).isIdentifier();
  }

  private static Recipe.Step text(String text) {
    return new Recipe.Step("rotate", text, "", true);
  }

  private Recipe.Step filled(Recipe.Step step, LeakedSecret secret) {
    String command = step.command();
    if (command.isEmpty()) {
      return step;
    }
    String file = settings.folder().resolve(Incident.valueFile(secret.number())).toString();
    return step.withCommand(
        command
            .replace("{since}", since(secret))
            .replace("{file}", ShellWord.ofFile(file))
            .replace("{id}", ShellWord.of(secret.value().value().text())));
  }

  private String since(LeakedSecret secret) {
    Sighting.Seen first = secret.first();
    String date = first == null ? "" : first.commit().date();
    for (ReportedLeak leak : secret.value().leaks()) {
      boolean older = !leak.date().isEmpty() && !leak.date().startsWith("0001");
      if (older && (date.isEmpty() || leak.date().compareTo(date) < 0)) {
        date = leak.date();
      }
    }
    String day = settings.made().toString();
    return ShellWord.of(date.isEmpty() ? day.substring(0, "2000-01-01".length()) : date);
  }

  /** Returns the access key id that was found nearest to a secret key in its file, or null. */
  private @Nullable LeakedValue nearestKeyId(LeakedValue secret, int farthest) {
    ReportedLeak place = secret.leaks().get(0);
    return all.stream()
        .filter(other -> isIdentifier(other))
        .filter(other -> distance(other, place) < farthest)
        .min(Comparator.comparingInt(other -> distance(other, place)))
        .orElse(null);
  }

  private static int distance(LeakedValue other, ReportedLeak place) {
    return other.leaks().stream()
        .filter(leak -> leak.path().equals(place.path()) && leak.sha().equals(place.sha()))
        .mapToInt(leak -> Math.abs(leak.startLine() - place.startLine()))
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
