package dev.weir.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests files that real programs made: {@code make_documents.py} says with which. */
class DocumentFilesTest {
  private static final Path FILES = Path.of("src/test/resources/documents");

  private static ReadDocument read(String name) throws Exception {
    return ReadDocument.of(name, Files.readAllBytes(FILES.resolve(name)));
  }

  /** Each file holds the word in more than one place, or cannot be read. */
  @TestFactory
  Stream<DynamicTest> theTextOfEachFile() throws Exception {
    try (Stream<Path> all = Files.list(FILES)) {
      List<Path> files = all.sorted().toList();
      return files.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> {
                        ReadDocument document = read(file.getFileName().toString());
                        String name = file.getFileName().toString();
                        if (name.equals("locked.pdf")) {
                          assertThat(document.failures)
                              .containsExactly(
                                  "ENCRYPTED locked.pdf: a PDF document: it is encrypted");
                        } else {
                          assertThat(document.failures).isEmpty();
                          assertThat(document.all().contains("armalade"))
                              .isEqualTo(!name.equals("picture.pdf"));
                        }
                      }));
    }
  }

  @Test
  void cellsOfNotebooksAreJoined() throws Exception {
    ReadDocument notes = read("notes.ipynb");
    assertThat(notes.asBytes).isTrue();
    assertThat(notes.at("cell 2")).isEqualTo("jam_word = 'marma' \\\n  'lade'");
    assertThat(notes.at("cell 2 output 1")).isEqualTo("The word is\nmarmalade\n\n");
    assertThat(notes.at("cell 2 output 2")).contains("jam_word = 'marmalade'\n");
    assertThat(notes.at("cell 2 output 3")).contains("marmalade").doesNotContain("\u001B");
  }

  @Test
  void rowsOfDatabasesHaveTheNamesOfTheirColumns() throws Exception {
    for (String name : List.of("utf8.sqlite", "utf16.sqlite")) {
      ReadDocument database = read(name);
      assertThat(database.asBytes).isFalse();
      assertThat(database.at("table jars row 7"))
          .isEqualTo("id = '7'\nthe label = 'jar 7'\nopened = '7'\n");
      assertThat(database.at("table jars row 2")).contains("picture = ' a picture \n'");
      assertThat(database.at("table jars row 40")).contains("x marmalade'\n");
      assertThat(database.at("table settings row 1"))
          .isEqualTo("room = 'kitchen'\nname = 'jam_word'\njam_word = 'marmalade'\n");
      assertThat(database.at("schema")).contains("settings (name text, room text");
    }
  }

  @Test
  void whatIsLeftOfDeletedRows() throws Exception {
    for (String name : List.of("utf8.sqlite", "utf16.sqlite")) {
      ReadDocument database = read(name);
      assertThat(database.at("table jars deleted rows")).contains("deleted marmalade");
      assertThat(database.texts.keySet()).anyMatch(place -> place.startsWith("deleted page "));
      assertThat(database.all()).contains("dropped marmalade 77");
    }
  }

  @Test
  void officeDocumentsAreReadAsTheyAreShown() throws Exception {
    assertThat(read("letter.docx").at("text"))
        .contains("The word is marmalade\n")
        .contains("jam word = 'marmalade'\n");
    assertThat(read("letter.docx").at("header 1")).contains("The header says marmalade");
    assertThat(read("jars.xlsx").at("sheet Jars row 2"))
        .isEqualTo("label = 'orange'\nword = 'marmalade'\nprice = '7'\n");
    assertThat(read("jars.xlsx").at("sheet Settings row 1")).isEqualTo("jam_word = 'marmalade'\n");
    assertThat(read("jars.xlsx").at("sheet Settings row 9"))
        .contains("=CONCAT(\"marma\",\"lade\")");
    assertThat(read("talk.pptx").at("slide 1")).contains("The word is marmalade");
    assertThat(read("talk.pptx").at("notes 1")).contains("Say marmalade");
    assertThat(read("letter.odt").at("text")).contains("The word is marmalade");
    assertThat(read("jars.ods").at("sheet Jars row 2"))
        .isEqualTo("label = 'orange'\nword = 'marmalade'\nprice = '7'\n");
  }

  @Test
  void theAuthorOfACommentIsNoPartOfIt() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("xl/comments1.xml"));
      out.write(
          ("<comments><authors><author>me</author></authors><commentList><comment><text><t>jam</t>"
                  + "</text></comment></commentList></comments>")
              .getBytes(UTF_8));
    }
    ReadDocument document = ReadDocument.of("a.xlsx", zip.toByteArray());
    assertThat(document.at("comments 1").lines().filter(l -> !l.isBlank()))
        .containsExactly("me", "jam");
  }

  @Test
  void anEncryptedOfficeDocumentIsNamedEvenIfItsBytesWereSearched() throws Exception {
    byte[] head = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A};
    byte[] bytes = Arrays.copyOf(head, 2_000);
    bytes[7] = (byte) 0xE1;
    assertThat(ReadDocument.of("a.docx", bytes).failures)
        .containsExactly("ENCRYPTED a.docx: an encrypted Office document: it is encrypted");
  }

  @Test
  void pagesOfPdfDocuments() throws Exception {
    for (String name : List.of("open.pdf", "restricted.pdf")) {
      assertThat(read(name).at("page 2"))
          .isEqualTo("The word is marmalade\nhttps://example.com/marmalade\n");
      assertThat(read(name).at("properties")).contains("Title = 'Marmalade'\n");
    }
    assertThat(read("picture.pdf").at("page 1")).isBlank();
  }

  @Test
  void constantsOfPythonHaveTheNamesThatTheyAreAssignedTo() throws Exception {
    for (String version : List.of("2.7", "3.6", "3.8", "3.11", "3.12", "3.13")) {
      ReadDocument code = read("app-" + version + ".pyc");
      assertThat(code.at("module"))
          .contains("JAM_WORD = 'marmalade'\n")
          .contains("jar_word = 'marmalade 2'\n")
          .contains("only = 'marmalade 3'\n")
          .contains(version.equals("2.7") ? "marmalade 4\n" : "word = 'marmalade 4'\n");
      assertThat(code.at("function spread"))
          .contains("local = 'marmalade 5'\n")
          .contains("JAM_KEY = 'marmalade 6'\n")
          .contains("word = 'marmalade 7'\n")
          .contains("x = 'marmalade 8'\n")
          .contains("attribute = 'marmalade 9'\n");
      boolean isQualified = version.compareTo("3.2") < 0 && version.length() > 3;
      assertThat(code.at("function Jar")).contains("label = 'marmalade 10'\n");
      assertThat(code.at("function " + (isQualified ? "Jar.open" : "open")))
          .contains("shared = 'marmalade 11'\n")
          .contains("marmalade 12\n");
    }
  }

  @Test
  void aNewerPythonIsNamedButItsBytesAreSearched() throws Exception {
    byte[] bytes = Files.readAllBytes(FILES.resolve("app-3.13.pyc"));
    bytes[1] = (byte) 0xFF;
    ReadDocument code = ReadDocument.of("a.pyc", bytes);
    assertThat(code.asBytes).isTrue();
    assertThat(code.failures)
        .containsExactly(
            "skipped DOCUMENT a.pyc: its bytes were searched, but not as compiled Python: weir"
                + " does not know the version of Python that made it");
  }

  @Test
  void constantsOfJavaHaveTheNamesThatTheyAreAssignedTo() throws Exception {
    byte[] bytes = Files.readAllBytes(FILES.resolve("Jam.class"));
    ReadDocument code = ReadDocument.of("Jam.class", bytes);
    assertThat(code.asBytes).isFalse();
    assertThat(code.at("fields")).isEqualTo("JAM_WORD = 'marmalade'\n");
    assertThat(code.at("method static")).isEqualTo("later = 'marmalade 2'\n");
    assertThat(code.at("method <init>")).isEqualTo("field = 'marmalade 3'\n");
    assertThat(code.at("method open"))
        .contains(
            "since = 'marmalade 4'\n",
            "local = 'marmalade 5'\n",
            "jam_key = 'marmalade 6'\n",
            "Thread(\"marmalade 7\")\n",
            "name = 'marmalade 8'\n",
            "value = 'marmalade 9'\n",
            "equals(\"marmalade 10\")\n");
    assertThat(code.at("method get")).isEqualTo("get = 'marmalade 11'\n");
    // A class of a Java that is not out yet is read all the same.
    bytes[7] = 99;
    assertThat(ReadDocument.of("Jam.class", bytes).texts).isEqualTo(code.texts);
  }

  @Test
  void textThatBeginsLikeADocumentIsText() throws Exception {
    for (String text : List.of("%PDF is a format", "SQLite format 3 is one", "{\"cells\": [1]}")) {
      ReadDocument document = ReadDocument.of("notes.txt", text.getBytes(UTF_8));
      assertThat(document.texts).isEmpty();
      assertThat(document.asBytes).isTrue();
    }
  }
}
