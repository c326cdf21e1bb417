package dev.weir.document.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FileHead;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import dev.weir.document.value.RowText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDF documents: the text of each page, forms and properties. Pictures are not read, so a
 * document of scanned pages has no text. A document that needs a password is named; one that only
 * forbids to print or to copy needs none.
 */
public final class PdfReader implements DocumentReader {
  /** How many bytes before the end of a file the mark of its end may be. */
  private static final int END = 1_024;

  @Override
  public @Nullable String kind(FileHead head, String name) {
    return head.has(0, "%PDF-") ? "a PDF document" : null;
  }

  @Override
  public boolean showsText() {
    return false;
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    boolean isDamaged = PackedStreams.isDamaged(file, text);
    try {
      boolean isEncrypted = Pdf.read(file, text);
      // PDFBox reads what it can of a damaged document, and does not say what it left out.
      if (isDamaged && !isEncrypted) {
        throw DocumentException.damaged("a compressed part cannot be unpacked completely");
      }
      if (!hasEnd(file)) {
        throw DocumentException.cutOff();
      }
    } catch (LinkageError e) {
      throw DocumentException.unsupported("this build of weir has no reader for it");
    }
  }

  /** Returns true if the file has the mark of its end in its last bytes (ISO 32000, 7.5.5). */
  private static boolean hasEnd(DocumentFile file) throws IOException {
    byte[] end = new byte[END];
    int length = file.read(Math.max(0, file.size() - END), end, 0, END);
    return new String(end, 0, length, ISO_8859_1).contains("%%EOF");
  }

  /** Keeps the library out of the first class, which each scan loads. */
  private static final class Pdf {
    static {
      FontMappers.set(new OneFont());
    }

    /** Adds the text of a document; returns true if the document is encrypted. */
    static boolean read(DocumentFile file, DocumentText text)
        throws IOException, InterruptedException {
      try (PDDocument document =
          Loader.loadPDF(
              new ChannelBytes(file), "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
        properties(document, text);
        int pages = new PageTexts(text).addAll(document);
        form(document, text);
        if (pages != document.getNumberOfPages()) {
          throw DocumentException.damaged(
              "it has " + document.getNumberOfPages() + " pages, but only " + pages + " are there");
        }
        return document.isEncrypted();
      } catch (InvalidPasswordException e) {
        throw DocumentException.encrypted();
      }
    }

    private static void properties(PDDocument document, DocumentText text)
        throws IOException, InterruptedException {
      PDDocumentInformation all = document.getDocumentInformation();
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (COSName key : all.getCOSObject().keySet()) {
        String value = all.getCOSObject().getString(key);
        if (value != null && !key.getName().endsWith("Date")) {
          RowText.line(lines, key.getName(), value.getBytes(UTF_8));
        }
      }
      text.add("properties", lines.toByteArray());
    }

    private static void form(PDDocument document, DocumentText text)
        throws IOException, InterruptedException {
      PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
      if (form == null) {
        return;
      }
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (PDField field : form.getFieldTree()) {
        String value = field.getValueAsString();
        text.count(value.length() + 1L);
        if (!value.isEmpty()) {
          RowText.line(lines, field.getFullyQualifiedName(), value.getBytes(UTF_8));
        }
      }
      text.add("form", lines.toByteArray());
    }
  }
}
