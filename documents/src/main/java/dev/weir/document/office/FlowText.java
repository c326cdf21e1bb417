package dev.weir.document.office;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * The text of paragraphs, one a line, and the addresses and connections in attributes. Stretches of
 * one paragraph in different styles are joined. Changes that are only marked as deleted are text as
 * well.
 */
final class FlowText implements Xml.Handler {
  private static final Set<String> LINES =
      Set.of("p", "h", "tr", "table-row", "br", "cr", "line-break", "definedName", "comment");

  private static final Set<String> TABS = Set.of("tab", "tc", "table-cell", "s");

  /** Elements of properties, each with one value. */
  private static final Set<String> PROPERTIES =
      Set.of(
          "title", "subject", "creator", "keywords", "description", "category", "lpwstr", "company",
          "manager", "user-defined", "keyword", "HyperlinkBase", "lpstr");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Target", "href", "connection", "connectionString", "command", "sourceFile", "descr",
          "tooltip", "url", "connection-resource");

  private final DocumentText text;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder attributes = new StringBuilder();

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
    for (int i = 0; i < at.getAttributeCount(); i++) {
      String name = at.getAttributeLocalName(i);
      String value = at.getAttributeValue(i);
      // Most targets are other files of the same document.
      boolean isInner = name.equals("Target") && !value.contains(":");
      if ((ATTRIBUTES.contains(name) && !isInner) || element.equals("connectString")) {
        text.count(value.length());
        attributes.append(name).append("=\"").append(value).append("\"\n");
      }
    }
  }

  @Override
  public void text(String characters) throws DocumentException, InterruptedException {
    text.count(characters.length());
    out.append(characters);
  }

  @Override
  public void end(String element) {
    if (LINES.contains(element) || PROPERTIES.contains(element)) {
      out.append('\n');
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
