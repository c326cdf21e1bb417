package dev.weir.core.config.toml;

import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Reads TOML 1.1, which adds {@code \e} to TOML 1.0, as gitleaks does. */
public final class TomlReader {
  private final CompactToml text;

  private TomlReader(CompactToml text) {
    this.text = text;
  }

  /**
   * Reads a text.
   *
   * @throws TomlSyntaxException with everything that the parser finds wrong
   */
  public static ConfigTable read(String text) throws TomlSyntaxException {
    if (text.startsWith("\uFEFF")) {
      throw new TomlSyntaxException(
          List.of(
              new TomlSyntaxException.Flaw(
                  1, 1, "the file begins with a byte order mark, which TOML does not allow")));
    }
    try {
      return new TomlReader(CompactToml.of(text)).read();
    } catch (StackOverflowError e) {
      throw new TomlSyntaxException(
          List.of(new TomlSyntaxException.Flaw(1, 1, "its values are nested too deeply")));
    }
  }

  private ConfigTable read() throws TomlSyntaxException {
    TomlParseResult result = Toml.parse(text.text(), TomlVersion.V1_1_0);
    if (result.hasErrors()) {
      List<TomlSyntaxException.Flaw> flaws = new ArrayList<>();
      for (TomlParseError error : result.errors()) {
        TomlPosition position = error.position();
        flaws.add(
            new TomlSyntaxException.Flaw(
                text.line(position.line()), position.column(), String.valueOf(error.getMessage())));
      }
      throw new TomlSyntaxException(flaws);
    }
    return table(result);
  }

  private ConfigTable table(TomlTable source) {
    ConfigTable table = new ConfigTable();
    for (String key : source.keySet()) {
      List<String> path = List.of(key);
      Object data = source.get(path);
      TomlPosition position = source.inputPositionOf(path);
      if (data != null) {
        table.put(key, value(data, position == null ? 1 : text.line(position.line())));
      }
    }
    return table;
  }

  private ConfigTable.Value value(Object data, int line) {
    if (data instanceof TomlTable table) {
      return new ConfigTable.Value(table(table), line);
    }
    if (data instanceof TomlArray array) {
      List<ConfigTable.Value> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(value(array.get(i), text.line(array.inputPositionOf(i).line())));
      }
      return new ConfigTable.Value(elements, line);
    }
    boolean plain =
        data instanceof String
            || data instanceof Long
            || data instanceof Double
            || data instanceof Boolean;
    return new ConfigTable.Value(plain ? data : data.toString(), line);
  }
}
