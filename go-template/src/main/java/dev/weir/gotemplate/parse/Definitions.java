package dev.weir.gotemplate.parse;

import dev.weir.gotemplate.gostd.GoText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The templates that one source defines, by name. */
final class Definitions {
  private final Map<String, Node.Sequence> trees = new LinkedHashMap<>();

  /**
   * Adds a template; one that is empty gives way to one that is not.
   *
   * @return false if both this template and one of the same name are not empty
   */
  boolean add(String name, Node.Sequence tree) {
    Node.Sequence known = trees.get(name);
    if (known == null || isEmpty(known)) {
      trees.put(name, tree);
      return true;
    }
    return isEmpty(tree);
  }

  private static boolean isEmpty(Node.Sequence tree) {
    for (Node node : tree.nodes()) {
      if (!(node instanceof Node.Text text && text.text().codePoints().allMatch(GoText::isSpace))) {
        return false;
      }
    }
    return true;
  }

  Map<String, Node.Sequence> trees() {
    return trees;
  }
}
