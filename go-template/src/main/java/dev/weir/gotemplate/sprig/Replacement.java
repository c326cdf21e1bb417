package dev.weir.gotemplate.sprig;

import dev.weir.gotemplate.gostd.GoText;
import java.util.ArrayList;
import java.util.List;

/** The text that replaces a match; $1, ${1} and $name in it stand for groups. */
final class Replacement {
  private final List<String> groupNames;
  private final String text;

  Replacement(String pattern, String text) {
    this.groupNames = groupNames(pattern);
    this.text = text;
  }

  /** Returns the names of all groups in order, the first being the match itself. */
  private static List<String> groupNames(String pattern) {
    List<String> names = new ArrayList<>(List.of(""));
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && pattern.startsWith("\\Q", i)) {
        int end = pattern.indexOf("\\E", i);
        i = end < 0 ? pattern.length() : end + 1;
      } else if (c == '\\') {
        i++;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        i += pattern.startsWith("[^]", i) ? 2 : pattern.startsWith("[]", i) ? 1 : 0;
      } else if (c == '(') {
        int name = pattern.startsWith("(?P<", i) ? i + 4 : pattern.startsWith("(?<", i) ? i + 3 : 0;
        int end = pattern.indexOf('>', i);
        if (name > 0 && end >= name) {
          names.add(pattern.substring(name, end));
        } else if (!pattern.startsWith("(?", i)) {
          names.add("");
        }
      }
    }
    return names;
  }

  /** Appends the text for one match. */
  void appendTo(StringBuilder out, byte[] source, int[] groups) {
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      out.append(text, at, dollar);
      at = dollar + 1;
      if (text.startsWith("$", at)) {
        out.append('$');
        at++;
        continue;
      }
      boolean braces = text.startsWith("{", at);
      int start = braces ? at + 1 : at;
      int end = start;
      while (end < text.length() && isNamePart(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      if (end == start || (braces && !text.startsWith("}", end))) {
        out.append('$');
        continue;
      }
      int group = group(text.substring(start, end), groups);
      if (group >= 0) {
        out.append(GoText.of(source, groups[2 * group], groups[2 * group + 1]));
      }
      at = braces ? end + 1 : end;
    }
    out.append(text, Math.min(at, text.length()), text.length());
  }

  private static boolean isNamePart(int c) {
    return c == '_' || Character.isLetter(c) || Character.isDigit(c);
  }

  /** Returns the number of the group, or -1 if the group did not match. */
  private int group(String name, int[] groups) {
    if (name.matches("0|[1-9][0-9]{0,7}")) {
      int number = Integer.parseInt(name);
      return 2 * number + 1 < groups.length && groups[2 * number] >= 0 ? number : -1;
    }
    for (int i = 0; i < groupNames.size() && 2 * i + 1 < groups.length; i++) {
      if (groupNames.get(i).equals(name) && groups[2 * i] >= 0) {
        return i;
      }
    }
    return -1;
  }
}
