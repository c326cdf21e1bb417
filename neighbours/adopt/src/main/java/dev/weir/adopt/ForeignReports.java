package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.text.EncodedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads files of other scanners. Their contents, not their names, decide what they are. */
public final class ForeignReports {
  /** Reports that would be lists of patterns, with the secrets among them. */
  private static final Pattern OTHER_FORMAT =
      Pattern.compile("\\A(?:<|\"?RuleID\"?,)|(?m:^(?:Finding|Secret|Raw result): )");

  private ForeignReports() {}

  /**
   * Reads a file.
   *
   * @param name its name, for messages, and to tell apart lists of patterns that look the same
   * @throws ForeignReportException if it is not of a kind that weir knows
   */
  public static ForeignReport read(byte[] bytes, String name) throws ForeignReportException {
    String text = text(bytes, name);
    String start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return new JsonReports(name).read(roots(start, name));
    }
    Map<?, ?> yaml = yaml(text, name);
    if (yaml != null) {
      if (GitguardianYaml.isConfiguration(yaml)) {
        return GitguardianYaml.read(yaml);
      }
      throw new ForeignReportException(
          name + ": YAML, but it has no list that ggshield ignores by; nothing to take over");
    }
    if (OTHER_FORMAT.matcher(start).find()) {
      throw new ForeignReportException(
          name + ": a report in CSV, XML, HTML or plain text; make it in JSON or SARIF");
    }
    return IgnoreLines.read(text, name);
  }

  /**
   * Returns the text of a file in UTF-8 or UTF-16, without a byte order mark: PowerShell writes
   * both, and a report that is not recognised would be a list of patterns with the secrets in it.
   */
  private static String text(byte[] bytes, String name) throws ForeignReportException {
    byte[] utf8 = EncodedText.utf8(bytes);
    if (utf8 == null) {
      throw new ForeignReportException(name + ": this is not text");
    }
    String text = new String(utf8, UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Returns the keys and values of a YAML file with a mapping, or null if it is none. */
  private static @Nullable Map<?, ?> yaml(String text, String name) throws ForeignReportException {
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
      return root instanceof Map<?, ?> map ? map : null;
    } catch (YamlEngineException e) {
      return null;
    } catch (StackOverflowError e) {
      // The parser has no limit of its own.
      throw new ForeignReportException(name + ": it is nested too deeply");
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
