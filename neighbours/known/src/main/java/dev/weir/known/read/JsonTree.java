package dev.weir.known.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.known.KnownException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as maps, lists and strings; numbers and booleans become strings as written. */
final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /** Returns the tree, or null if the text is not a JSON object or array. */
  static @Nullable Object parse(String text) {
    try {
      return read(text);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Returns the trees: one, or several if programs wrote them one after another.
   *
   * @throws KnownException with the position, if the text is not JSON objects or arrays
   */
  static List<Object> require(String text) {
    try {
      return readAll(text);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : "line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ": ";
      // The parser's message may contain part of a value.
      throw new KnownException(where + "it is not valid JSON, or it is cut off");
    } catch (IOException e) {
      throw new KnownException("it is not a JSON object or array");
    }
  }

  private static Object read(String text) throws IOException {
    List<Object> trees = readAll(text);
    if (trees.size() > 1) {
      throw new IOException("more than one value");
    }
    return trees.get(0);
  }

  private static List<Object> readAll(String text) throws IOException {
    List<Object> trees = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      for (JsonToken next = parser.nextToken(); next != null || trees.isEmpty(); ) {
        if (next != JsonToken.START_OBJECT && next != JsonToken.START_ARRAY) {
          throw new IOException("no object or array");
        }
        trees.add(value(parser));
        next = parser.nextToken();
      }
    }
    return trees;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
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
      case VALUE_NULL -> "";
      default -> parser.getText();
    };
  }
}
