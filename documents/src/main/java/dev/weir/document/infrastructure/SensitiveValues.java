package dev.weir.document.infrastructure;

import dev.weir.core.json.JsonValue;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Adds the sensitive values of resources and outputs, one a line, behind the words that the rule
 * {@code terraform-sensitive-value} looks for. Sensitive is what Terraform marks so, and what the
 * attributes of {@link SensitiveTypes} hold: older versions mark only what the configuration makes
 * sensitive.
 */
final class SensitiveValues {
  static final String MARK = "terraform marks as sensitive: ";

  private static final int SHORTEST = 4;
  private static final Pattern OPENS_NOTHING =
      Pattern.compile("true|false|null|[0-9.]{1,5}|-----BEGIN.*", Pattern.DOTALL);

  private final DocumentText text;
  // What was added, without the place: a plan repeats the values of its state.
  private final Set<String> added = new HashSet<>();

  SensitiveValues(DocumentText text) {
    this.text = text;
  }

  /** Adds what a resource of a state file has. */
  void stateResource(JsonValue resource) throws DocumentException, InterruptedException {
    String type = resource.get("type").text();
    String module = resource.get("module").text();
    String address =
        (module.isEmpty() ? "" : module + ".")
            + (resource.get("mode").text().equals("data") ? "data." : "")
            + type
            + "."
            + resource.get("name").text();
    for (JsonValue instance : resource.get("instances").elements()) {
      Set<String> paths = new HashSet<>();
      for (JsonValue path : instance.get("sensitive_attributes").elements()) {
        paths.add(path(path));
      }
      Lines lines = new Lines(type, paths);
      lines.add("", instance.get("attributes"), JsonValue.NONE, false, 0);
      lines.push(address + key(instance.get("index_key")));
    }
  }

  private static String key(JsonValue key) {
    String shown = key.text();
    if (shown.isEmpty()) {
      return "";
    }
    return shown.matches("[0-9]+") ? "[" + shown + "]" : "[\"" + shown + "\"]";
  }

  /** Returns a path such as {@code connection.0.password}. */
  private static String path(JsonValue steps) {
    List<String> names = new ArrayList<>();
    for (JsonValue step : steps.elements()) {
      JsonValue value = step.get("value");
      names.add(value.isObject() ? value.get("value").text() : value.text());
    }
    return String.join(".", names);
  }

  /** Adds what a resource has that {@code terraform show -json} printed. */
  void shownResource(JsonValue resource) throws DocumentException, InterruptedException {
    Lines lines = new Lines(resource.get("type").text(), Set.of());
    lines.add("", resource.get("values"), resource.get("sensitive_values"), false, 0);
    lines.push(resource.get("address").text());
  }

  /** Adds what a plan changes. */
  void change(JsonValue resource) throws DocumentException, InterruptedException {
    JsonValue change = resource.get("change");
    Lines lines = new Lines(resource.get("type").text(), Set.of());
    lines.add("", change.get("before"), change.get("before_sensitive"), false, 0);
    lines.add("", change.get("after"), change.get("after_sensitive"), false, 0);
    lines.push(resource.get("address").text());
  }

  void outputs(JsonValue outputs) throws DocumentException, InterruptedException {
    for (var output : outputs.members().entrySet()) {
      JsonValue value = output.getValue();
      if (value.get("sensitive").text().equals("true")) {
        Lines lines = new Lines("", Set.of());
        lines.add(output.getKey(), value.get("value"), JsonValue.NONE, true, 0);
        lines.push("output " + output.getKey());
      }
    }
  }

  /** The lines of one resource. */
  private final class Lines {
    private static final int DEEPEST = 100;

    private final String type;
    private final Set<String> paths;
    private final StringBuilder lines = new StringBuilder();

    Lines(String type, Set<String> paths) {
      this.type = type;
      this.paths = paths;
    }

    /**
     * Adds the sensitive texts below a value.
     *
     * @param marks has the form of the value, with true where a value is sensitive
     */
    void add(String path, JsonValue value, JsonValue marks, boolean inSensitive, int depth)
        throws DocumentException, InterruptedException {
      text.count(1);
      if (depth > DEEPEST) {
        throw DocumentException.limit("it is nested too deeply");
      }
      boolean sensitive =
          inSensitive
              || marks.text().equals("true")
              || paths.contains(path)
              || SensitiveTypes.has(type, path);
      String prefix = path.isEmpty() ? "" : path + ".";
      for (var member : value.members().entrySet()) {
        JsonValue mark = marks.get(member.getKey());
        add(prefix + member.getKey(), member.getValue(), mark, sensitive, depth + 1);
      }
      List<JsonValue> elements = value.elements();
      List<JsonValue> elementMarks = marks.elements();
      for (int i = 0; i < elements.size(); i++) {
        JsonValue mark = i < elementMarks.size() ? elementMarks.get(i) : JsonValue.NONE;
        add(prefix + i, elements.get(i), mark, sensitive, depth + 1);
      }
      if (sensitive) {
        line(path, value.text());
      }
    }

    private void line(String path, String value) {
      if (value.length() < SHORTEST || OPENS_NOTHING.matcher(value).matches()) {
        return;
      }
      // A key in PEM form is found by rules of its own, with its lines as they are.
      String line = path.replaceAll("\\s", "_") + " = " + value.replaceAll("\\R", "\\\\n");
      if (added.add(type + line)) {
        lines.append(MARK).append(line).append('\n');
      }
    }

    void push(String place) throws DocumentException, InterruptedException {
      text.add(place, lines.toString());
    }
  }
}
