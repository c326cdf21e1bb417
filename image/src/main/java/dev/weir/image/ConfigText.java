package dev.weir.image;

import dev.weir.core.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The texts of an image's configuration, one value a line, under the names by which people know
 * them. Nothing is left out but digests.
 *
 * <p>OCI: config.md. docker writes some members of its own beside these.
 */
final class ConfigText {
  private static final String ENVIRONMENT = "environment";
  private static final String LABELS = "labels";
  private static final String COMMAND = "command";
  private static final String HISTORY = "history";
  private static final String OTHER = "other";

  private static final Set<String> COMMANDS = Set.of("Cmd", "Entrypoint", "OnBuild", "Shell");
  private static final Pattern DIGEST =
      Pattern.compile("([a-z0-9]+:)?(.*/)?[0-9a-f]{32,128}(\\.json|/layer\\.tar)?");

  private final Map<String, Set<String>> sections = new LinkedHashMap<>();

  private ConfigText() {}

  /** Returns the lines of each section, in the order in which to read them. */
  static Map<String, Set<String>> of(JsonValue config) {
    ConfigText text = new ConfigText();
    for (String section : List.of(ENVIRONMENT, LABELS, COMMAND, HISTORY, OTHER)) {
      text.sections.put(section, new LinkedHashSet<>());
    }
    for (var member : config.members().entrySet()) {
      switch (member.getKey()) {
        case "config", "container_config" -> text.settings(member.getValue());
        case "history" -> member.getValue().elements().forEach(text::step);
        case "rootfs" -> {
          // It has only the digests of the layers.
        }
        default -> text.other(member.getKey(), member.getValue());
      }
    }
    return text.sections;
  }

  /** Returns the texts of a manifest or an index, one a line with its name; may be empty. */
  static String ofMetadata(JsonValue metadata) {
    StringBuilder lines = new StringBuilder();
    metadata.forEachText(
        "",
        (name, value) -> {
          boolean isForm = name.endsWith("mediaType") || name.endsWith("size");
          if (!isForm && !name.equals("schemaVersion") && !DIGEST.matcher(value).matches()) {
            lines.append(last(name)).append('=').append(value).append('\n');
          }
        });
    return lines.toString();
  }

  private static String last(String name) {
    // The names of annotations have dots themselves.
    int at = name.lastIndexOf("annotations.");
    return at < 0 ? name.substring(name.lastIndexOf('.') + 1) : name.substring(at + 12);
  }

  private void settings(JsonValue settings) {
    for (var setting : settings.members().entrySet()) {
      String name = setting.getKey();
      if (name.equals("Env")) {
        setting.getValue().texts().forEach(line -> add(ENVIRONMENT, line));
      } else if (name.equals("Labels")) {
        setting
            .getValue()
            .members()
            .forEach((label, value) -> add(LABELS, label + "=" + value.text()));
      } else if (COMMANDS.contains(name)) {
        add(COMMAND, String.join(" ", setting.getValue().texts()));
      } else if (name.equals("Healthcheck")) {
        add(COMMAND, String.join(" ", setting.getValue().get("Test").texts()));
      } else {
        other(name, setting.getValue());
      }
    }
  }

  private void step(JsonValue step) {
    for (String name : List.of("created_by", "comment", "author")) {
      add(HISTORY, step.get(name).text());
    }
  }

  private void other(String name, JsonValue value) {
    value.forEachText(
        name,
        (inner, text) -> {
          if (!DIGEST.matcher(text).matches()) {
            add(OTHER, inner + "=" + text);
          }
        });
  }

  private void add(String section, String line) {
    Set<String> lines = sections.get(section);
    if (!line.isEmpty() && lines != null) {
      lines.add(line);
    }
  }
}
