package dev.weir.sops;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A {@code .sops.yaml}: which files are to be encrypted, what of them, and for whom. */
final class SopsConfig {
  static final String NAME = ".sops.yaml";

  private final String path;
  private final List<CreationRule> rules;

  private SopsConfig(String path, List<CreationRule> rules) {
    this.path = path;
    this.rules = rules;
  }

  /**
   * Reads a configuration.
   *
   * @param path where it lies, for messages
   * @throws SopsException if sops could not use it
   */
  static SopsConfig read(String path, String text) {
    Object top;
    try {
      top =
          new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
              .loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw new SopsException(path + line + ": it cannot be read as YAML; mend it, sops needs it");
    } catch (YamlEngineException e) {
      throw new SopsException(path + ": it cannot be read as YAML; mend it, sops needs it");
    }
    Object list = top instanceof Map<?, ?> map ? map.get("creation_rules") : null;
    List<CreationRule> rules = new ArrayList<>();
    if (list instanceof List<?> entries) {
      for (Object entry : entries) {
        rules.add(rule(path, rules.size() + 1, entry));
      }
    } else if (top != null && !(top instanceof Map)) {
      throw new SopsException(path + ": a mapping with the key creation_rules is needed");
    } else if (list != null) {
      throw new SopsException(path + ": creation_rules is to be a list");
    }
    return new SopsConfig(path, rules);
  }

  private static CreationRule rule(String path, int number, @Nullable Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new SopsException(path + ": creation rule " + number + " is to be a mapping");
    }
    Map<String, String> settings = new HashMap<>();
    map.forEach((key, value) -> settings.put(String.valueOf(key), text(value)));
    String pattern = settings.getOrDefault("path_regex", "");
    try {
      return new CreationRule(
          number,
          pattern.isEmpty() ? null : Regex.of(pattern),
          EncryptionScope.of(settings),
          Recipients.of(map));
    } catch (RegexSyntaxException e) {
      throw new SopsException(
          path + ": creation rule " + number + ": a pattern cannot be read: " + e.reason());
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  String path() {
    return path;
  }

  int size() {
    return rules.size();
  }

  /**
   * Returns the first rule for a file, as sops does, or null.
   *
   * @param relative the file's path from the folder of the configuration
   */
  @Nullable CreationRule ruleFor(String relative) {
    for (CreationRule rule : rules) {
      if (rule.matches(relative)) {
        return rule;
      }
    }
    return null;
  }
}
