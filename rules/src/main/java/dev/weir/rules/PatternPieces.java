package dev.weir.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named pieces of patterns, so that what many rules need stands in one place: a rule writes
 * {@code @{assign}}. The file has a name, a tab and a pattern on each line; a piece may use the
 * pieces above it.
 */
final class PatternPieces {
  private static final Pattern USE = Pattern.compile("@\\{([a-z]+)\\}");

  private static final int SHORTEST = 16;

  private final Map<String, String> pieces = new LinkedHashMap<>();

  /**
   * Reads a file of pieces.
   *
   * @throws IOException if it cannot be read; if a line is wrong, the message says which
   */
  static PatternPieces read(Path file) throws IOException {
    PatternPieces all = new PatternPieces();
    int number = 0;
    for (String line : Files.readAllLines(file, UTF_8)) {
      number++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String place = file.getFileName() + ":" + number;
      String[] cells = line.split("\t", -1);
      if (cells.length != 2 || !cells[0].matches("[a-z]+") || all.pieces.containsKey(cells[0])) {
        throw new IOException(place + ": expected a new name, a tab and a pattern");
      }
      all.pieces.put(cells[0], all.expanded(cells[1], place));
    }
    return all;
  }

  /**
   * Returns the text with all pieces written out.
   *
   * @param place where the text stands, for messages
   * @throws IOException if a piece is unknown
   */
  String expanded(String text, String place) throws IOException {
    StringBuilder result = new StringBuilder();
    Matcher use = USE.matcher(text);
    int done = 0;
    while (use.find()) {
      String piece = pieces.get(use.group(1));
      if (piece == null) {
        throw new IOException(place + ": no piece is named " + use.group(1));
      }
      result.append(text, done, use.start()).append(piece);
      done = use.end();
    }
    return result.append(text, done, text.length()).toString();
  }

  /** Returns the patterns of all pieces that are worth storing once, the longest one first. */
  List<String> longestFirst() {
    return pieces.values().stream()
        .filter(pattern -> pattern.length() >= SHORTEST)
        .sorted(Comparator.comparing(String::length).reversed())
        .distinct()
        .toList();
  }
}
