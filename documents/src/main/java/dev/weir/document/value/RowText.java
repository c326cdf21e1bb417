package dev.weir.document.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the row of a table as lines {@code column = 'value'}, so that rules that need the name of
 * a value work. In a table of settings, with a column for names and one for values, the name is the
 * text of the first.
 */
public final class RowText {
  /** The longest text that counts as a name, in bytes. */
  private static final int LONGEST_NAME = 80;

  private final List<String> names = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();

  /** Adds a column that has a value. */
  public void add(String column, byte[] value) {
    names.add(column);
    values.add(value);
  }

  /** Adds a column that has a value. */
  public void add(String column, String value) {
    add(column, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the lines of the columns that were added, and forgets these. */
  public byte[] take() {
    int nameColumn = column("key", "name", "setting", "variable", "property", "option", "label");
    int valueColumn = column("value", "val", "data", "content", "setting_value");
    String name = nameColumn < 0 || valueColumn < 0 ? null : name(values.get(nameColumn));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < names.size(); i++) {
      line(text, i == valueColumn && name != null ? name : names.get(i), values.get(i));
    }
    clear();
    return text.toByteArray();
  }

  /** Forgets the columns that were added. */
  public void clear() {
    names.clear();
    values.clear();
  }

  /** Writes one line {@code name = 'value'}. */
  public static void line(ByteArrayOutputStream text, String name, byte[] value) {
    text.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    text.writeBytes(new byte[] {' ', '=', ' ', '\''});
    text.writeBytes(value);
    text.write('\'');
    text.write('\n');
  }

  /** Returns the index of the column that has one of these names, or ends with it, or -1. */
  private int column(String... wanted) {
    int last = -1;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).toLowerCase(Locale.ROOT);
      for (String word : wanted) {
        if (name.equals(word)) {
          return i;
        }
        last = last < 0 && name.endsWith("_" + word) ? i : last;
      }
    }
    return last;
  }

  /** Returns a value as the name of another one, or null if it is none. */
  public static @Nullable String name(byte[] value) {
    boolean isShort = value.length > 0 && value.length <= LONGEST_NAME;
    if (!isShort) {
      return null;
    }
    for (byte b : value) {
      boolean isWord =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || b < 0
              || "_-. /:".indexOf(b) >= 0;
      if (!isWord) {
        return null;
      }
    }
    return new String(value, StandardCharsets.UTF_8);
  }
}
