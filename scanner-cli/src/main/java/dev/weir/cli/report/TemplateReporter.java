package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.report.template.GoList;
import dev.weir.cli.report.template.Template;
import dev.weir.cli.report.template.TemplateException;
import dev.weir.core.finding.FindingStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A report that the user lays out, by a template as gitleaks takes it. */
public final class TemplateReporter implements Reporter {
  // gitleaks: messages call every template so
  private static final String NAME = "custom";

  private final Template template;

  private TemplateReporter(Template template) {
    this.template = template;
  }

  /**
   * Returns a reporter with this template.
   *
   * @throws TemplateException if it cannot be read; the message says where and why, in Go's words
   */
  public static TemplateReporter of(String text) throws TemplateException {
    return new TemplateReporter(Template.parse(NAME, text));
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    try {
      template.execute(new Findings(report.findings()), writer);
    } catch (TemplateException e) {
      writer.flush();
      throw new IOException(e.getMessage(), e);
    }
    writer.flush();
  }

  /** The findings as a slice that is read as it is gone through. */
  private record Findings(FindingStore store) implements GoList {
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
