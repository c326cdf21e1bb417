package dev.weir.document.office;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The content of an OpenDocument file: the rows of sheets, the pages of presentations, and the rest
 * as one text.
 */
final class OpenDocumentContent implements Xml.Handler {
  private final DocumentText text;
  private final FlowText flow;
  private boolean isSheets;
  private @Nullable SheetRows sheet;
  private final SortedMap<Integer, String> cells = new TreeMap<>();
  private int sheetDepth;
  private int sheets;
  private int pages;
  private long row;
  private long repeatedRows;
  private int column;
  private int repeatedCells;

  OpenDocumentContent(DocumentText text) {
    this.text = text;
    this.flow = new FlowText(text);
  }

  @Override
  public void start(String element, XMLStreamReader at)
      throws DocumentException, InterruptedException {
    flow.start(element, at);
    switch (element) {
      case "spreadsheet" -> isSheets = true;
      case "page" -> {
        text.add("text", flow.take());
        pages++;
      }
      case "table" -> {
        if (isSheets && sheetDepth++ == 0) {
          text.add("text", flow.take());
          sheets++;
          String name = Xml.attribute(at, "name");
          sheet = new SheetRows(text, name.isEmpty() ? String.valueOf(sheets) : name);
          row = 0;
        }
      }
      case "table-row" -> {
        repeatedRows = repeated(at, "number-rows-repeated");
        column = 0;
        flow.take();
      }
      case "table-cell", "covered-table-cell" -> {
        repeatedCells = repeated(at, "number-columns-repeated");
        if (sheet != null) {
          flow.take();
        }
      }
      default -> {}
    }
  }

  private static int repeated(XMLStreamReader at, String name) {
    String digits = Xml.attribute(at, name);
    return digits.matches("\\d{1,8}") ? Integer.parseInt(digits) : 1;
  }

  @Override
  public void text(String characters) throws DocumentException, InterruptedException {
    flow.text(characters);
  }

  @Override
  public void end(String element) throws DocumentException, InterruptedException {
    flow.end(element);
    switch (element) {
      case "table-cell", "covered-table-cell" -> {
        if (sheet != null) {
          String cell = flow.take().strip();
          if (!cell.isEmpty()) {
            cells.put(column, cell);
          }
        }
        column += repeatedCells;
      }
      case "table-row" -> {
        if (sheet != null) {
          sheet.row(row + 1, cells);
          cells.clear();
        }
        row += repeatedRows;
      }
      case "table" -> {
        if (isSheets && --sheetDepth == 0) {
          sheet = null;
        }
      }
      case "page" -> text.add("page " + pages, flow.take());
      case "document-content" -> text.add("text", flow.take());
      default -> {}
    }
  }
}
