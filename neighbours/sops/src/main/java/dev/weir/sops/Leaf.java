package dev.weir.sops;

import java.util.List;

/**
 * A value with the keys that lead to it.
 *
 * @param path the keys from the outside inwards; places in lists do not count
 * @param value as it stands, or empty for a null
 * @param line from 1
 */
record Leaf(List<String> path, String value, int line) {
  Leaf {
    path = List.copyOf(path);
  }

  String place() {
    return String.join(".", path);
  }

  /** The value may be a secret. */
  @Override
  public String toString() {
    return place() + " in line " + line;
  }
}
