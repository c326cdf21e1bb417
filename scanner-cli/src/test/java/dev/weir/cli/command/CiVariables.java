package dev.weir.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables that a CI system sets, by event.
 *
 * @param events the variables of each event, with {@code @checkout} and {@code @event}
 */
record CiVariables(Map<String, Map<String, String>> events) {
  private static final Path FOLDER = Path.of("src/test/resources/ci");

  static CiVariables of(String system) throws IOException {
    Map<String, Map<String, String>> events = new LinkedHashMap<>();
    Map<String, String> all = new LinkedHashMap<>();
    Map<String, String> current = all;
    for (String line : Files.readAllLines(FOLDER.resolve(system + ".env"))) {
      if (line.startsWith("[")) {
        current = new LinkedHashMap<>(all);
        events.put(line.substring(1, line.length() - 1), current);
      } else {
        int equals = line.indexOf('=');
        current.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new CiVariables(events);
  }

  Map<String, String> of(CiRepository repository, String event, Path eventFile) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : events.getOrDefault(event, Map.of()).entrySet()) {
      String value = repository.filled(each.getValue());
      if (each.getKey().equals("@event")) {
        Files.writeString(eventFile, value);
        variables.put("GITHUB_EVENT_PATH", eventFile.toString());
      } else if (!each.getKey().startsWith("@")) {
        variables.put(each.getKey(), value);
      }
    }
    return variables;
  }

  String checkout(String event) {
    return events.getOrDefault(event, Map.of()).getOrDefault("@checkout", "");
  }
}
