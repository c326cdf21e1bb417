package dev.weir.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the files that a prompt names with {@code @}. Agents add them to the prompt without calling
 * a hook for the reading.
 */
final class MentionedFiles {
  private MentionedFiles() {}

  /** Returns the names after each {@code @} that begins a word. */
  static List<String> in(String prompt) {
    List<String> files = new ArrayList<>();
    for (int at = prompt.indexOf('@'); at >= 0; at = prompt.indexOf('@', at + 1)) {
      if (at > 0 && !startsWord(prompt.charAt(at - 1))) {
        continue;
      }
      String name = name(prompt, at + 1);
      if (!name.isEmpty()) {
        files.add(name);
      }
    }
    return files;
  }

  private static boolean startsWord(char before) {
    return Character.isWhitespace(before) || "\"'`([{<,;:".indexOf(before) >= 0;
  }

  private static String name(String prompt, int from) {
    if (from < prompt.length() && prompt.charAt(from) == '"') {
      int end = prompt.indexOf('"', from + 1);
      return end < 0 ? "" : prompt.substring(from + 1, end);
    }
    int end = from;
    while (end < prompt.length()) {
      char c = prompt.charAt(end);
      if (c == '\\' && end + 1 < prompt.length()) {
        end += 2;
      } else if (Character.isWhitespace(c) || "\"'`)]}>,;".indexOf(c) >= 0) {
        break;
      } else {
        end++;
      }
    }
    // A name at the end of a sentence. Lines that follow a name, such as a.py#L5, are no part of
    // it.
    while (end > from && ".:!?".indexOf(prompt.charAt(end - 1)) >= 0) {
      end--;
    }
    String name = prompt.substring(from, end).replace("\\", "");
    int lines = name.indexOf('#');
    return lines < 0 ? name : name.substring(0, lines);
  }
}
