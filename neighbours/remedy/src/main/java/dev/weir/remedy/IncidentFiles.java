package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the files of an incident. */
public final class IncidentFiles {
  /** The file with everything that is known, also the values. */
  static final String JSON = "incident.json";

  private IncidentFiles() {}

  /** Returns the files by their names. They contain the secrets. */
  public static Map<String, byte[]> of(Incident incident) {
    Map<String, byte[]> files = new LinkedHashMap<>(new PurgeScript(incident).files());
    for (LeakedSecret secret : incident.secrets()) {
      String name = Incident.valueFile(secret.number());
      boolean asked =
          secret.steps().stream()
              .anyMatch(step -> step.command().contains(name) && !secret.isIdentifier());
      if (asked) {
        files.put(name, secret.value().value().bytes());
      }
    }
    files.put("incident.md", IncidentMarkdown.of(incident, true).getBytes(UTF_8));
    files.put(JSON, IncidentJson.of(incident, true).getBytes(UTF_8));
    return files;
  }
}
