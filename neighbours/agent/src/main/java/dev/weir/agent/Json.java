package dev.weir.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a tree of maps, lists, texts, booleans, {@link WrittenNumber}s and null. Numbers keep the
 * form in which they were written.
 */
public final class Json {
  /** The largest input of a hook, in bytes: the largest text of an event, and room for the rest. */
  public static final int MOST_BYTES = 64_000_000;

  // A second member with the same name could hide the first.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // One small text is read: a table of names would only take time.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MOST_BYTES).build())
          .build();

  private Json() {}

  /** A number as it was written. */
  public record WrittenNumber(String written) {}

  /**
   * Reads one object.
   *
   * @throws AgentInputException if the bytes are not one JSON object
   */
  public static Map<String, Object> object(byte[] bytes) throws AgentInputException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return object(parser);
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** Returns the object or list that a text is, or null if it is not JSON. */
  static @Nullable Object nested(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      return parser.nextToken() == null ? value : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static Map<String, Object> object(JsonParser parser)
      throws IOException, AgentInputException {
    parser.nextToken();
    Object value = parser.currentToken() == null ? null : value(parser);
    if (!(value instanceof Map<?, ?>) || parser.nextToken() != null) {
      throw new AgentInputException("it is not one JSON object");
    }
    return members(value);
  }

  /** Returns the members of an object; none if the value is something else. */
  @SuppressWarnings("unchecked") // value() makes maps with these types only
  static Map<String, Object> members(@Nullable Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }

  /** Returns the text of a member, or an empty one if it is missing or something else. */
  static String text(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text ? text : "";
  }

  private static AgentInputException invalid(IOException e) {
    // The parser's message may contain part of a value.
    String where = "";
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      where =
          " (line "
              + json.getLocation().getLineNr()
              + ", column "
              + json.getLocation().getColumnNr()
              + ")";
    }
    return new AgentInputException("it is not valid JSON, or it is cut off" + where);
  }

  // Maps take null as a value here: the tree is written again as it was read.
  @SuppressWarnings("NullAway")
  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          members.put(name, value(parser));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new WrittenNumber(parser.getText());
      default -> parser.getText();
    };
  }

  /** Names of this length may be values, such as tokens. */
  static final int LONG_NAME = 20;

  /** Returns the tree with other texts; names of members stay unless they are long. */
  @SuppressWarnings("NullAway") // as in value
  public static @Nullable Object map(@Nullable Object tree, UnaryOperator<String> text) {
    if (tree instanceof String leaf) {
      return text.apply(leaf);
    }
    if (tree instanceof List<?> list) {
      List<Object> mapped = new ArrayList<>();
      for (Object element : list) {
        mapped.add(map(element, text));
      }
      return mapped;
    }
    if (tree instanceof Map<?, ?> object) {
      Map<String, Object> mapped = new LinkedHashMap<>();
      object.forEach(
          (key, value) -> {
            String name = String.valueOf(key);
            mapped.put(name.length() < LONG_NAME ? name : text.apply(name), map(value, text));
          });
      return mapped;
    }
    return tree;
  }

  /** Returns a tree as JSON in one line. */
  public static String write(@Nullable Object tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(tree, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void write(@Nullable Object tree, JsonGenerator json) throws IOException {
    if (tree instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (tree instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(element, json);
      }
      json.writeEndArray();
    } else if (tree instanceof WrittenNumber number) {
      json.writeNumber(number.written());
    } else if (tree instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (tree == null) {
      json.writeNull();
    } else {
      json.writeString(tree.toString());
    }
  }
}
