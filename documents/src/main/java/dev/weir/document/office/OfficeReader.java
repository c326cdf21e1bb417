package dev.weir.document.office;

import dev.weir.core.archive.ArchiveException;
import dev.weir.core.archive.ArchiveFormat;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.archive.UnpackBudget;
import dev.weir.core.file.FileHead;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of Office programs: Office Open XML ({@code .docx}, {@code .xlsx}, {@code
 * .pptx}) and OpenDocument ({@code .odt}, {@code .ods}, {@code .odp}). Both are zip archives of XML
 * files; pictures and other files in them are not read. What a document refers to is not opened.
 */
public final class OfficeReader implements DocumentReader {
  private static final String ZIP = "PK\u0003\u0004";

  /** The first bytes of an older container, in which an encrypted document is stored. */
  private static final String CONTAINER = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";

  /** The offset of the name of a zip's first file. */
  private static final int FIRST_NAME = 30;

  private static final String OPEN_DOCUMENT = "mimetypeapplication/vnd.oasis.opendocument";

  private static final Set<String> OPEN_XML =
      Set.of(
          "docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm", "xlam", "pptx", "pptm",
          "potx", "potm", "ppsx", "ppsm");

  private static final Set<String> OPEN_DOCUMENTS =
      Set.of("odt", "ott", "odm", "ods", "ots", "odp", "otp", "odg", "otg", "odf", "odb");

  private static final ArchiveLimits LIMITS =
      new ArchiveLimits(1, 0, ArchiveLimits.DEFAULT_ENTRIES);

  @Override
  public @Nullable String kind(FileHead head, String name) {
    boolean isZip = head.has(0, ZIP);
    if (!isZip && !head.has(0, CONTAINER)) {
      return null;
    }
    String ending = ending(name);
    boolean isOpenXml = OPEN_XML.contains(ending);
    if (!isZip) {
      return isOpenXml ? "an encrypted Office document" : null;
    }
    boolean isNamed = isOpenXml || OPEN_DOCUMENTS.contains(ending);
    boolean isUnnamed = name.isEmpty() && head.has(FIRST_NAME, "[Content_Types].xml");
    return isNamed || isUnnamed || head.has(FIRST_NAME, OPEN_DOCUMENT)
        ? "an Office document"
        : null;
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean readsEntry(String name) {
    return name.endsWith(".xml") || name.endsWith(".rels");
  }

  @Override
  public boolean showsText() {
    return false;
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    byte[] head = new byte[CONTAINER.length()];
    if (new FileHead(head, file.read(0, head, 0, head.length)).has(0, CONTAINER)) {
      throw DocumentException.encrypted();
    }
    // Sheets refer to names and texts that come anywhere in the archive.
    Workbook workbook = new Workbook(text);
    Parts parts = new Parts(text, workbook);
    DocumentException failure = forEachPart(file, text, workbook::part);
    DocumentException later = forEachPart(file, text, parts::part);
    if (failure == null) {
      failure = later;
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Receives a file of the archive. */
  private interface Part {
    void read(String name, InputStream in) throws IOException, InterruptedException;
  }

  /**
   * Visits the XML files.
   *
   * @return why the first of those that cannot be read cannot, or null
   */
  private @Nullable DocumentException forEachPart(DocumentFile file, DocumentText text, Part part)
      throws IOException, InterruptedException {
    ArchiveReader reader = new ArchiveReader(new UnpackBudget(LIMITS, file.size()));
    DocumentException[] failure = new DocumentException[1];
    reader.read(
        ArchiveFormat.ZIP,
        file.stream(),
        file.channel(),
        new ArchiveReader.Visitor() {
          @Override
          public void file(String name, InputStream in) throws IOException, InterruptedException {
            text.count(0);
            if (readsEntry(name)) {
              part.read(name, in);
            }
          }

          @Override
          public void unreadable(String name, IOException reason) {
            if (failure[0] == null) {
              failure[0] = failure(name, reason);
            }
          }
        });
    return failure[0];
  }

  private static DocumentException failure(String name, IOException reason) {
    if (reason instanceof ArchiveException known && known.isEncrypted()) {
      return DocumentException.encrypted();
    }
    return reason instanceof DocumentException known
        ? known
        : DocumentException.damaged("its part " + ForeignText.line(name) + " cannot be unpacked");
  }
}
