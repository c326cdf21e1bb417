package dev.weir.doctor;

/** Words of a command that people copy. */
final class Shell {
  private Shell() {}

  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./@%+=:,][A-Za-z0-9_./@%+=:,-]*")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
