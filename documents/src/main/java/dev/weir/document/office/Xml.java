package dev.weir.document.office;

import dev.weir.core.source.DocumentException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML without definitions of entities: nothing is expanded and nothing is opened. */
final class Xml {
  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** Receives the content of an XML file in its order. */
  interface Handler {
    /** Receives the beginning of an element; its attributes can be asked for. */
    void start(String element, XMLStreamReader at) throws DocumentException, InterruptedException;

    /** Receives text. */
    void text(String text) throws DocumentException, InterruptedException;

    /** Receives the end of an element. */
    void end(String element) throws DocumentException, InterruptedException;
  }

  /** Reads a file; elements have their names without a namespace. */
  static void read(InputStream in, Handler handler) throws DocumentException, InterruptedException {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(in);
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> handler.start(reader.getLocalName(), reader);
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              handler.text(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> handler.end(reader.getLocalName());
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      // The parser's message would quote the document.
      throw DocumentException.damaged(
          "its XML breaks off in line " + e.getLocation().getLineNumber());
    }
  }

  /** Returns an attribute by its name without a namespace, or an empty text. */
  static String attribute(XMLStreamReader at, String name) {
    for (int i = 0; i < at.getAttributeCount(); i++) {
      if (at.getAttributeLocalName(i).equals(name)) {
        return at.getAttributeValue(i);
      }
    }
    return "";
  }
}
