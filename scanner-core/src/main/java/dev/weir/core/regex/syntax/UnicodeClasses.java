package dev.weir.core.regex.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The categories and scripts of Unicode 15.0, and which characters differ only in case: the version
 * that Go's {@code regexp} knows, whatever Java's own version is. Loaded when a pattern first needs
 * them.
 *
 * <p>{@code bench/unicode-classes.go} writes the resource. Each line is a name and its ranges, as
 * base-36 distances: from the end of the previous range to the start, and after a dash from there
 * to the end. The line {@code fold} has the groups of characters that differ only in case.
 */
final class UnicodeClasses {
  private static final String RESOURCE = "unicode-classes.txt";
  private static final int[] ALL = {0, Character.MAX_CODE_POINT};
  private static final int[] ASCII = {0, 127};
  private static final UnicodeClasses LOADED = load();

  /** The long names of categories that are not their abbreviations. */
  private static final Map<String, String> LONG_NAMES = longNames();

  private final Map<String, int[]> ranges = new HashMap<>();
  private int[] folding = new int[0];
  private int[] next = new int[0];

  private UnicodeClasses() {}

  /**
   * Returns the ranges of a class, each as its first and last character, or null if there is no
   * such class. Case, blanks, dashes and underscores of the name do not matter.
   */
  static int @Nullable [] named(String name) {
    String key = name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    return switch (key) {
      case "any" -> ALL;
      case "ascii" -> ASCII;
      case "assigned" -> CharacterClass.complement(unassigned());
      default -> {
        String known = LONG_NAMES.getOrDefault(key, key);
        yield known.equals("cn") ? unassigned() : LOADED.ranges(known);
      }
    };
  }

  private static int[] unassigned() {
    return CharacterClass.complement(
        LOADED.union("cc", "cf", "co", "cs", "l", "m", "n", "p", "s", "z"));
  }

  private int @Nullable [] ranges(String key) {
    int[] known = ranges.get(key);
    if (known != null) {
      return known;
    }
    return switch (key) {
      case "c" -> CharacterClass.normalized(joined(union("cc", "cf", "co", "cs"), unassigned()));
      case "lc" -> union("ll", "lt", "lu");
      case "l" -> union("ll", "lm", "lo", "lt", "lu");
      case "m" -> union("mc", "me", "mn");
      case "n" -> union("nd", "nl", "no");
      case "p" -> union("pc", "pd", "pe", "pf", "pi", "po", "ps");
      case "s" -> union("sc", "sk", "sm", "so");
      case "z" -> union("zl", "zp", "zs");
      default -> null;
    };
  }

  private int[] union(String... keys) {
    int[] all = new int[0];
    for (String key : keys) {
      int[] one = ranges(key);
      all = one == null ? all : joined(all, one);
    }
    return CharacterClass.normalized(all);
  }

  private static int[] joined(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /**
   * Returns the next larger character that differs from this one only in case, or the smallest of
   * them after the largest; the character itself if there is no other.
   */
  static int nextCase(int point) {
    int at = Arrays.binarySearch(LOADED.folding, point);
    return at < 0 ? point : LOADED.next[at];
  }

  /**
   * Returns the first character from {@code least} on that has others that differ only in case, or
   * -1.
   */
  static int folding(int least) {
    int at = Arrays.binarySearch(LOADED.folding, least);
    int from = at < 0 ? -at - 1 : at;
    return from < LOADED.folding.length ? LOADED.folding[from] : -1;
  }

  private static UnicodeClasses load() {
    try (InputStream in = UnicodeClasses.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      UnicodeClasses classes = new UnicodeClasses();
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.split("\n", -1)) {
        String[] parts = line.split(" ", -1);
        if (parts[0].equals("fold")) {
          classes.readFolds(parts);
        } else if (!parts[0].isEmpty()) {
          classes.ranges.put(parts[0].toLowerCase(Locale.ROOT).replace("_", ""), readRanges(parts));
        }
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] readRanges(String[] parts) {
    int[] ranges = new int[2 * (parts.length - 1)];
    int last = 0;
    for (int i = 1; i < parts.length; i++) {
      int dash = parts[i].indexOf('-');
      int low = last + number(dash < 0 ? parts[i] : parts[i].substring(0, dash));
      last = dash < 0 ? low : low + number(parts[i].substring(dash + 1));
      ranges[2 * i - 2] = low;
      ranges[2 * i - 1] = last;
    }
    return ranges;
  }

  private void readFolds(String[] parts) {
    Map<Integer, Integer> ring = new HashMap<>();
    int first = 0;
    for (int i = 1; i < parts.length; i++) {
      String[] distances = parts[i].split(",", -1);
      first += number(distances[0]);
      int point = first;
      for (int k = 1; k < distances.length; k++) {
        int other = point + number(distances[k]);
        ring.put(point, other);
        point = other;
      }
      ring.put(point, first);
    }
    folding = ring.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    next = Arrays.stream(folding).map(ring::get).toArray();
  }

  private static int number(String text) {
    return Integer.parseInt(text, 36);
  }

  private static Map<String, String> longNames() {
    String names =
        "c=other cc=control cc=cntrl cf=format cn=unassigned co=privateuse cs=surrogate l=letter"
            + " lc=casedletter ll=lowercaseletter lm=modifierletter lo=otherletter"
            + " lt=titlecaseletter lu=uppercaseletter m=combiningmark m=mark mc=spacingmark"
            + " me=enclosingmark mn=nonspacingmark n=number nd=decimalnumber nd=digit"
            + " nl=letternumber no=othernumber p=punctuation p=punct pc=connectorpunctuation"
            + " pd=dashpunctuation pe=closepunctuation pf=finalpunctuation"
            + " pi=initialpunctuation po=otherpunctuation ps=openpunctuation s=symbol"
            + " sc=currencysymbol sk=modifiersymbol sm=mathsymbol so=othersymbol z=separator"
            + " zl=lineseparator zp=paragraphseparator zs=spaceseparator";
    Map<String, String> map = new HashMap<>();
    for (String pair : names.split(" ", -1)) {
      int equals = pair.indexOf('=');
      map.put(pair.substring(equals + 1), pair.substring(0, equals));
    }
    return map;
  }
}
