package dev.weir.gotemplate.parse;

import dev.weir.gotemplate.gostd.GoText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a template, and those of the templates that it defines.
 *
 * @param name what error messages call the template
 * @param trees the trees by name, this template's own among them
 */
public record ParsedTemplate(String name, String source, Map<String, Node.Sequence> trees) {
  public ParsedTemplate {
    trees = Map.copyOf(trees);
  }

  /** Returns the tree of the template called {@code name}, or null if none is defined. */
  public Node.@Nullable Sequence tree(String name) {
    return trees.get(name);
  }

  /**
   * Returns a position in the source as {@code name:line:column}.
   *
   * @param position in chars, from 0; the line counts from 1, the column in bytes from 0
   */
  public String location(int position) {
    String before = source.substring(0, Math.min(position, source.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = GoText.byteLength(before.substring(before.lastIndexOf('\n') + 1));
    return name + ":" + line + ":" + column;
  }
}
