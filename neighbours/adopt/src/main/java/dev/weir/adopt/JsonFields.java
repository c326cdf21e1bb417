package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.core.text.Content;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads values of JSON objects. The case of keys does not matter. */
final class JsonFields {
  private static final String ELLIPSIS = "...";

  private JsonFields() {}

  /** Returns the value of a key, or a missing node. */
  static JsonNode get(JsonNode object, String key) {
    JsonNode exact = object.path(key);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (Iterator<String> keys = object.fieldNames(); keys.hasNext(); ) {
      String other = keys.next();
      if (other.equalsIgnoreCase(key)) {
        return object.get(other);
      }
    }
    return MissingNode.getInstance();
  }

  /** Returns a value as text; empty if it is missing, null, a list or an object. */
  static String text(JsonNode object, String key) {
    return get(object, key).asText("");
  }

  /** Returns a path with slashes, without a beginning that only says "here". */
  static String path(String written) {
    String path = written.replace('\\', '/');
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /** Returns what a report's secret tells: gitleaks and weir hide it as REDACTED or with dots. */
  static SecretClue clue(String secret, String match) {
    if (secret.isEmpty() || secret.equals("REDACTED")) {
      return SecretClue.NONE;
    }
    if (secret.endsWith(ELLIPSIS)) {
      String shown = secret.substring(0, secret.length() - ELLIPSIS.length());
      // A character that was cut in the middle is not one of the secret.
      return new SecretClue.Masked(shown.replaceFirst("\ufffd+$", ""));
    }
    return new SecretClue.Plain(content(secret), content(match));
  }

  static Content content(String text) {
    return Content.ofOwned(text.getBytes(UTF_8));
  }

  /**
   * Returns the plain values of an object and of objects in it.
   *
   * @param secret keys in lower case whose values may contain the secret, at any depth
   */
  static Map<String, String> flat(JsonNode object, Set<String> secret) {
    Map<String, String> fields = new TreeMap<>();
    flat(object, "", secret, fields);
    return fields;
  }

  private static void flat(
      JsonNode object, String prefix, Set<String> secret, Map<String, String> fields) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (secret.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        continue;
      }
      if (field.getValue().isObject()) {
        flat(field.getValue(), prefix + field.getKey() + ".", secret, fields);
      } else if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        fields.put(prefix + field.getKey(), field.getValue().asText());
      }
    }
  }
}
