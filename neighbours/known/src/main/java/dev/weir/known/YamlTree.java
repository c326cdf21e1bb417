package dev.weir.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads YAML as maps, lists and texts. */
final class YamlTree {
  private YamlTree() {}

  /**
   * Returns the document, or a list of them if there are more.
   *
   * @throws KnownException with the place, if it is no YAML
   */
  static Object require(String text) {
    // All scalars as they are written: 0123 and 1e5 are passwords, too.
    LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
    try {
      List<Object> documents = new ArrayList<>();
      for (Object document : new Load(settings).loadAllFromString(text)) {
        if (document != null) {
          documents.add(document);
        }
      }
      return documents.size() == 1 ? documents.get(0) : documents;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      String where = mark.map(at -> "line " + (at.getLine() + 1) + ": ").orElse("");
      // Its message may hold a part of a value.
      throw new KnownException(where + "it is no YAML");
    } catch (YamlEngineException e) {
      throw new KnownException("it is no YAML");
    }
  }
}
