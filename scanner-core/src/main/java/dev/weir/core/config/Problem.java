package dev.weir.core.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file the file as the user named it, or {@code default}
 * @param line one-based, or 0 for the file as a whole
 * @param key where in the file, such as {@code rules[2].regex}; may be empty
 * @param message what is wrong
 * @param remedy what to do about it; may be empty
 */
public record Problem(String file, int line, String key, String message, String remedy) {
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    text.append(message);
    if (!remedy.isEmpty()) {
      text.append(" (").append(remedy).append(')');
    }
    return text.toString();
  }
}
