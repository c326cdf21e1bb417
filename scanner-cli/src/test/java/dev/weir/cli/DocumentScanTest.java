package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans of folders that hold documents. */
class DocumentScanTest {
  // Half a token at a time, so that this file does not hold one.
  private static final String TOKEN = "ghp_" + "FBZecwkMRu2vQuZ19cy0rNoJjSRbW38sVzAG";
  private static final String LETTER =
      "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>the token is "
          + TOKEN.substring(0, 20)
          + "</w:t></w:r><w:r><w:t>"
          + TOKEN.substring(20)
          + "</w:t></w:r></w:p></w:body></w:document>";
  private static final String NOTEBOOK =
      "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"a = '"
          + TOKEN.substring(0, 20)
          + "' \\\\\\n\", \"'x'\\n\"]}, {\"cell_type\": \"code\", \"source\": [\"t = '"
          + TOKEN
          + "'\\n\"]}, {\"cell_type\": \"markdown\", \"source\": [\""
          + TOKEN.substring(0, 9)
          + "\", \""
          + TOKEN.substring(9)
          + "\"]}]}";

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void write() throws Exception {
    work = new Workspace(folder);
    letter(work.path("letter.docx"), LETTER);
    Files.writeString(work.path("notes.ipynb"), NOTEBOOK);
    Files.write(work.path("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
  }

  private static void letter(Path file, String text) throws Exception {
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("word/document.xml"));
      out.write(text.getBytes(UTF_8));
    }
  }

  private List<String> found(String... args) throws Exception {
    List<String> words = new ArrayList<>(List.of(args));
    words.addAll(List.of("--no-banner", "-f", "json", "-r", "report.json"));
    work.weir(words.toArray(String[]::new));
    List<String> found = new ArrayList<>();
    JsonNode report = new ObjectMapper().readTree(work.path("report.json").toFile());
    report.forEach(
        finding -> {
          assertThat(finding.path("Secret").asText()).isEqualTo(TOKEN);
          found.add(finding.path("File").asText() + ":" + finding.path("StartLine").asInt());
        });
    return found;
  }

  @Test
  void textIsFoundWhereAPersonSeesIt() throws Exception {
    // The token of the second cell is one of the file's bytes; so is that of the third, joined.
    assertThat(found("dir", ".")).containsExactly("letter.docx!text:1", "notes.ipynb:1");
    assertThat(found("dir", ".", "--max-archive-depth=2"))
        .containsExactly("letter.docx!text:1", "notes.ipynb:1");
    assertThat(found("dir", "letter.docx")).containsExactly("letter.docx!text:1");
    assertThat(found("dir", ".", "--documents=false")).containsExactly("notes.ipynb:1");
  }

  @Test
  void aPieceOfANotebookThatOnlyItsCellShows() throws Exception {
    Files.writeString(work.path("notes.ipynb"), NOTEBOOK.replace(TOKEN, "none"));
    assertThat(found("dir", "notes.ipynb")).containsExactly("notes.ipynb!cell 3:1");
  }

  @Test
  void standardInputCanBeADocument() throws Exception {
    work.input(NOTEBOOK.replace(TOKEN, "none"));
    assertThat(found("stdin")).containsExactly("cell 3:1");
    work.input(NOTEBOOK);
    assertThat(found("stdin")).containsExactly(":1");
  }

  @Test
  void oneThatCannotBeReadIsNamed() throws Exception {
    letter(work.path("letter.docx"), LETTER.substring(0, 60));
    Files.delete(work.path("notes.ipynb"));
    assertThat(work.weir("dir", ".", "--no-banner")).isEqualTo(2);
    assertThat(work.err())
        .contains("path=letter.docx")
        .contains("an Office document: it is damaged: its XML breaks off in line 1");
    assertThat(work.weir("dir", ".", "--no-banner", "--documents=false")).isZero();
    assertThat(work.weir("dir", ".", "--no-banner", "--allow-incomplete")).isZero();
  }

  @Test
  void aPictureAndADocumentWithoutTextAreNoFailure() throws Exception {
    letter(work.path("letter.docx"), "<d/>");
    Files.delete(work.path("notes.ipynb"));
    assertThat(work.weir("dir", ".", "--no-banner")).isZero();
  }

  @Test
  void aFindingIsIgnoredByItsFingerprint() throws Exception {
    work.sh("git init -q .");
    String fingerprint = "letter.docx!text:github-pat:1";
    assertThat(work.weir("ignore", fingerprint, "--reason", "a test")).isZero();
    assertThat(found("dir", ".")).isEmpty();
    work.sh("rm .weirignore");
    Files.writeString(work.path(".gitleaksignore"), fingerprint + "\n");
    assertThat(found("dir", ".")).containsExactly("notes.ipynb:1");
  }

  @Test
  void anAllowlistNamesAPlaceInADocument() throws Exception {
    Files.writeString(
        work.path(".gitleaks.toml"),
        "[extend]\nuseDefault = true\n[[allowlists]]\npaths = ['''^letter\\.docx!text''']\n");
    assertThat(found("dir", ".")).containsExactly("notes.ipynb:1");
  }
}
