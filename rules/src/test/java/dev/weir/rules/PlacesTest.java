package dev.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.toml.ConfigTable;
import dev.weir.core.config.toml.TomlReader;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The default rules find a token by its form, and a key and a password by their names, in each
 * place of {@code bench/surroundings/places.toml}. The bench measures the same with fifty kinds.
 */
class PlacesTest {
  private static final Path PLACES = Path.of("../bench/surroundings/places.toml");
  private static final long SEED = 20261130;

  private final Detector detector =
      new Detector(
          new RuleIndex(DefaultRules.ruleSet()),
          DetectOptions.defaults().withStrictChecks(true).withSearchRejected(true));

  record Place(String id, String file, String text, String named) {}

  @TestFactory
  Stream<DynamicTest> everyPlace() throws Exception {
    ConfigTable all = TomlReader.read(Files.readString(PLACES));
    return ((List<?>) all.get("places").data())
        .stream()
            .map(p -> place((ConfigTable) ((ConfigTable.Value) p).data()))
            .map(p -> DynamicTest.dynamicTest(p.id(), () -> check(p)));
  }

  private static Place place(ConfigTable table) {
    ConfigTable.Value named = table.get("named");
    return new Place(
        (String) table.get("id").data(),
        (String) table.get("file").data(),
        (String) table.get("text").data(),
        named == null ? "" : (String) named.data());
  }

  private void check(Place place) {
    isFound(place, List.of("gitlab", "token"), "glpat-${alnum:20}");
    boolean hasName = !withName(place.text(), List.of("x")).equals(place.text());
    if (hasName || place.named().equals("token")) {
      isFound(place, List.of("billing", "access", "token"), "${hex:40}");
    }
    if (hasName || place.named().equals("password")) {
      isFound(place, List.of("db", "password"), "x7${alnum:18}");
    }
  }

  private void isFound(Place place, List<String> name, String recipe) {
    String value = Recipe.make(recipe, SEED);
    StringBuilder secrets = new StringBuilder();
    Content text = Content.of(withValue(withName(place.text(), name), value));
    detector.detect(
        new Fragment(place.file(), "", text, 1, null),
        finding -> secrets.append(finding.secret().text()).append('\n'));
    assertThat(secrets.toString())
        .as(place.id() + " " + String.join("_", name))
        .containsAnyOf(value, base64(value));
  }

  private static String withName(String text, List<String> words) {
    StringBuilder title = new StringBuilder();
    StringBuilder header = new StringBuilder("X");
    for (String word : words) {
      String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
      title.append(capital);
      header.append('-').append(capital);
    }
    String pascal = title.toString();
    String snake = String.join("_", words);
    return text.replace("@n@", snake)
        .replace("@N@", snake.toUpperCase(Locale.ROOT))
        .replace("@c@", words.get(0) + pascal.substring(words.get(0).length()))
        .replace("@P@", pascal)
        .replace("@k@", String.join("-", words))
        .replace("@d@", String.join(".", words))
        .replace("@H@", header.toString())
        .replace("@w@", String.join(" ", words));
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private static String withValue(String text, String value) {
    return text.replace("@ESC@", "\u001b")
        .replace("@TAB@", "\t")
        .replace("@v:b64@", base64(value))
        .replaceAll("@v(?::\\w+)?@", value);
  }
}
