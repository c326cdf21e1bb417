package dev.weir.sops;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.NotUtf8Exception;
import dev.weir.core.text.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a {@code .sops.yaml}: which files must be encrypted, which values, and for whom. */
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
   * @param path the path of the file, for messages
   * @throws SopsException if sops could not use the configuration
   */
  static SopsConfig read(String path, byte[] bytes) {
    Object top;
    try {
      String text = Utf8.decodeStrictly(bytes);
      top =
          new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
              .loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw new SopsException(path + line + ": not valid YAML; fix it, sops needs it");
    } catch (NotUtf8Exception e) {
      throw new SopsException(path + ":" + e.line() + ": " + e.reason() + "; sops needs UTF-8");
    } catch (YamlEngineException e) {
      throw new SopsException(path + ": not valid YAML; fix it, sops needs it");
    } catch (StackOverflowError e) {
      // The parser has no limit of its own.
      throw new SopsException(path + ": it is nested too deeply");
    }
    Object list = top instanceof Map<?, ?> map ? map.get("creation_rules") : null;
    List<CreationRule> rules = new ArrayList<>();
    if (list instanceof List<?> entries) {
      for (Object entry : entries) {
        rules.add(rule(path, rules.size() + 1, entry));
      }
    } else if (top != null && !(top instanceof Map)) {
      throw new SopsException(path + ": must be a mapping with the key creation_rules");
    } else if (list != null) {
      throw new SopsException(path + ": creation_rules must be a list");
    }
    return new SopsConfig(path, rules);
  }

  private static CreationRule rule(String path, int number, @Nullable Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new SopsException(path + ": creation rule " + number + " must be a mapping");
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
          path + ": creation rule " + number + ": a pattern is not valid: " + e.reason());
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
   * Returns the first rule that matches a file, as sops does, or null.
   *
   * @param relative the file's path relative to the folder of the configuration
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
