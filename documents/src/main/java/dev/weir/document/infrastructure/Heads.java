package dev.weir.document.infrastructure;

import dev.weir.core.file.FileHead;

/** Looks at the first bytes of a text. */
final class Heads {
  private Heads() {}

  /** Returns true if this is the first character that is no space. */
  static boolean beginsWith(FileHead head, char first) {
    int at = 0;
    while (at < head.length() && head.bytes()[at] <= ' ' && head.bytes()[at] >= 0) {
      at++;
    }
    return at < head.length() && head.bytes()[at] == first;
  }

  /** Returns true if the text is among the first {@code limit} bytes. */
  static boolean has(FileHead head, int limit, String text) {
    int last = Math.min(limit, head.length()) - text.length();
    for (int at = 0; at <= last; at++) {
      if (head.bytes()[at] == text.charAt(0) && head.has(at, text)) {
        return true;
      }
    }
    return false;
  }
}
