package dev.weir.known.read;

import dev.weir.known.KnownException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads YAML as maps, lists and strings. */
final class YamlTree {
  private YamlTree() {}

  /**
   * Returns the documents.
   *
   * @throws KnownException with the position, if the text is not YAML
   */
  static List<Object> require(String text) {
    // Keeps all scalars as written: 0123 and 1e5 may be passwords.
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    try {
      List<Object> documents = new ArrayList<>();
      for (Object document : new Load(settings).loadAllFromString(text)) {
        if (document != null) {
          documents.add(document);
        }
      }
      return documents;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      String where = mark.map(at -> "line " + (at.getLine() + 1) + ": ").orElse("");
      // The parser's message may contain part of a value.
      throw new KnownException(where + "it is not valid YAML");
    } catch (YamlEngineException e) {
      throw new KnownException("it is not valid YAML");
    } catch (StackOverflowError e) {
      // The parser has no limit of its own.
      throw new KnownException("it is nested too deeply");
    }
  }
}
