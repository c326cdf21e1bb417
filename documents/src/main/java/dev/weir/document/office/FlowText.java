package dev.weir.document.office;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import dev.weir.document.value.RowText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * The text of paragraphs, one a line, and what attributes say, such as addresses and connections.
 * Stretches of one paragraph in different styles are joined. Changes that are only marked as
 * deleted are text as well.
 */
final class FlowText implements Xml.Handler {
  private static final Set<String> LINES =
      Set.of(
          "p",
          "h",
          "tr",
          "table-row",
          "br",
          "cr",
          "line-break",
          "definedName",
          "comment",
          "author",
          "text",
          "v");

  private static final Set<String> ROWS = Set.of("tr", "table-row");

  private static final Set<String> CELLS = Set.of("tc", "table-cell");

  private static final Set<String> TABS = Set.of("tab", "tc", "table-cell", "s");

  /** Elements of properties, each with one value. */
  private static final Set<String> PROPERTIES =
      Set.of(
          "title",
          "subject",
          "creator",
          "keywords",
          "description",
          "category",
          "lpwstr",
          "company",
          "manager",
          "user-defined",
          "keyword",
          "HyperlinkBase",
          "lpstr");

  /** Shorter attributes are numbers and words of the format. */
  private static final int LEAST = 8;

  private final DocumentText text;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder attributes = new StringBuilder();
  private final List<String> cells = new ArrayList<>();
  private int cellStart;

  FlowText(DocumentText text) {
    this.text = text;
  }

  @Override
  public void start(String element, XMLStreamReader at)
      throws DocumentException, InterruptedException {
    text.count(1);
    if (TABS.contains(element)) {
      out.append('\t');
    }
    if (CELLS.contains(element)) {
      cellStart = out.length();
    } else if (ROWS.contains(element)) {
      cells.clear();
    }
    String name = "";
    for (int i = 0; i < at.getAttributeCount(); i++) {
      String value = at.getAttributeValue(i);
      String attribute = at.getAttributeLocalName(i);
      // A value under a name, such as a variable of the document.
      boolean isValue = attribute.startsWith("val") && !name.isEmpty();
      if (attribute.equals("name")) {
        name = value;
      } else if (value.length() >= LEAST && !isOfFormat(attribute, value)) {
        text.count(value.length());
        attributes.append(isValue ? name : attribute).append(" = '").append(value).append("'\n");
      }
    }
  }

  /** Returns true for what a program writes to describe a document. */
  private static boolean isOfFormat(String attribute, String value) {
    boolean isInner = attribute.equals("Target") && !value.contains(":");
    return isInner || attribute.equalsIgnoreCase("Type") || value.startsWith("http://schemas.");
  }

  @Override
  public void text(String characters) throws DocumentException, InterruptedException {
    text.count(characters.length());
    out.append(characters);
  }

  @Override
  public void end(String element) {
    if (CELLS.contains(element)) {
      cells.add(out.substring(Math.min(cellStart, out.length())).strip());
    } else if (ROWS.contains(element)) {
      pair();
      cells.clear();
    }
    if (LINES.contains(element) || PROPERTIES.contains(element)) {
      out.append('\n');
    }
  }

  /** In a row of two cells the first names the second. */
  private void pair() {
    if (cells.size() == 2 && !cells.get(1).isEmpty()) {
      String name = RowText.name(cells.get(0).getBytes(UTF_8));
      if (name != null) {
        out.append('\n').append(name).append(" = '").append(cells.get(1)).append("'\n");
      }
    }
  }

  /** Returns the paragraphs, and then the attributes. */
  String take() {
    String all = out.toString() + "\n" + attributes;
    out.setLength(0);
    attributes.setLength(0);
    return all.isBlank() ? "" : all;
  }
}
