package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** The text of a self-contained page for people, in the style of all pages, around its data. */
public final class PageText {
  private static final String DATA = "<!--DATA-->";
  private static final String STYLE = "/*STYLE*/\n";
  private static final String SCRIPT = "/*SCRIPT*/\n";
  private static final String READING = "/*READING*/\n";
  private static final String DECIDING = "/*DECIDING*/\n";

  private final String text;
  private final int data;

  private PageText(String text) {
    this.text = text;
    this.data = text.indexOf(DATA);
  }

  /**
   * Reads a page.
   *
   * @param owner a class in the package that the page belongs to
   * @throws IOException if the installation is broken
   */
  public static PageText of(Class<?> owner, String name) throws IOException {
    String page = read(owner, name);
    return new PageText(
        page.replace(STYLE, read(PageText.class, "page.css"))
            .replace(SCRIPT, read(PageText.class, "page.js"))
            .replace(READING, read(PageText.class, "reading.js"))
            .replace(DECIDING, read(PageText.class, "deciding.js")));
  }

  private static String read(Class<?> owner, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("broken installation: " + name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Returns the text before the data, which is JSON without {@code <}. */
  public byte[] beforeData() {
    return text.substring(0, data).getBytes(UTF_8);
  }

  public byte[] afterData() {
    return text.substring(data + DATA.length()).getBytes(UTF_8);
  }
}
