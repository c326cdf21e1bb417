package dev.weir.gotemplate;

import dev.weir.gotemplate.execute.Functions;
import dev.weir.gotemplate.execute.Run;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.parse.ParsedTemplate;
import dev.weir.gotemplate.parse.Parser;
import dev.weir.gotemplate.value.GoStruct;
import dev.weir.gotemplate.value.TemplateException;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template in the language of Go's {@code text/template}. Immutable; several threads may
 * execute the same template.
 */
public final class Template {
  private final ParsedTemplate parsed;

  private Template(ParsedTemplate parsed) {
    this.parsed = parsed;
  }

  /**
   * Parses a template.
   *
   * @param name what error messages call the template
   * @throws TemplateException if Go would not parse it, or if it calls a sprig function that weir
   *     does not have
   */
  public static Template parse(String name, String source) throws TemplateException {
    return new Template(Parser.parse(name, source, Functions::objection));
  }

  /** Executes the template with the clock and time zone of the system. */
  public void execute(@Nullable Object data, Appendable out) throws TemplateException, IOException {
    execute(data, out, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * Executes the template. What was written before an error stays written.
   *
   * @param data the value of the dot, of a type that {@link GoStruct#field} may return
   * @param out gets the text; use a {@link Utf8Output} to keep bytes that belong to no character
   * @param clock the clock and time zone of the date functions
   * @throws TemplateException if a function fails or a field cannot be evaluated
   * @throws IOException if {@code out} throws it
   */
  public void execute(@Nullable Object data, Appendable out, Clock clock)
      throws TemplateException, IOException {
    Run.Output output =
        out instanceof Utf8Output ? out::append : text -> out.append(GoText.printable(text));
    new Run(parsed, output, clock).execute(data);
  }
}
