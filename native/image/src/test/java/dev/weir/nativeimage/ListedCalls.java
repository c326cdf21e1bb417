package dev.weir.nativeimage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The list {@code dynamic-calls.tsv}: every call by which the program or a library looks for
 * something at run time, how many times a method contains it, and why the executable finds the same
 * as Java does.
 */
final class ListedCalls {
  private static final Path FILE = Path.of("src/test/resources/dynamic-calls.tsv");
  private static final String HEAD =
      """
      # Every call that looks for a class, a member, a resource or code at run time.
      # caller, call, number of calls in the caller, answer, reason. The answers:
      #   metadata   what is looked for is in the metadata
      #   members    the same, but of classes of the JDK no members may be found
      #   constant   the arguments are constants, or the classes are of services; GraalVM sees them
      #   probe      nothing needs to be found
      #   unreached  weir never calls it
      # New lines: mvn verify -Dgolden.update, then give each ? an answer and a reason.
      """;

  /** Why a call needs nothing more. */
  enum Answer {
    METADATA,
    MEMBERS,
    CONSTANT,
    PROBE,
    UNREACHED
  }

  /**
   * A line of the list.
   *
   * @param answer null if nobody has given one
   */
  record Line(int count, @Nullable Answer answer, String reason) {
    private String text(DynamicCalls.Site site) {
      String word = answer == null ? "?" : answer.name().toLowerCase(Locale.ROOT);
      return String.join(
          "\t", site.caller(), site.call(), Integer.toString(count), word, reason + "\n");
    }
  }

  private ListedCalls() {}

  static Map<DynamicCalls.Site, Line> read() throws IOException {
    Map<DynamicCalls.Site, Line> lines = new TreeMap<>();
    for (String line : Files.readAllLines(FILE)) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        Answer answer =
            cells[3].equals("?") ? null : Answer.valueOf(cells[3].toUpperCase(Locale.ROOT));
        lines.put(
            new DynamicCalls.Site(cells[0], cells[1]),
            new Line(Integer.parseInt(cells[2]), answer, cells[4]));
      }
    }
    return lines;
  }

  /** Rewrites the list, with the answers that it has. */
  static void update(Map<DynamicCalls.Site, Integer> found) throws IOException {
    Map<DynamicCalls.Site, Line> known = Files.exists(FILE) ? read() : Map.of();
    StringBuilder text = new StringBuilder(HEAD);
    found.forEach(
        (site, count) -> {
          Line line = known.get(site);
          boolean same = line != null && line.count() == count;
          text.append(
              new Line(count, same ? line.answer() : null, same ? line.reason() : "").text(site));
        });
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text);
  }
}
