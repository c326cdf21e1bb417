package dev.weir.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Draws the input of a property from a seed. Limits and other special values are more frequent than
 * by chance. All drawn values are recorded, for the message of a failure.
 */
public final class Draw {
  private static final int ODD = 10;
  private static final int LONGEST_SHOWN = 1_000;
  private static final String ODD_CHARACTERS =
      "\0\t\n\r \"'\\%&<>\u007f\u0080\u00e9\u0130\u017f\u20ac\u2028\u212a\ud800\udfff\ufeff\uffff";

  private final Random random;
  private final List<Object> drawn = new ArrayList<>();
  private int depth;

  Draw(long seed) {
    random = new Random(seed);
  }

  /**
   * Makes a value from several others, which are not recorded themselves.
   *
   * @param maker draws and returns the value
   */
  public <T> T make(Supplier<T> maker) {
    depth++;
    T value;
    try {
      value = maker.get();
    } finally {
      depth--;
    }
    return remember(value);
  }

  private <T> T remember(T value) {
    if (depth == 0) {
      drawn.add(value instanceof byte[] bytes ? bytes.clone() : value);
    }
    return value;
  }

  /** Returns true once in this many times, on average. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Returns a number from min to max, both included. */
  public int number(int min, int max) {
    int value =
        switch (random.nextInt(2 * ODD)) {
          case 0 -> min;
          case 1 -> max;
          case 2 -> Math.min(max, min + 1);
          default -> (int) random.nextLong(min, max + 1L);
        };
    return remember(value);
  }

  /** Returns any number. */
  public long seed() {
    return remember(random.nextLong());
  }

  /** Returns one of some values. */
  @SafeVarargs
  public final <T> T of(T... values) {
    return remember(values[random.nextInt(values.length)]);
  }

  /** Returns one of some values. */
  public <T> T of(List<T> values) {
    return remember(values.get(random.nextInt(values.size())));
  }

  // Short texts are frequent, regardless of the limit, and so are the limits themselves.
  private int length(int min, int max) {
    return switch (random.nextInt(ODD)) {
      case 0 -> min;
      case 1 -> max;
      case 2, 3, 4 -> random.nextInt(min, Math.min(max, min + 4) + 1);
      default -> random.nextInt(min, max + 1);
    };
  }

  /** Returns from min to max values. */
  public <T> List<T> list(int min, int max, Supplier<T> maker) {
    return make(
        () -> {
          List<T> values = new ArrayList<>();
          for (int i = length(min, max); i > 0; i--) {
            values.add(maker.get());
          }
          return values;
        });
  }

  /** Returns up to max pieces as one text. */
  public String joined(int max, List<String> pieces) {
    return make(() -> String.join("", list(0, max, () -> of(pieces))));
  }

  /** Returns up to max bytes. */
  public byte[] bytes(int max) {
    byte[] bytes = new byte[length(0, max)];
    random.nextBytes(bytes);
    if (random.nextInt(ODD) == 0) {
      Arrays.fill(bytes, of((byte) 0, (byte) -1, (byte) '\n', (byte) 'a'));
    }
    return remember(bytes);
  }

  /** Returns a text of any UTF-16 units, including halves of surrogate pairs. */
  public String text(int min, int max) {
    int kind = random.nextInt(4);
    return chars(
        min,
        max,
        () ->
            switch (random.nextInt(ODD) == 0 ? 3 : kind) {
              case 0 -> (char) random.nextInt(' ', 0x7f);
              case 1 -> (char) random.nextInt(0x100);
              case 2 -> (char) random.nextInt(0x10000);
              default -> ODD_CHARACTERS.charAt(random.nextInt(ODD_CHARACTERS.length()));
            });
  }

  /** Returns a text of characters from the first to the last, both included. */
  public String text(int min, int max, char first, char last) {
    return chars(
        min,
        max,
        () ->
            switch (random.nextInt(2 * ODD)) {
              case 0 -> first;
              case 1 -> last;
              default -> (char) random.nextInt(first, last + 1);
            });
  }

  /** Returns a text of some characters. */
  public String text(int min, int max, String characters) {
    return chars(min, max, () -> characters.charAt(random.nextInt(characters.length())));
  }

  private String chars(int min, int max, Supplier<Character> maker) {
    StringBuilder text = new StringBuilder();
    for (int i = length(min, max); i > 0; i--) {
      text.append(maker.get().charValue());
    }
    return remember(text.toString());
  }

  /** Returns everything that was drawn, in order. */
  @Override
  public String toString() {
    return drawn.stream().map(Draw::shown).toList().toString();
  }

  private static String shown(Object value) {
    String text =
        value instanceof byte[] bytes
            ? "bytes " + HexFormat.of().formatHex(bytes)
            : value instanceof String string ? quoted(string) : String.valueOf(value);
    return text.length() <= LONGEST_SHOWN
        ? text
        : text.substring(0, LONGEST_SHOWN) + "... (" + text.length() + ")";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        quoted.append(c);
      } else {
        quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
      }
    }
    return quoted.append('"').toString();
  }
}
