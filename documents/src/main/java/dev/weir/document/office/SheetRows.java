package dev.weir.document.office;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import dev.weir.document.value.RowText;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rows of one sheet. The cells of its first row, if they are words, name those below; in a
 * row of two cells the first also names the second.
 */
final class SheetRows {
  private final DocumentText text;
  private final String place;
  private @Nullable Map<Integer, String> names;

  SheetRows(DocumentText text, String sheet) {
    this.text = text;
    this.place = "sheet " + sheet + " row ";
  }

  /**
   * Adds a row.
   *
   * @param number the number of the row, from 1 on
   * @param cells the texts of cells that are not empty, by the index of their column
   */
  void row(long number, SortedMap<Integer, String> cells)
      throws DocumentException, InterruptedException {
    if (cells.isEmpty()) {
      return;
    }
    Map<Integer, String> header = names;
    List<String> values = List.copyOf(cells.values());
    String name = cells.size() == 2 ? RowText.name(values.get(0).getBytes(UTF_8)) : null;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (header == null) {
      names = header(cells);
    } else {
      RowText line = new RowText();
      cells.forEach((column, cell) -> line.add(header.getOrDefault(column, "cell"), cell));
      out.writeBytes(line.take());
    }
    if (name != null) {
      RowText.line(out, name, values.get(1).getBytes(UTF_8));
    } else if (header == null) {
      out.writeBytes(String.join("\t", values).getBytes(UTF_8));
    }
    text.add(place + number, out.toByteArray());
  }

  private static Map<Integer, String> header(SortedMap<Integer, String> cells) {
    Map<Integer, String> header = new HashMap<>();
    for (Map.Entry<Integer, String> cell : cells.entrySet()) {
      String name = RowText.name(cell.getValue().getBytes(UTF_8));
      if (name != null) {
        header.put(cell.getKey(), name);
      }
    }
    return header;
  }
}
