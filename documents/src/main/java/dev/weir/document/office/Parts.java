package dev.weir.document.office;

import dev.weir.core.source.DocumentText;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds the text of the XML files of a document, each under the name that the program shows for it.
 *
 * @param workbook the sheets' names and texts
 */
record Parts(DocumentText text, Workbook workbook) {
  private static final Pattern NUMBERED = Pattern.compile("([A-Za-z]+?)(\\d+)");

  void part(String name, InputStream in) throws IOException, InterruptedException {
    if (name.equals("content.xml")) {
      Xml.read(in, new OpenDocumentContent(text));
    } else if (name.startsWith("xl/worksheets/") && name.endsWith(".xml")) {
      workbook.sheet(name, in);
    } else if (!name.equals("xl/sharedStrings.xml") && !name.equals("[Content_Types].xml")) {
      FlowText flow = new FlowText(text);
      try {
        Xml.read(in, flow);
      } finally {
        // What comes before the damage is text all the same.
        text.add(place(name), flow.take());
      }
    }
  }

  /** Returns {@code slide 3} for {@code ppt/slides/slide3.xml}. */
  private static String place(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    if (file.endsWith(".rels")) {
      return "links";
    }
    if (name.startsWith("docProps/") || name.equals("meta.xml")) {
      return "properties";
    }
    if (name.startsWith("customXml/")) {
      return name;
    }
    String base = file.substring(0, file.lastIndexOf('.'));
    Matcher numbered = NUMBERED.matcher(base);
    if (numbered.matches()) {
      String word = numbered.group(1).equals("notesSlide") ? "notes" : numbered.group(1);
      return word + " " + numbered.group(2);
    }
    return name.equals("word/document.xml") ? "text" : base;
  }
}
