package dev.weir.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings in JSON that are changed at single places: the rest of the text, with its comments,
 * order and indentation, stays as it is. Comments and commas before a closing bracket are accepted,
 * as the agents accept them.
 */
final class SettingsText {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private static final String DEFAULT_INDENT = "  ";

  private final String text;
  private final Node root;

  /**
   * A value, and where it is in the text.
   *
   * @param name the name of the member, or empty
   * @param start where the member or element begins, with its name
   * @param end the place after it
   * @param kind the first token of the value
   * @param scalar the text of a value that is neither an object nor a list
   * @param children the members or elements
   */
  record Node(String name, int start, int end, JsonToken kind, String scalar, List<Node> children) {
    /** Returns a member, or null if there is none. */
    @Nullable Node member(String wanted) {
      for (Node child : children) {
        if (kind == JsonToken.START_OBJECT && child.name.equals(wanted)) {
          return child;
        }
      }
      return null;
    }

    boolean isObject() {
      return kind == JsonToken.START_OBJECT;
    }

    boolean isList() {
      return kind == JsonToken.START_ARRAY;
    }

    /** Returns the text of a member, or an empty one. */
    String text(String wanted) {
      Node member = member(wanted);
      return member == null ? "" : member.scalar;
    }
  }

  private SettingsText(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads settings; an empty text is an empty object.
   *
   * @throws AgentInputException if the text is not one JSON object
   */
  static SettingsText of(String text) throws AgentInputException {
    String read = text.isBlank() ? "{}\n" : text;
    try (JsonParser parser = FACTORY.createParser(read)) {
      parser.nextToken();
      int start = offset(parser);
      Node root = node("", start, parser);
      if (!root.isObject() || parser.nextToken() != null) {
        throw new AgentInputException("it is not one JSON object");
      }
      return new SettingsText(read, root);
    } catch (JsonProcessingException e) {
      throw new AgentInputException(
          "it is not valid JSON"
              + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")"));
    } catch (IOException e) {
      throw new AgentInputException("it is not valid JSON");
    }
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private static Node node(String name, int start, JsonParser parser) throws IOException {
    JsonToken kind = parser.currentToken();
    if (kind == null) {
      throw new IOException("no value");
    }
    List<Node> children = new ArrayList<>();
    String scalar = "";
    if (kind == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String member = parser.currentName();
        int from = offset(parser);
        parser.nextToken();
        children.add(node(member, from, parser));
      }
    } else if (kind == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        children.add(node("", offset(parser), parser));
      }
    } else {
      scalar = parser.getText();
    }
    int end = (int) parser.currentLocation().getCharOffset();
    return new Node(name, start, end, kind, scalar, children);
  }

  Node root() {
    return root;
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * Returns the text with one more element in a list of the root's members, which is created if
   * necessary.
   *
   * @param names the names of the members that lead to the list
   * @param element the element as JSON in lines, indented by two spaces for each level
   * @throws AgentInputException if a member is something else
   */
  SettingsText withElement(List<String> names, List<String> element) throws AgentInputException {
    Node at = root;
    for (int i = 0; i < names.size(); i++) {
      Node next = at.member(names.get(i));
      boolean isLast = i == names.size() - 1;
      if (next == null) {
        List<String> value = List.of(Json.write(names.get(i)) + ": " + (isLast ? "[]" : "{}"));
        return of(inserted(at, value, i + 1)).withElement(names, element);
      }
      if (isLast ? !next.isList() : !next.isObject()) {
        throw new AgentInputException(
            "its member " + names.get(i) + " is no " + (isLast ? "list" : "object"));
      }
      at = next;
    }
    return of(inserted(at, element, names.size() + 1));
  }

  /** Returns the text with one more member of the root, at its end. */
  SettingsText withMember(String name, String value) throws AgentInputException {
    return of(inserted(root, List.of(Json.write(name) + ": " + value), 1));
  }

  private String inserted(Node parent, List<String> lines, int level) {
    String unit = indent();
    StringBuilder added = new StringBuilder();
    for (String line : lines) {
      int spaces = line.length() - line.stripLeading().length();
      added.append('\n').append(unit.repeat(level + spaces / DEFAULT_INDENT.length()));
      added.append(line.stripLeading());
    }
    int close = parent.end - 1;
    if (parent.children.isEmpty()) {
      int open = text.lastIndexOf(parent.isObject() ? '{' : '[', close);
      String inside = text.substring(open + 1, close).stripTrailing();
      added.append('\n').append(unit.repeat(level - 1));
      return text.substring(0, open + 1) + inside + added + text.substring(close);
    }
    int last = parent.children.get(parent.children.size() - 1).end;
    int comma = comma(last, close);
    if (comma >= 0) {
      return text.substring(0, comma + 1) + added + text.substring(comma + 1);
    }
    return text.substring(0, last) + "," + added + text.substring(last);
  }

  /** Returns the place of a comma between two places, outside of comments, or -1. */
  private int comma(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.startsWith("//", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? to : end;
      } else if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        i = end < 0 ? to : end + 1;
      } else if (text.charAt(i) == ',') {
        return i;
      }
    }
    return -1;
  }

  private String indent() {
    int at = root.children.isEmpty() ? 0 : root.children.get(0).start;
    int line = text.lastIndexOf('\n', at) + 1;
    String before = text.substring(line, Math.max(line, at));
    return line > 0 && !before.isEmpty() && before.isBlank() ? before : DEFAULT_INDENT;
  }

  /** Returns the text without a child of a node. */
  SettingsText without(Node parent, Node child) throws AgentInputException {
    int index = parent.children.indexOf(child);
    int from = child.start;
    int to = child.end;
    if (parent.children.size() == 1) {
      int open = text.lastIndexOf(parent.isObject() ? '{' : '[', from);
      int close = parent.end - 1;
      boolean isAlone =
          text.substring(open + 1, from).isBlank() && text.substring(to, close).isBlank();
      from = isAlone ? open + 1 : from;
      to = isAlone ? close : to;
    } else if (index + 1 < parent.children.size()) {
      to = parent.children.get(index + 1).start;
    } else {
      from = parent.children.get(index - 1).end;
    }
    return of(text.substring(0, from) + text.substring(to));
  }
}
