package dev.weir.sops;

import java.util.List;

/**
 * A value with the keys that lead to it.
 *
 * @param path the keys, outermost first; positions in lists are not included
 * @param value the text of the value, or empty for a null
 * @param line the line of the value, from 1
 * @param tag the tag of the value in YAML, such as {@code !vault}, or empty
 */
public record Leaf(List<String> path, String value, int line, String tag) {
  public Leaf {
    path = List.copyOf(path);
  }

  Leaf(List<String> path, String value, int line) {
    this(path, value, line, "");
  }

  /** Returns the keys, with points between them. */
  public String place() {
    return String.join(".", path);
  }

  /** Leaves out the value, which may be a secret. */
  @Override
  public String toString() {
    return place() + " in line " + line;
  }
}
