package dev.weir.core.check.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of words that come with the program, as text files in {@code words/}. A file is read when
 * the class that needs it is first used, so a scan without a candidate for it reads none.
 *
 * <p>A file holds sections: a name in brackets, then words between spaces and line ends. Lines that
 * start with a hash and a space are comments.
 */
public final class WordLists {
  private final String file;
  private final Map<String, List<String>> sections;

  private WordLists(String file, Map<String, List<String>> sections) {
    this.file = file;
    this.sections = sections;
  }

  /**
   * Reads a file.
   *
   * @param file its name without its ending
   * @throws IllegalStateException if this build has no such file
   */
  public static WordLists read(String file) {
    try (InputStream in =
        WordLists.class.getResourceAsStream("/dev/weir/core/check/words/" + file + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("the words of " + file + " are missing from this build");
      }
      return new WordLists(file, parse(new String(in.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("the words of " + file + " cannot be read", e);
    }
  }

  static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> sections = new HashMap<>();
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (text.startsWith("[", start) && text.charAt(end - 1) == ']') {
        words = new ArrayList<>();
        sections.put(text.substring(start + 1, end - 1), words);
      } else if (!text.startsWith("# ", start)) {
        addWords(text, start, end, words);
      }
      start = end + 1;
    }
    return sections;
  }

  private static void addWords(String text, int from, int to, List<String> words) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.charAt(i) == ' ') {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  /** Returns the words of a section, in their order. */
  public List<String> list(String section) {
    List<String> words = sections.get(section);
    if (words == null) {
      throw new IllegalStateException(
          "there is no section " + section + " in the words of " + file);
    }
    return List.copyOf(words);
  }

  /** Returns the words of a section. */
  public Set<String> set(String section) {
    return Set.copyOf(list(section));
  }
}
