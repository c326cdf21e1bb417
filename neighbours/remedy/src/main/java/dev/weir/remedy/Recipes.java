package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.config.toml.ConfigTable;
import dev.weir.core.config.toml.TomlReader;
import dev.weir.core.config.toml.TomlSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recipes that come with the program, from {@code recipes.toml}. */
final class Recipes {
  private final List<Recipe> recipes = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();

  private record Host(String match, List<String> steps) {}

  private Recipes(ConfigTable table) {
    for (ConfigTable recipe : tables(table, "recipe")) {
      List<Recipe.Step> steps = new ArrayList<>();
      for (ConfigTable step : tables(recipe, "step")) {
        steps.add(
            new Recipe.Step(
                text(step, "phase"), text(step, "text"), text(step, "command"), is(step, "reads")));
      }
      recipes.add(
          new Recipe(
              texts(recipe, "rules"),
              text(recipe, "store"),
              shape(text(recipe, "shape")),
              is(recipe, "identifier"),
              text(recipe, "url"),
              List.copyOf(steps)));
    }
    for (ConfigTable host : tables(table, "host")) {
      hosts.add(new Host(text(host, "match"), texts(host, "steps")));
    }
  }

  /** Returns the recipes, which are read once. */
  static Recipes read() {
    return Loaded.RECIPES;
  }

  /** Reads the recipes when they are first needed. */
  private static final class Loaded {
    static final Recipes RECIPES = load();
  }

  private static Recipes load() {
    try (InputStream in = Recipes.class.getResourceAsStream("recipes.toml")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its recipes.toml");
      }
      return new Recipes(TomlReader.read(new String(in.readAllBytes(), UTF_8)));
    } catch (IOException | TomlSyntaxException e) {
      throw new IllegalStateException("the program's recipes.toml is damaged", e);
    }
  }

  /** Returns true if the text as a whole has the shape of a credential of a known provider. */
  boolean isToken(String text) {
    return shapes().anyMatch(shape -> shape.matcher(text).matches());
  }

  /** Returns the parts of a text that have the shape of a credential of a known provider. */
  List<String> tokensIn(String text) {
    List<String> tokens = new ArrayList<>();
    shapes()
        .forEach(
            shape -> {
              Matcher matcher = shape.matcher(text);
              while (matcher.find()) {
                if (matcher.start() == 0
                    || !Character.isLetterOrDigit(text.charAt(matcher.start() - 1))) {
                  tokens.add(matcher.group());
                }
              }
            });
    return tokens;
  }

  private Stream<Pattern> shapes() {
    return recipes.stream()
        .map(Recipe::shape)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }

  /**
   * Returns the recipe for a value; the last recipe is for everything.
   *
   * @param ruleId the rule that found it, or empty if the rule is not known
   */
  Recipe of(String ruleId, String value) {
    return recipes.stream()
        .filter(recipe -> recipe.isFor(ruleId, value))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("recipes.toml has no recipe for all rules"));
  }

  /** Returns the steps for a secret in a store of this kind; none if the store is not known. */
  List<Recipe.Step> ofStore(String scheme) {
    return recipes.stream()
        .filter(recipe -> !scheme.isEmpty() && recipe.store().equals(scheme))
        .findFirst()
        .map(Recipe::steps)
        .orElse(List.of());
  }

  /** Returns what a server with this host name keeps after a push. */
  List<String> kept(String host) {
    return hosts.stream()
        .filter(known -> host.endsWith(known.match()))
        .findFirst()
        .map(Host::steps)
        .orElse(List.of());
  }

  private static @Nullable Pattern shape(String pattern) {
    return pattern.isEmpty() ? null : Pattern.compile(pattern);
  }

  private static List<ConfigTable> tables(ConfigTable table, String key) {
    return values(table, key).stream().map(value -> (ConfigTable) value.data()).toList();
  }

  private static List<String> texts(ConfigTable table, String key) {
    return values(table, key).stream().map(value -> (String) value.data()).toList();
  }

  @SuppressWarnings("unchecked") // a list of the reader holds values
  private static List<ConfigTable.Value> values(ConfigTable table, String key) {
    ConfigTable.Value value = table.get(key);
    return value == null ? List.of() : (List<ConfigTable.Value>) value.data();
  }

  private static String text(ConfigTable table, String key) {
    ConfigTable.Value value = table.get(key);
    return value == null ? "" : (String) value.data();
  }

  private static boolean is(ConfigTable table, String key) {
    ConfigTable.Value value = table.get(key);
    return value != null && (Boolean) value.data();
  }
}
