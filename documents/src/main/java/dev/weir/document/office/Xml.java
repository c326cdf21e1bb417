package dev.weir.document.office;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FileHead;
import dev.weir.core.source.DocumentException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML without definitions of entities: nothing is expanded and nothing is opened. */
final class Xml {
  private static final XMLInputFactory FACTORY = factory();

  /** The byte order mark of UTF-8, which a decoder keeps. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

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

  /**
   * Reads a file; elements have their names without a namespace.
   *
   * @throws DocumentException if the file is damaged or defines or uses entities; what was passed
   *     on before remains valid
   */
  static void read(InputStream in, Handler handler) throws IOException, InterruptedException {
    try {
      // The parser would print a wrong byte to the terminal; the decoder replaces it.
      XMLStreamReader reader = FACTORY.createXMLStreamReader(characters(in));
      boolean hasEntities = false;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> handler.start(reader.getLocalName(), reader);
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              handler.text(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> handler.end(reader.getLocalName());
          case XMLStreamConstants.ENTITY_REFERENCE -> hasEntities = true;
          // A type without definitions is only a name.
          case XMLStreamConstants.DTD -> hasEntities = reader.getText().contains("[");
          default -> {}
        }
      }
      if (hasEntities) {
        throw DocumentException.unsupported("a part of it defines entities, which are not read");
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException failure) {
        throw failure;
      }
      // The parser's message would quote the document.
      throw DocumentException.damaged(
          "its XML breaks off in line " + e.getLocation().getLineNumber());
    }
  }

  /** Returns the characters of a file, which is UTF-8, or UTF-16 with a byte order mark. */
  private static Reader characters(InputStream file) throws IOException {
    InputStream in = new BufferedInputStream(file);
    in.mark(MARK.length());
    byte[] first = in.readNBytes(MARK.length());
    FileHead head = new FileHead(first, first.length);
    if (!head.has(0, MARK)) {
      in.reset();
    }
    boolean isWide = head.has(0, "\u00FE\u00FF") || head.has(0, "\u00FF\u00FE");
    return new InputStreamReader(in, isWide ? UTF_16 : UTF_8);
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
