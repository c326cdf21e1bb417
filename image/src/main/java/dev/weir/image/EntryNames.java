package dev.weir.image;

import java.util.ArrayDeque;
import java.util.Deque;

/** The names of files in archives, which may be written in many ways. */
final class EntryNames {
  private EntryNames() {}

  /**
   * Returns a name without {@code .}, {@code ..}, double slashes and slashes at its ends. It never
   * leads out of the archive: at the top, {@code ..} is left out.
   */
  static String clean(String name) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : name.replace('\0', '\uFFFD').split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** Returns the folder of a clean name, or an empty text for one at the top. */
  static String folder(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /** Returns the last part of a clean name. */
  static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
