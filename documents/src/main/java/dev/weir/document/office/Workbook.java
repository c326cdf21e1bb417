package dev.weir.document.office;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamReader;

/**
 * A workbook of Office Open XML: the names of its sheets and the texts that its cells refer to,
 * which are other files than the sheets themselves.
 */
final class Workbook {
  private static final String FOLDER = "xl/";
  private static final int LETTERS = 26;
  private static final int MOST_COLUMNS = 1 << 14;

  private final DocumentText text;
  private final Map<String, String> nameOfId = new HashMap<>();
  private final Map<String, String> idOfPart = new HashMap<>();
  private final List<String> shared = new ArrayList<>();

  Workbook(DocumentText text) {
    this.text = text;
  }

  /** Reads a file of the archive, if it says something about sheets. */
  void part(String name, InputStream in) throws IOException, InterruptedException {
    switch (name) {
      case "xl/workbook.xml" ->
          Xml.read(
              in,
              new Elements(
                  (element, at) -> {
                    if (element.equals("sheet")) {
                      nameOfId.put(Xml.attribute(at, "id"), Xml.attribute(at, "name"));
                    }
                  }));
      case "xl/_rels/workbook.xml.rels" ->
          Xml.read(
              in,
              new Elements(
                  (element, at) -> {
                    String target = Xml.attribute(at, "Target");
                    String part = target.startsWith("/") ? target.substring(1) : FOLDER + target;
                    idOfPart.put(part, Xml.attribute(at, "Id"));
                  }));
      case "xl/sharedStrings.xml" -> Xml.read(in, new SharedTexts());
      default -> {}
    }
  }

  /** Adds the rows of a sheet. */
  void sheet(String part, InputStream in) throws IOException, InterruptedException {
    String id = idOfPart.getOrDefault(part, "");
    String number = part.replaceAll("\\D", "");
    String name = nameOfId.getOrDefault(id, number);
    Xml.read(in, new Sheet(new SheetRows(text, name)));
  }

  /** Reads only the attributes of elements. */
  private record Elements(Start start) implements Xml.Handler {
    interface Start {
      void at(String element, XMLStreamReader at);
    }

    @Override
    public void start(String element, XMLStreamReader at) {
      start.at(element, at);
    }

    @Override
    public void text(String text) {}

    @Override
    public void end(String element) {}
  }

  /** Collects the texts of cells, whose pieces are joined. */
  private final class SharedTexts implements Xml.Handler {
    private final StringBuilder one = new StringBuilder();
    private boolean isReading;

    @Override
    public void start(String element, XMLStreamReader at) {
      isReading = element.equals("t");
    }

    @Override
    public void text(String characters) throws DocumentException, InterruptedException {
      if (isReading) {
        text.count(characters.length());
        one.append(characters);
      }
    }

    @Override
    public void end(String element) throws DocumentException, InterruptedException {
      isReading = false;
      if (element.equals("si")) {
        text.count(1);
        shared.add(one.toString());
        one.setLength(0);
      }
    }
  }

  /** Reads rows and cells. */
  private final class Sheet implements Xml.Handler {
    private final SheetRows rows;
    private final SortedMap<Integer, String> cells = new TreeMap<>();
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder formula = new StringBuilder();
    private long row;
    private int column;
    private String type = "";
    private String reading = "";

    Sheet(SheetRows rows) {
      this.rows = rows;
    }

    @Override
    public void start(String element, XMLStreamReader at)
        throws DocumentException, InterruptedException {
      text.count(1);
      reading = element;
      if (element.equals("row")) {
        row = number(Xml.attribute(at, "r"), row + 1);
        column = -1;
      } else if (element.equals("c")) {
        String place = Xml.attribute(at, "r");
        column = place.isEmpty() ? column + 1 : column(place);
        type = Xml.attribute(at, "t");
        value.setLength(0);
        formula.setLength(0);
      }
    }

    private static long number(String digits, long other) {
      return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : other;
    }

    private static int column(String place) {
      int column = 0;
      for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
        column = Math.min(MOST_COLUMNS, column * LETTERS + (place.charAt(i) & 0x1F));
      }
      return column;
    }

    @Override
    public void text(String characters) throws DocumentException, InterruptedException {
      text.count(characters.length());
      if (reading.equals("v") || reading.equals("t")) {
        value.append(characters);
      } else if (reading.equals("f")) {
        formula.append(characters);
      }
    }

    @Override
    public void end(String element) throws DocumentException, InterruptedException {
      reading = "";
      if (element.equals("c")) {
        String cell = type.equals("s") ? shared(value.toString()) : value.toString();
        // A formula is worth reading if it holds a text or an address.
        boolean quotes = formula.indexOf("\"") >= 0;
        String all = quotes ? cell + " =" + formula : cell;
        if (!all.isBlank()) {
          text.count(all.length());
          cells.merge(column, all, (a, b) -> a + " " + b);
        }
      } else if (element.equals("row")) {
        rows.row(row, cells);
        cells.clear();
      }
    }

    private String shared(String index) {
      long number = number(index, -1);
      return number >= 0 && number < shared.size() ? shared.get((int) number) : "";
    }
  }
}
