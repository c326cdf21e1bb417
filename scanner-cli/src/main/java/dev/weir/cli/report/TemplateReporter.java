package dev.weir.cli.report;

import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.StoredFindings;
import dev.weir.gotemplate.Template;
import dev.weir.gotemplate.Utf8Output;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.TemplateException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Writes a report with the user's template, in the syntax that gitleaks uses. */
public final class TemplateReporter implements Reporter {
  // gitleaks: names every template so in messages
  private static final String NAME = "custom";

  private final Template template;

  private TemplateReporter(Template template) {
    this.template = template;
  }

  /**
   * Returns a reporter with this template.
   *
   * @throws TemplateException if it cannot be parsed; the message has Go's words
   */
  public static TemplateReporter of(String text) throws TemplateException {
    return new TemplateReporter(Template.parse(NAME, text));
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out);
    try {
      template.execute(new Findings(report.findings()), new Utf8Output(buffered));
    } catch (TemplateException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      buffered.flush();
    }
  }

  /** The findings as a Go slice, read from the store during iteration. */
  private record Findings(StoredFindings store) implements GoList {
    @Override
    public int size() {
      return Math.toIntExact(store.size());
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
      Iterator<FindingStore.Stored> stored = store.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return stored.hasNext();
        }

        @Override
        public Object next() {
          return new FindingStruct(stored.next().finding());
        }
      };
    }

    @Override
    public Object get(int index) {
      return new FindingStruct(store.get(index).finding());
    }

    @Override
    public String typeName() {
      return "[]" + FindingStruct.TYPE;
    }
  }
}
