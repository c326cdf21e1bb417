package dev.weir.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.archive.ArchiveLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Documents that are made to cost much are named, after a bounded amount of work. */
class DocumentLimitsTest {
  private static final Path FILES = Path.of("src/test/resources/documents");
  private static final int MEGABYTE = 1_000_000;

  private static byte[] zip(String name, Consumer<OutputStream> content) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry(name));
      content.accept(out);
    }
    return zip.toByteArray();
  }

  private static void write(OutputStream out, String text, int times) {
    try {
      byte[] bytes = text.getBytes(UTF_8);
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPartOfAnOfficeDocumentThatIsMuchLargerUnpacked() throws Exception {
    byte[] text = "x".repeat(MEGABYTE).getBytes(UTF_8);
    byte[] bomb =
        zip(
            "word/document.xml",
            out -> {
              write(out, "<document><body><p><t>", 1);
              write(out, new String(text, UTF_8), 120);
              write(out, "</t></p></body></document>", 1);
            });
    ReadDocument document = ReadDocument.of("a.docx", bomb, ArchiveLimits.NONE);
    assertThat(document.failures).singleElement().asString().startsWith("UNPACK_LIMIT a.docx: ");
  }

  @Test
  void entitiesAreNotExpandedAndNothingIsOpened() throws Exception {
    String xml =
        "<!DOCTYPE d [<!ENTITY a \"marmalade\"><!ENTITY f SYSTEM \"file:///etc/hostname\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><d><p>&b;&f;jam</p></d>";
    ReadDocument document =
        ReadDocument.of("a.docx", zip("word/document.xml", o -> write(o, xml, 1)));
    assertThat(document.at("text").strip()).isEqualTo("jam");
    assertThat(document.failures)
        .containsExactly(
            "UNSUPPORTED a.docx: an Office document: a part of it defines entities, which are not"
                + " read");
  }

  @Test
  void elementsThatAreNestedDeeply() throws Exception {
    byte[] deep = zip("word/document.xml", out -> write(out, "<p>", 300_000));
    ReadDocument document = ReadDocument.of("a.docx", deep);
    assertThat(document.failures).singleElement().asString().contains("its XML breaks off");
  }

  @Test
  void aPartOfAPdfDocumentThatIsMuchLargerUnpacked() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      write(out, "BT ET\n".repeat(1_000), 18_000);
    }
    String start =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
            + "4 0 obj<</Filter/FlateDecode/Length "
            + packed.size()
            + ">>stream\n";
    String end = "\nendstream endobj\ntrailer<</Root 1 0 R>>\n";
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    write(pdf, start, 1);
    packed.writeTo(pdf);
    write(pdf, end, 1);
    assertThat(ReadDocument.of("a.pdf", pdf.toByteArray()).failures)
        .containsExactly(
            "UNPACK_LIMIT a.pdf: a PDF document: a part of it unpacks to more than 100 MB");
  }

  @Test
  void formsOfAPdfDocumentThatDrawOneAnother() throws Exception {
    StringBuilder pdf =
        new StringBuilder(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
                + "/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
                + "4 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\n");
    for (int form = 5; form < 30; form++) {
      pdf.append(form)
          .append(" 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ")
          .append(form + 1)
          .append(" 0 R>>>>/Length 35>>stream\n/X Do /X Do /X Do /X Do /X Do /X Do\n")
          .append("endstream endobj\n");
    }
    pdf.append("30 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5>>stream\n")
        .append("BT ET\nendstream endobj\n% \u00e4\0\ntrailer<</Root 1 0 R>>\n");
    ReadDocument document =
        ReadDocument.of("a.pdf", pdf.toString().getBytes(ISO_8859_1), ArchiveLimits.NONE);
    assertThat(document.failures)
        .containsExactly("UNPACK_LIMIT a.pdf: a PDF document: it has more than 100 MB of text");
  }

  @Test
  void pagesOfADatabaseThatReferToThemselves() throws Exception {
    byte[] bytes = Files.readAllBytes(FILES.resolve("utf8.sqlite"));
    int size = 1_024;
    // All interior pages point to the first page of the database.
    for (int page = 1; page * size < bytes.length; page++) {
      if (bytes[page * size] == 5) {
        ByteBuffer.wrap(bytes).putInt(page * size + 8, 1);
      }
    }
    // The list of free pages begins with itself.
    ByteBuffer.wrap(bytes).putInt(32, 1);
    ReadDocument document = ReadDocument.of("a.sqlite", bytes);
    assertThat(document.failures)
        .containsExactly(
            "UNREADABLE a.sqlite!table jars: it is damaged: page 1 is used twice",
            "UNREADABLE a.sqlite: an SQLite database: it is damaged: page 1 is used twice");
    assertThat(document.at("table settings row 1")).contains("marmalade");
  }

  @Test
  void brokenNotebooksAreTextAllTheSame() throws Exception {
    String deep = "{\"cells\": [{\"source\": " + "[".repeat(100_000);
    ReadDocument document = ReadDocument.of("a.ipynb", deep.getBytes(UTF_8));
    assertThat(document.asBytes).isTrue();
    assertThat(document.failures)
        .singleElement()
        .asString()
        .startsWith("skipped DOCUMENT a.ipynb: its bytes were searched, but not as a Jupyter");
  }

  /** Lists of lists, each twice in the next one, would have more values than bytes. */
  @Test
  void valuesOfPythonThatReferToOneAnother() throws Exception {
    byte[] module = Files.readAllBytes(FILES.resolve("app-3.8.pyc"));
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(module, 0, 16);
    bomb.write('c');
    bomb.writeBytes(new byte[24]);
    bomb.writeBytes(new byte[] {'s', 0, 0, 0, 0});
    int lists = 10_000;
    bomb.write('(');
    bomb.writeBytes(little(lists));
    bomb.writeBytes(new byte[] {(byte) ('(' | 0x80), 1, 0, 0, 0, 'z', 9});
    bomb.writeBytes("marmalade".getBytes(ISO_8859_1));
    for (int i = 1; i < lists; i++) {
      bomb.write('(' | 0x80);
      bomb.writeBytes(little(2));
      for (int twice = 0; twice < 2; twice++) {
        bomb.write('r');
        bomb.writeBytes(little(i - 1));
      }
    }
    // No names, variables and cells; then the name of the file and of the module, and its lines.
    bomb.writeBytes("))))zz".replace(")", ")\0").replace("z", "z\0").getBytes(ISO_8859_1));
    bomb.writeBytes(new byte[4]);
    bomb.writeBytes(new byte[] {'s', 0, 0, 0, 0});
    ReadDocument document = ReadDocument.of("a.pyc", bomb.toByteArray());
    assertThat(document.all().length()).isLessThan(1_000);
    assertThat(document.failures.size() + document.texts.size()).isPositive();
  }

  private static byte[] little(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), 0};
  }

  @Test
  void aClassThatNamesMoreThanItHolds() throws Exception {
    byte[] bytes = Files.readAllBytes(FILES.resolve("Jam.class"));
    byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
    assertThat(ReadDocument.of("Jam.class", cut).failures)
        .singleElement()
        .asString()
        .startsWith("UNREADABLE Jam.class: a Java class: it is damaged: ");
  }
}
