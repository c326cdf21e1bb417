package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.INT;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.Content;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sprig's functions for regular expressions. */
public final class RegexFunctions {
  /** The patterns used last: a template that lists findings uses the same ones for each. */
  private static final Map<String, Regex> KNOWN =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Regex> eldest) {
          return size() > 64;
        }
      };

  private RegexFunctions() {}

  /** Applies a pattern to the arguments. */
  private interface Use {
    Object apply(Regex regex, Arguments args) throws FunctionException;
  }

  public static void addTo(FunctionTable table) {
    List<GoType> two = List.of(STRING, STRING);
    List<GoType> counted = List.of(STRING, STRING, INT);
    List<GoType> three = List.of(STRING, STRING, STRING);
    table.add("regexMatch", two, RegexFunctions::matches);
    table.add(
        "mustRegexMatch",
        two,
        args -> compiled(args.text(0), false).isFoundIn(content(args.text(1))));
    add(table, "regexFind", two, (regex, args) -> first(regex, args.text(1)));
    add(
        table,
        "regexFindAll",
        counted,
        (regex, args) -> strings(all(regex, args.text(1), args.integer(2))));
    add(
        table,
        "regexSplit",
        counted,
        (regex, args) -> strings(split(regex, args.text(1), args.integer(2))));
    add(table, "regexReplaceAll", three, RegexFunctions::replace);
    add(table, "regexReplaceAllLiteral", three, RegexFunctions::replaceLiteral);
    table.add("regexQuoteMeta", List.of(STRING), args -> quoted(args.text(0)));
  }

  private static void add(FunctionTable table, String name, List<GoType> types, Use use) {
    table.add(name, types, args -> use.apply(compiled(args.text(0), true), args));
    String must = "must" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    table.add(must, types, args -> use.apply(compiled(args.text(0), false), args));
  }

  private static Regex compiled(String pattern, boolean saysPattern) throws FunctionException {
    synchronized (KNOWN) {
      Regex regex = KNOWN.get(pattern);
      if (regex != null) {
        return regex;
      }
    }
    try {
      if (pattern.codePoints().anyMatch(GoText::isStray)) {
        throw new RegexSyntaxException("invalid UTF-8", pattern, 0);
      }
      Regex regex = Regex.of(pattern);
      synchronized (KNOWN) {
        KNOWN.put(pattern, regex);
      }
      return regex;
    } catch (RegexSyntaxException e) {
      String message = "error parsing regexp: " + e.reason() + ": `" + e.part() + "`";
      String shown = GoQuote.canBackquote(pattern) ? "`" + pattern + "`" : GoQuote.quote(pattern);
      throw new FunctionException(
          saysPattern ? "regexp: Compile(" + shown + "): " + message : message);
    }
  }

  private static Content content(String text) {
    return Content.ofOwned(GoText.bytes(text));
  }

  private static Object matches(Arguments args) {
    try {
      return compiled(args.text(0), false).isFoundIn(content(args.text(1)));
    } catch (FunctionException e) {
      return false;
    }
  }

  private static String first(Regex regex, String text) {
    Content content = content(text);
    int[] groups = regex.findGroups(content);
    return groups == null ? "" : GoText.of(content.bytes(), groups[0], groups[1]);
  }

  private static List<String> all(Regex regex, String text, long most) {
    Content content = content(text);
    List<String> found = new ArrayList<>();
    for (MatchSpan span : regex.findAll(content, 0, content.length())) {
      if (most >= 0 && found.size() >= most) {
        break;
      }
      found.add(GoText.of(content.bytes(), span.start(), span.end()));
    }
    return found;
  }

  private static GoList strings(List<String> parts) {
    return parts.isEmpty() ? GoList.nil("[]string") : GoList.of("[]string", parts);
  }

  private static List<String> split(Regex regex, String text, long most) {
    if (most == 0) {
      return List.of();
    }
    if (text.isEmpty() && !regex.pattern().isEmpty()) {
      return List.of("");
    }
    Content content = content(text);
    byte[] bytes = content.bytes();
    List<String> parts = new ArrayList<>();
    int start = 0;
    int end = 0;
    int seen = 0;
    for (MatchSpan span : regex.findAll(content, 0, content.length())) {
      if (most > 0 && (parts.size() == most - 1 || seen++ == most)) {
        break;
      }
      end = span.start();
      if (span.end() != 0) {
        parts.add(GoText.of(bytes, start, end));
      }
      start = span.end();
    }
    if (end != bytes.length) {
      parts.add(GoText.of(bytes, start, bytes.length));
    }
    return parts;
  }

  private static String replaceLiteral(Regex regex, Arguments args) throws FunctionException {
    Content content = content(args.text(1));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (MatchSpan span : regex.findAll(content, 0, content.length())) {
      out.append(GoText.of(content.bytes(), at, span.start())).append(args.text(2));
      Limits.checkChars(out.length());
      at = span.end();
    }
    return GoText.normal(out.append(GoText.of(content.bytes(), at, content.length())).toString());
  }

  private static String replace(Regex regex, Arguments args) throws FunctionException {
    Content content = content(args.text(1));
    Replacement replacement = new Replacement(regex.pattern(), args.text(2));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int[] groups : regex.findAllGroups(content)) {
      out.append(GoText.of(content.bytes(), at, groups[0]));
      replacement.appendTo(out, content.bytes(), groups);
      Limits.checkChars(out.length());
      at = groups[1];
    }
    return GoText.normal(out.append(GoText.of(content.bytes(), at, content.length())).toString());
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
