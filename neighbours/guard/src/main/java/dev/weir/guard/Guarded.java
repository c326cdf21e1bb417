package dev.weir.guard;

import dev.weir.core.text.ShellWord;
import dev.weir.core.text.Utf8;
import dev.weir.sops.Leaf;
import java.util.List;
import java.util.regex.Pattern;

/** Helps the guards with names, words for messages, and values that are no secrets. */
final class Guarded {
  private static final int MOST_NAMED = 3;

  /** A value that only says where the value is. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\s*|~|\\{\\{.*\\}\\}|\\$\\{[^}]*\\}|\\$[A-Za-z_]\\w*|<[^<>]*>|(?:op|vault|ref\\+\\w+):.*",
          Pattern.DOTALL);

  private Guarded() {}

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the folder of a path, with a slash at its end; empty for the top. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  static boolean isYaml(String path) {
    return path.endsWith(".yml") || path.endsWith(".yaml");
  }

  static String text(byte[] bytes) {
    return Utf8.decode(bytes, 0, bytes.length);
  }

  /** Returns true if the value is empty or only refers to another place. */
  static boolean isReference(String value) {
    return REFERENCE.matcher(value).matches();
  }

  /** Returns the first few keys of values, such as {@code db.password, token and 2 more}. */
  static String keys(List<Leaf> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(MOST_NAMED, values.size()); i++) {
      String key = values.get(i).place();
      text.append(i == 0 ? "" : ", ").append(key.isEmpty() ? "?" : key);
    }
    int more = values.size() - MOST_NAMED;
    return text.append(more > 0 ? " and " + more + " more" : "").toString();
  }

  static String restore(String path) {
    return "git restore --source=HEAD --staged --worktree " + ShellWord.ofFile(path);
  }

  static String untrack(String path) {
    return "git rm --cached " + ShellWord.ofFile(path) + ", and add it to .gitignore";
  }
}
