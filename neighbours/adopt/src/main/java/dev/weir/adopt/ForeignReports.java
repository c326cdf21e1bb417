package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads files of other scanners. Their contents, not their names, decide what they are. */
public final class ForeignReports {
  private ForeignReports() {}

  /**
   * Reads a file.
   *
   * @param name its name, for messages, and to tell apart lists of patterns that look the same
   * @throws ForeignReportException if it is not of a kind that weir knows
   */
  public static ForeignReport read(byte[] bytes, String name) throws ForeignReportException {
    String text = new String(bytes, UTF_8);
    String start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return new JsonReports(name).read(roots(start, name));
    }
    Map<?, ?> yaml = yaml(text);
    if (yaml != null) {
      if (GitguardianYaml.isConfiguration(yaml)) {
        return GitguardianYaml.read(yaml);
      }
      throw new ForeignReportException(
          name + ": YAML, but it has no list that ggshield ignores by; nothing to take over");
    }
    return IgnoreLines.read(text, name);
  }

  /** Returns the keys and values of a YAML file with a mapping, or null if it is none. */
  private static @Nullable Map<?, ?> yaml(String text) {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
      return root instanceof Map<?, ?> map ? map : null;
    } catch (YamlEngineException e) {
      return null;
    }
  }

  /** Returns the JSON values of a text: one, or one a line. */
  private static List<JsonNode> roots(String json, String name) throws ForeignReportException {
    List<JsonNode> roots = new ArrayList<>();
    try (MappingIterator<JsonNode> values =
        new ObjectMapper().readerFor(JsonNode.class).readValues(json)) {
      while (values.hasNextValue()) {
        roots.add(values.nextValue());
      }
    } catch (JacksonException e) {
      // The parser's message quotes the text, which may contain a secret.
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ForeignReportException(name + ":" + line + ": this is not JSON");
    } catch (IOException e) {
      throw new ForeignReportException(name + ": cannot be read");
    }
    return roots;
  }
}
