package dev.weir.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the table of the providers of which only names and the form of values are known. Each row
 * becomes a rule.
 */
final class ProviderTable {
  private ProviderTable() {}

  /**
   * Reads the rows.
   *
   * @throws IOException if the file cannot be read or a line is wrong; the message says which
   */
  static List<ProviderRow> read(Path file) throws IOException {
    List<ProviderRow> rows = new ArrayList<>();
    boolean header = false;
    String last = "";
    int number = 0;
    for (String line : Files.readAllLines(file, UTF_8)) {
      number++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!header) {
        header = ProviderRow.isHeader(line);
        check(header, file, number, "the first line must name the columns");
        continue;
      }
      ProviderRow row = row(line, file, number);
      check(row.id().compareTo(last) > 0, file, number, row.id() + " is not after " + last);
      last = row.id();
      rows.add(row);
    }
    return rows;
  }

  private static ProviderRow row(String line, Path file, int number) throws IOException {
    try {
      return ProviderRow.of(line);
    } catch (IllegalArgumentException e) {
      throw new IOException(place(file, number) + e.getMessage(), e);
    }
  }

  private static void check(boolean holds, Path file, int number, String message)
      throws IOException {
    if (!holds) {
      throw new IOException(place(file, number) + message);
    }
  }

  private static String place(Path file, int number) {
    return file.getFileName() + ":" + number + ": ";
  }
}
