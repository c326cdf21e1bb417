package dev.weir.gotemplate;

import dev.weir.gotemplate.execute.Execution;
import dev.weir.gotemplate.execute.Functions;
import dev.weir.gotemplate.execute.Run;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.parse.Node;
import dev.weir.gotemplate.parse.Parser;
import dev.weir.gotemplate.value.TemplateException;
import dev.weir.gotemplate.value.Values;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template in the language of Go's {@code text/template}. Immutable; one template may be
 * executed by several threads.
 */
public final class Template {
  private final String name;
  private final String source;
  private final Map<String, Node.Sequence> templates;

  private Template(String name, String source, Map<String, Node.Sequence> templates) {
    this.name = name;
    this.source = source;
    this.templates = Map.copyOf(templates);
  }

  /**
   * Reads a template.
   *
   * @param name what messages call it
   * @throws TemplateException if Go would not parse it
   */
  public static Template parse(String name, String source) throws TemplateException {
    return new Template(name, source, Parser.parse(name, source, Functions::isKnown));
  }

  /** Executes the template with the clock and time zone of the system. */
  public void execute(@Nullable Object data, Appendable out) throws TemplateException, IOException {
    execute(data, out, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * Executes the template. What was written before an error stays written.
   *
   * @param data the value of the dot, of a type that {@link GoStruct#field} may return
   * @param clock the clock and time zone of the functions about dates
   * @throws TemplateException if a function or the evaluation of a field fails
   * @throws IOException if {@code out} throws it
   */
  public void execute(@Nullable Object data, Appendable out, Clock clock)
      throws TemplateException, IOException {
    execute(data, new Run(this, out, clock, Run.MOST_STEPS));
  }

  /** Executes the template, within other limits. */
  void execute(@Nullable Object data, Run run) throws TemplateException, IOException {
    Object dot = Values.of(data);
    new Execution(run, name, dot).walk(dot, tree(name));
  }

  /** Returns the tree of an associated template, or null if none has this name. */
  public Node.@Nullable Sequence tree(@Nullable String name) {
    return name == null ? null : templates.get(name);
  }

  /** Returns where a position lies: the template's name, line from 1 and column in bytes from 0. */
  public String location(int position) {
    String before = source.substring(0, Math.min(position, source.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = GoText.byteLength(before.substring(before.lastIndexOf('\n') + 1));
    return name + ":" + line + ":" + column;
  }
}
