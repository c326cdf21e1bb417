package dev.weir.document.pdf;

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
  @Override
  public @Nullable String kind(FileHead head, String name) {
    return head.has(0, "%PDF-") ? "a PDF document" : null;
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    PackedStreams.check(file, text);
    try {
      Pdf.read(file, text);
    } catch (LinkageError e) {
      throw DocumentException.unsupported("this build of weir has no reader for it");
    }
  }

  /** Keeps the library out of the first class, which each scan loads. */
  private static final class Pdf {
    static {
      FontMappers.set(new OneFont());
    }

    static void read(DocumentFile file, DocumentText text)
        throws IOException, InterruptedException {
      try (PDDocument document =
          Loader.loadPDF(
              new ChannelBytes(file), "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
        properties(document, text);
        new PageTexts(text).addAll(document);
        form(document, text);
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
