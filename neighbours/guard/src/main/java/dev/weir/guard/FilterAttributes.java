package dev.weir.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;

/**
 * The {@code filter} attribute of files, as the {@code .gitattributes} of the repository set it.
 */
final class FilterAttributes {
  static final String NAME = ".gitattributes";

  private static final String MACRO = "[attr]";
  private static final String FILTER = "filter";

  private final GuardedFiles files;
  private final Map<String, List<AttributesRule>> byFolder = new HashMap<>();
  private final Map<String, String> macros = new HashMap<>();

  FilterAttributes(GuardedFiles files) {
    this.files = files;
  }

  /** Returns the name of a file's filter, or an empty text. */
  String filter(String path) throws IOException {
    String filter = "";
    for (int from = 0; from >= 0; ) {
      for (AttributesRule rule : rules(path.substring(0, from))) {
        if (!rule.getPattern().startsWith(MACRO) && rule.isMatch(path.substring(from), false)) {
          filter = filter(rule.getAttributes(), filter);
        }
      }
      int slash = path.indexOf('/', from);
      from = slash < 0 ? -1 : slash + 1;
    }
    return filter;
  }

  private String filter(List<Attribute> attributes, String before) {
    String filter = before;
    for (Attribute attribute : attributes) {
      boolean set = attribute.getState() == Attribute.State.SET;
      if (attribute.getKey().equals(FILTER)) {
        String value = attribute.getValue();
        filter = value == null ? "" : value;
      } else if (set && macros.containsKey(attribute.getKey())) {
        filter = macros.get(attribute.getKey());
      }
    }
    return filter;
  }

  private List<AttributesRule> rules(String folder) throws IOException {
    List<AttributesRule> known = byFolder.get(folder);
    if (known == null) {
      byte[] bytes = files.read(folder + NAME);
      AttributesNode node = new AttributesNode();
      node.parse(new ByteArrayInputStream(bytes == null ? new byte[0] : bytes));
      known = List.copyOf(node.getRules());
      byFolder.put(folder, known);
      for (AttributesRule rule : known) {
        // Only the file at the top can define macros.
        if (folder.isEmpty() && rule.getPattern().startsWith(MACRO)) {
          String name = rule.getPattern().substring(MACRO.length()).strip();
          macros.put(name, filter(rule.getAttributes(), ""));
        }
      }
    }
    return known;
  }
}
