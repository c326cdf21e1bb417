package dev.weir.document;

import dev.weir.core.source.DocumentReader;
import dev.weir.document.infrastructure.KubernetesReader;
import dev.weir.document.infrastructure.TerraformReader;
import dev.weir.document.jvm.JavaClassReader;
import dev.weir.document.office.OfficeReader;
import dev.weir.document.pdf.PdfReader;
import dev.weir.document.python.CompiledPythonReader;
import dev.weir.document.sqlite.DatabaseReader;
import java.util.List;

/** The formats whose text weir reads. */
public final class Documents {
  private static final List<DocumentReader> READERS =
      List.of(
          new NotebookReader(),
          new TerraformReader(),
          new KubernetesReader(),
          new DatabaseReader(),
          new OfficeReader(),
          new PdfReader(),
          new CompiledPythonReader(),
          new JavaClassReader());

  private Documents() {}

  /** Returns a reader for each format. */
  public static List<DocumentReader> readers() {
    return READERS;
  }
}
