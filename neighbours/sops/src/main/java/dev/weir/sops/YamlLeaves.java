package dev.weir.sops;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the values of YAML or JSON from parser events. No tree is built, so aliases cannot make it
 * explode.
 */
public final class YamlLeaves {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<List<Leaf>> documents = new ArrayList<>();
  private List<Leaf> leaves = new ArrayList<>();

  private YamlLeaves() {}

  /** A mapping or a list whose end has not been read. */
  private static final class Level {
    private final boolean isMapping;
    private @Nullable String key;

    Level(boolean isMapping) {
      this.isMapping = isMapping;
    }

    boolean takesKey() {
      return isMapping && key == null;
    }
  }

  /**
   * Returns the values of all documents of a file.
   *
   * @throws UnreadableFileException if the text is neither YAML nor JSON
   */
  public static List<Leaf> of(String text) throws UnreadableFileException {
    List<Leaf> all = new ArrayList<>();
    documents(text).forEach(all::addAll);
    return all;
  }

  /**
   * Returns the values of each document of a file.
   *
   * @throws UnreadableFileException if the text is neither YAML nor JSON
   */
  public static List<List<Leaf>> documents(String text) throws UnreadableFileException {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    YamlLeaves reader = new YamlLeaves();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        reader.read(events.next());
      }
      return reader.documents;
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
      throw new UnreadableFileException("it is not valid YAML or JSON" + line);
    } catch (YamlEngineException e) {
      throw new UnreadableFileException("it is not valid YAML or JSON");
    }
  }

  private void read(Event event) {
    if (event instanceof DocumentStartEvent) {
      levels.clear();
      leaves = new ArrayList<>();
      documents.add(leaves);
    } else if (event instanceof ScalarEvent scalar) {
      boolean isNull = scalar.isPlain() && NULLS.contains(scalar.getValue());
      String tag = scalar.getTag().orElse("");
      scalar(scalar.getValue(), tag, isNull, line(event));
    } else if (event instanceof AliasEvent) {
      // The values of an alias were read where it is defined.
      scalar("*", "", true, line(event));
    } else if (event instanceof CollectionStartEvent) {
      levels.push(new Level(event instanceof MappingStartEvent));
    } else if (event instanceof CollectionEndEvent) {
      levels.pop();
      scalar("?", "", true, line(event));
    }
  }

  // A collection that is a key counts as a key like any other.
  private void scalar(String value, String tag, boolean isNothing, int line) {
    Level level = levels.peek();
    if (level != null && level.takesKey()) {
      level.key = value;
      return;
    }
    if (!isNothing) {
      leaves.add(new Leaf(path(), value, line, tag));
    }
    if (level != null) {
      level.key = null;
    }
  }

  private List<String> path() {
    List<String> path = new ArrayList<>();
    Iterator<Level> outwards = levels.descendingIterator();
    while (outwards.hasNext()) {
      String key = outwards.next().key;
      if (key != null) {
        path.add(key);
      }
    }
    return path;
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
