package dev.weir.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the metadata lets an executable find at run time. */
final class Metadata {
  private final Map<String, JsonNode> types = new HashMap<>();
  private final Set<String> resources = new HashSet<>();
  private final Set<String> bundles = new HashSet<>();

  Metadata(String json) throws IOException {
    JsonNode root = new ObjectMapper().readTree(json);
    root.get("reflection").forEach(one -> types.put(one.get("type").asText(), one));
    for (JsonNode one : root.get("resources")) {
      if (one.has("glob")) {
        resources.add(one.get("glob").asText());
      } else {
        bundles.add(one.get("bundle").asText());
      }
    }
  }

  Set<String> types() {
    return types.keySet();
  }

  boolean hasResource(String name) {
    return resources.contains(name);
  }

  boolean hasBundle(String name) {
    return bundles.contains(name);
  }

  /**
   * Returns true if a member can be found and used.
   *
   * @param member the name of a method or a field, or {@code <init>}
   * @param parameters the names of the types of its parameters, with commas; null for a field
   */
  boolean hasMember(String type, String member, @Nullable String parameters) {
    if (parameters == null) {
      return isSet(type, "allDeclaredFields") || isSet(type, "allPublicFields");
    }
    if (isSet(type, member.equals("<init>") ? "allDeclaredConstructors" : "allDeclaredMethods")) {
      return true;
    }
    JsonNode entry = types.get(type);
    if (entry != null) {
      for (JsonNode method : entry.path("methods")) {
        StringBuilder listed = new StringBuilder();
        method.get("parameterTypes").forEach(one -> listed.append(',').append(one.asText()));
        if (method.get("name").asText().equals(member)
            && listed.toString().equals(parameters.isEmpty() ? "" : "," + parameters)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns true if a call that lists members of a type, such as getFields, lists all of them. */
  boolean hasAll(String type, String call) {
    return switch (call) {
      case "getFields" -> isSet(type, "allPublicFields") || isSet(type, "allDeclaredFields");
      case "getDeclaredFields" -> isSet(type, "allDeclaredFields");
      case "getMethods", "getDeclaredMethods" -> isSet(type, "allDeclaredMethods");
      case "getConstructors", "getDeclaredConstructors" -> isSet(type, "allDeclaredConstructors");
      default -> types.containsKey(type);
    };
  }

  private boolean isSet(String type, String flag) {
    JsonNode entry = types.get(type);
    return entry != null && entry.path(flag).asBoolean();
  }
}
