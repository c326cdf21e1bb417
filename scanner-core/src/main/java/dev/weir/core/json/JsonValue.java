package dev.weir.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A value of a JSON text. What has another type than asked for counts as missing. */
public final class JsonValue {
  private static final int MOST_DEPTH = 100;

  /** A value that is missing. */
  public static final JsonValue NONE = new JsonValue(null);

  // A map, a list, a text (also for numbers and booleans), or null.
  private final @Nullable Object value;

  private JsonValue(@Nullable Object value) {
    this.value = value;
  }

  /**
   * Reads one value.
   *
   * @throws IOException if the text is not JSON, or is nested too deeply; the message does not
   *     quote it
   */
  public static JsonValue of(byte[] text) throws IOException {
    try (JsonParser parser = format().createParser(text)) {
      parser.nextToken();
      JsonValue read = new JsonValue(read(parser));
      if (parser.nextToken() != null) {
        throw new IOException("it is no valid JSON");
      }
      return read;
    } catch (JsonProcessingException e) {
      // The exception itself would quote the text.
      throw new IOException("it is no valid JSON");
    }
  }

  /**
   * Reads the value at which a parser stands, up to its last token.
   *
   * @throws IOException if the text is not JSON; its message may quote the text
   */
  public static JsonValue at(JsonParser parser) throws IOException {
    return new JsonValue(read(parser));
  }

  /** Returns the settings for parsers of foreign text: how deep it may be nested. */
  public static JsonFactory format() {
    // Not a constant, which an executable would hold from the time when it is built.
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
        .build();
  }

  /** Returns the value that a map, a list or a text stands for, as another parser returns it. */
  public static JsonValue ofParsed(@Nullable Object value) {
    return value instanceof Map || value instanceof List || value == null
        ? new JsonValue(value)
        : new JsonValue(value.toString());
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        map.put(name, read(parser));
      }
      return map;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(read(parser));
      }
      return list;
    }
    if (token == null) {
      throw new EOFException("it is cut off");
    }
    return token == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  public boolean isObject() {
    return value instanceof Map;
  }

  public boolean isList() {
    return value instanceof List;
  }

  /** Returns true for a text, a number or a boolean. */
  public boolean isText() {
    return value instanceof String;
  }

  public boolean isMissing() {
    return value == null;
  }

  /** Returns the member with this name. */
  public JsonValue get(String name) {
    return value instanceof Map<?, ?> map ? ofParsed(map.get(name)) : NONE;
  }

  /** Returns the text, number or boolean as text, or an empty text. */
  public String text() {
    return value instanceof String text ? text : "";
  }

  /** Returns the elements of a list, or nothing. */
  public List<JsonValue> elements() {
    List<JsonValue> elements = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(one -> elements.add(ofParsed(one)));
    }
    return elements;
  }

  /** Returns the texts in a list, or nothing. */
  public List<String> texts() {
    return elements().stream().map(JsonValue::text).toList();
  }

  /** Returns the members of an object, in order, or nothing. */
  public Map<String, JsonValue> members() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, one) -> members.put(String.valueOf(name), ofParsed(one)));
    }
    return members;
  }

  /**
   * Passes on every text below this value with the names that lead to it, joined by dots. The
   * elements of a list have the name of the list.
   */
  public void forEachText(String name, BiConsumer<String, String> consumer) {
    if (value instanceof Map<?, ?> map) {
      String prefix = name.isEmpty() ? "" : name + ".";
      map.forEach((key, one) -> ofParsed(one).forEachText(prefix + key, consumer));
    } else if (value instanceof List<?> list) {
      list.forEach(one -> ofParsed(one).forEachText(name, consumer));
    } else if (value instanceof String text) {
      consumer.accept(name, text);
    }
  }
}
