package dev.weir.document.pdf;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentText;
import dev.weir.core.source.UnreadReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Adds the text of each page, with its comments and the addresses of its links. */
final class PageTexts extends PDFTextStripper {
  /** What an instruction of a page costs, compared with a byte of text. */
  private static final int STEP = 4;

  /** What a form costs each time that it is drawn, besides its length. */
  private static final int FORM = 2_000;

  private final DocumentText text;
  private final IdentityHashMap<COSStream, Long> lengths = new IdentityHashMap<>();
  private final StringWriter page = new StringWriter();
  private int number;

  PageTexts(DocumentText text) {
    this.text = text;
    setLineSeparator("\n");
  }

  /**
   * Adds the text of all pages. A page that cannot be read is named, and the others are read.
   *
   * @return how many pages there are
   */
  int addAll(PDDocument document) throws IOException, InterruptedException {
    try {
      writeText(document, page);
      return number;
    } catch (InterruptedIOException e) {
      throw new InterruptedException();
    }
  }

  /** Counts work, inside of PDFBox. */
  private void count(long steps) throws IOException {
    try {
      text.count(steps);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void processPage(PDPage content) throws IOException {
    number++;
    page.getBuffer().setLength(0);
    count(STEP);
    try {
      COSDictionary parts = content.getCOSObject();
      if (parts.containsKey(COSName.CONTENTS)
          && parts.getDictionaryObject(COSName.CONTENTS) == null) {
        throw DocumentException.damaged("its text is missing");
      }
      super.processPage(content);
      annotations(content);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      DocumentException why = DocumentText.reason(e);
      if (why.kind() == UnreadReason.UNPACK_LIMIT) {
        throw why;
      }
      text.unread("page " + number, why);
    }
    try {
      text.add("page " + number, page.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void annotations(PDPage content) throws IOException {
    for (PDAnnotation annotation : content.getAnnotations()) {
      count(STEP);
      if (annotation.getContents() != null) {
        page.append(annotation.getContents()).append('\n');
      }
      if (annotation instanceof PDAnnotationLink link
          && link.getAction() instanceof PDActionURI address) {
        page.append(address.getURI()).append('\n');
      }
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    count(STEP);
    super.processOperator(operator, operands);
  }

  /** A form may draw others that draw others, and each of them is read anew each time. */
  @Override
  public void showForm(PDFormXObject form) throws IOException {
    Long length = lengths.get(form.getCOSObject());
    if (length == null) {
      try (InputStream in = form.getContents()) {
        length = in.transferTo(OutputStream.nullOutputStream());
      }
      lengths.put(form.getCOSObject(), length);
    }
    count(FORM + length);
    super.showForm(form);
  }

  /** PDFBox passes over what fails in a form, also a limit. */
  @Override
  protected void operatorException(Operator operator, List<COSBase> operands, IOException exception)
      throws IOException {
    if (exception instanceof DocumentException || exception instanceof InterruptedIOException) {
      throw exception;
    }
    super.operatorException(operator, operands, exception);
  }

  @Override
  protected void writeString(String shown, List<TextPosition> positions) throws IOException {
    count(shown.length());
    super.writeString(shown, positions);
  }
}
