package dev.weir.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.file.FileHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests where the text of documents goes, with readers that upper-case or fail. */
class DocumentReaderTest {
  private static final ArchiveLimits CLOSED = ArchiveLimits.NONE;
  private static final ArchiveLimits OPENED = new ArchiveLimits(3, 0, 100);
  private static final String PDF = "%PDF-1.7\0\1 text";

  private record Reader(String magic, String end, @Nullable Exception failure)
      implements DocumentReader {
    @Override
    public @Nullable String kind(FileHead head, String name) {
      return head.has(0, magic) && name.endsWith(end) ? "a test document" : null;
    }

    @Override
    public void read(DocumentFile file, DocumentText text)
        throws IOException, InterruptedException {
      String all = new String(file.bytes(1_000), UTF_8);
      text.add("page 1", all.substring(magic.length()).toUpperCase(java.util.Locale.ROOT));
      if (failure instanceof RuntimeException e) {
        throw e;
      } else if (failure instanceof IOException e) {
        throw e;
      }
    }
  }

  private static List<String> results(byte[] bytes, ArchiveLimits limits, DocumentReader reader)
      throws Exception {
    RecordingSink sink = new RecordingSink();
    FileReading reading =
        new FileReading(limits, SkippedPaths.NONE, true).withDocuments(List.of(reader));
    if (limits.opensArchives()) {
      FileFragments.push(ArchiveReader.channel(bytes), "a.doc", "", null, reading, sink);
    } else {
      new StreamSource(new ByteArrayInputStream(bytes), "a.doc", reading).forEachFragment(sink);
    }
    return sink.recorded().stream().map(DocumentReaderTest::line).toList();
  }

  private static String line(Object recorded) {
    if (recorded instanceof Fragment fragment) {
      return fragment.path() + " " + fragment.content().text();
    }
    if (recorded instanceof Unread unread) {
      return unread.path() + " not read: " + unread.kind() + ": " + unread.reason();
    }
    return recorded instanceof Skip skip
        ? skip.path() + " skipped: " + skip.reason() + ": " + skip.detail()
        : String.valueOf(recorded);
  }

  @Test
  void textIsSearchedAsItIsAndAsADocument() throws Exception {
    byte[] text = "note: one".getBytes(UTF_8);
    assertThat(results(text, CLOSED, new Reader("note:", "", null)))
        .startsWith("a.doc note: one", "a.doc!page 1  ONE");
    assertThat(results(text, OPENED, new Reader("note:", "", null)))
        .containsExactly("a.doc note: one", "a.doc!page 1  ONE");
    assertThat(results(text, CLOSED, new Reader("other", "", null))).startsWith("a.doc note: one");
  }

  @Test
  void whatIsNoTextIsOnlySearchedAsADocument() throws Exception {
    for (ArchiveLimits limits : List.of(CLOSED, OPENED)) {
      assertThat(results(PDF.getBytes(UTF_8), limits, new Reader("%PDF-1.7\0\1", "", null)))
          .contains("a.doc!page 1  TEXT")
          .noneMatch(line -> line.contains("skipped"));
    }
  }

  @Test
  void aFailureIsNamedAndIsUnreadIfTheBytesWereNotSearchedOrAreEncrypted() throws Exception {
    for (Exception failure :
        List.of(DocumentException.encrypted(), new IllegalStateException("secret"))) {
      boolean isKnown = failure instanceof DocumentException;
      String why = isKnown ? "it is encrypted" : "it is damaged: IllegalStateException";
      String kind = isKnown ? "ENCRYPTED" : "UNREADABLE";
      assertThat(results(PDF.getBytes(UTF_8), CLOSED, new Reader("%PDF-1.7\0\1", "", failure)))
          .startsWith(
              "a.doc!page 1  TEXT", "a.doc not read: " + kind + ": a test document: " + why);
      String searched = "its bytes were searched, but not as a test document: ";
      assertThat(results("note: one".getBytes(UTF_8), OPENED, new Reader("note:", "", failure)))
          .endsWith(
              isKnown
                  ? "a.doc not read: ENCRYPTED: a test document: " + why
                  : "a.doc skipped: DOCUMENT: " + searched + why);
    }
  }

  @Test
  void aDocumentInAnArchiveIsRead() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("in/b.note"));
      out.write("note: two".getBytes(UTF_8));
    }
    assertThat(results(zip.toByteArray(), OPENED, new Reader("note:", ".note", null)))
        .containsExactly("a.doc!in/b.note note: two", "a.doc!in/b.note!page 1  TWO");
  }
}
