package dev.weir.remedy;

/** Words for sh. */
final class Shell {
  private Shell() {}

  /** Returns the word so that a shell takes it as it is. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
