package dev.weir.core.regex.syntax;

import dev.weir.core.text.Ascii;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects the characters of a class, in brackets or of an escape such as {@code \d}. */
final class CharacterClass {
  private static final int ASCII = 128;
  // The two characters that fold to ASCII letters.
  private static final int KELVIN = 0x212A;
  private static final int LONG_S = 0x17F;

  private static final int[] SPACES = {'\t', '\n', '\f', '\r', ' ', ' '};

  private final boolean ignoreCase;
  // The first and the last character of each range, in any order.
  private int[] ranges = new int[8];
  private int size;

  CharacterClass(boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
  }

  /** Returns the class of one character, and those that it folds to if case is ignored. */
  static RegexNode of(int point, boolean ignoreCase) {
    CharacterClass one = new CharacterClass(ignoreCase);
    one.addRange(point, point);
    return one.build();
  }

  void addRange(int low, int high) {
    add(low, high);
    if (ignoreCase) {
      addFolds(low, high);
    }
  }

  private void add(int low, int high) {
    if (size == ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * size);
    }
    ranges[size++] = low;
    ranges[size++] = high;
  }

  private void addFolds(int low, int high) {
    for (int c = Math.max(low, 'A'); c <= Math.min(high, 'z'); c++) {
      if (Ascii.isLetter(c)) {
        add(c ^ 0x20, c ^ 0x20);
        int lower = Ascii.toLower(c);
        if (lower == 'k' || lower == 's') {
          int other = lower == 'k' ? KELVIN : LONG_S;
          add(other, other);
        }
      }
    }
    if (high < ASCII) {
      return;
    }
    if (low <= ASCII && high == Character.MAX_CODE_POINT) {
      // The others of all these are in the range, but for the letters that fold to ASCII.
      for (int c : new int[] {'K', 'k', 'S', 's'}) {
        add(c, c);
      }
      return;
    }
    for (int c = UnicodeClasses.folding(Math.max(low, ASCII)); c >= 0 && c <= high; ) {
      int other = UnicodeClasses.nextCase(c);
      while (other != c) {
        add(other, other);
        other = UnicodeClasses.nextCase(other);
      }
      c = UnicodeClasses.folding(c + 1);
    }
  }

  void addSpace(boolean negated) {
    addMembers(SPACES, negated);
  }

  /** Adds a POSIX class such as {@code [:alpha:]}; false if there is no such class. */
  boolean addClass(String name, boolean negated) {
    int[] members = posix(name);
    if (members == null) {
      return false;
    }
    addMembers(members, negated);
    return true;
  }

  private static int @Nullable [] posix(String name) {
    return switch (name) {
      case "[:alnum:]" -> new int[] {'0', '9', 'A', 'Z', 'a', 'z'};
      case "[:alpha:]" -> new int[] {'A', 'Z', 'a', 'z'};
      case "[:ascii:]" -> new int[] {0, 127};
      case "[:blank:]" -> new int[] {'\t', '\t', ' ', ' '};
      case "[:cntrl:]" -> new int[] {0, 31, 127, 127};
      case "[:digit:]" -> new int[] {'0', '9'};
      case "[:graph:]" -> new int[] {'!', '~'};
      case "[:lower:]" -> new int[] {'a', 'z'};
      case "[:print:]" -> new int[] {' ', '~'};
      case "[:punct:]" -> new int[] {'!', '/', ':', '@', '[', '`', '{', '~'};
      case "[:space:]" -> new int[] {'\t', '\r', ' ', ' '};
      case "[:upper:]" -> new int[] {'A', 'Z'};
      case "[:word:]" -> new int[] {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'};
      case "[:xdigit:]" -> new int[] {'0', '9', 'A', 'F', 'a', 'f'};
      default -> null;
    };
  }

  /**
   * Adds a class such as {@code \p{Greek}}; false if there is no such class.
   *
   * @param name without braces; may begin with a circumflex
   */
  boolean addUnicode(String name, boolean negated) {
    boolean opposite = name.startsWith("^");
    String positive = opposite ? name.substring(1) : name;
    int[] members = UnicodeClasses.named(positive);
    if (members == null) {
      return false;
    }
    // gitleaks: Go's table of cased letters has no letters in other cases
    String key = positive.toLowerCase(Locale.ROOT);
    boolean folds = ignoreCase && !key.equals("lc") && !key.startsWith("cased");
    addMembers(members, negated != opposite, folds);
    return true;
  }

  private void addMembers(int[] members, boolean negated) {
    addMembers(members, negated, ignoreCase);
  }

  private void addMembers(int[] members, boolean negated, boolean folds) {
    CharacterClass own = new CharacterClass(folds);
    for (int i = 0; i < members.length; i += 2) {
      own.addRange(members[i], members[i + 1]);
    }
    int[] all = normalized(Arrays.copyOf(own.ranges, own.size));
    int[] added = negated ? complement(all) : all;
    for (int i = 0; i < added.length; i += 2) {
      add(added[i], added[i + 1]);
    }
  }

  void negate() {
    ranges = complement(normalized(Arrays.copyOf(ranges, size)));
    size = ranges.length;
    if (size == 0) {
      ranges = new int[8];
    }
  }

  RegexNode build() {
    int[] all = normalized(Arrays.copyOf(ranges, size));
    boolean[] ascii = new boolean[ASCII];
    int[] others = new int[all.length];
    int count = 0;
    for (int i = 0; i < all.length; i += 2) {
      for (int c = all[i]; c <= all[i + 1] && c < ASCII; c++) {
        ascii[c] = true;
      }
      if (all[i + 1] >= ASCII) {
        others[count++] = Math.max(all[i], ASCII);
        others[count++] = all[i + 1];
      }
    }
    return new RegexNode.CharSet(ascii, Arrays.copyOf(others, count));
  }

  /** Returns the same characters as ranges in order that neither overlap nor touch. */
  static int[] normalized(int[] ranges) {
    long[] sorted = new long[ranges.length / 2];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (long) ranges[2 * i] << 32 | ranges[2 * i + 1];
    }
    Arrays.sort(sorted);
    int[] merged = new int[ranges.length];
    int count = 0;
    for (long range : sorted) {
      int low = (int) (range >> 32);
      int high = (int) range;
      if (count > 0 && low <= merged[count - 1] + 1) {
        merged[count - 1] = Math.max(merged[count - 1], high);
      } else {
        merged[count++] = low;
        merged[count++] = high;
      }
    }
    return Arrays.copyOf(merged, count);
  }

  /** Returns all other characters; the ranges must be normalized, and so are the returned ones. */
  static int[] complement(int[] ranges) {
    int[] others = new int[ranges.length + 2];
    int count = 0;
    int from = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] > from) {
        others[count++] = from;
        others[count++] = ranges[i] - 1;
      }
      from = ranges[i + 1] + 1;
    }
    if (from <= Character.MAX_CODE_POINT) {
      others[count++] = from;
      others[count++] = Character.MAX_CODE_POINT;
    }
    return Arrays.copyOf(others, count);
  }
}
