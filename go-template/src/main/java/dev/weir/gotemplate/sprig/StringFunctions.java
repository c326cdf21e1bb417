package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.INT;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.format.Format;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Sprig's functions that search, join, split and quote strings. */
public final class StringFunctions {
  private StringFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(STRING);
    List<GoType> two = List.of(STRING, STRING);
    table.add("hello", List.of(), args -> "Hello!");
    table.add("trim", one, args -> trimmed(args.text(0), GoText::isSpace));
    table.add("trimAll", two, args -> trimmed(args.text(1), c -> args.text(0).indexOf(c) >= 0));
    table.alias("trimall", "trimAll");
    table.add("trimSuffix", two, StringFunctions::withoutSuffix);
    table.add("trimPrefix", two, StringFunctions::withoutPrefix);
    table.add("contains", two, args -> args.text(1).contains(args.text(0)));
    table.add("hasPrefix", two, args -> args.text(1).startsWith(args.text(0)));
    table.add("hasSuffix", two, args -> args.text(1).endsWith(args.text(0)));
    table.add(
        "replace",
        List.of(STRING, STRING, STRING),
        args -> replaced(args.text(2), args.text(0), args.text(1)));
    table.add("repeat", List.of(INT, STRING), args -> repeated(args.text(1), args.integer(0)));
    table.add("indent", List.of(INT, STRING), args -> indented(args));
    table.add("nindent", List.of(INT, STRING), args -> "\n" + indented(args));
    table.add(
        "plural",
        List.of(STRING, STRING, INT),
        args -> args.integer(2) == 1 ? args.text(0) : args.text(1));
    table.variadic("quote", List.of(ANY), args -> quoted(args, true));
    table.variadic("squote", List.of(ANY), args -> quoted(args, false));
    table.variadic("cat", List.of(ANY), StringFunctions::cat);
    table.add("toString", List.of(ANY), args -> text(args.any(0)));
    table.add(
        "join",
        List.of(STRING, ANY),
        args -> joined(args.text(0), ListFunctions.strings(args.any(1))));
    table.add(
        "splitList", two, args -> GoList.of("[]string", split(args.text(1), args.text(0), -1)));
    table.add("split", two, args -> numbered(split(args.text(1), args.text(0), -1)));
    table.add(
        "splitn",
        List.of(STRING, INT, STRING),
        args -> numbered(split(args.text(2), args.text(0), args.integer(1))));
  }

  /** Returns the value as a string. */
  static String text(@Nullable Object value) throws FunctionException {
    return value instanceof String text ? text : Format.sprint(value);
  }

  static String trimmed(String text, IntPredicate unwanted) {
    int start = 0;
    while (start < text.length() && unwanted.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    int end = text.length();
    while (end > start && unwanted.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static String withoutSuffix(Arguments args) {
    String text = args.text(1);
    return text.endsWith(args.text(0))
        ? text.substring(0, text.length() - args.text(0).length())
        : text;
  }

  private static String withoutPrefix(Arguments args) {
    String text = args.text(1);
    return text.startsWith(args.text(0)) ? text.substring(args.text(0).length()) : text;
  }

  private static String replaced(String text, String old, String replacement)
      throws FunctionException {
    StringBuilder out = new StringBuilder();
    if (old.isEmpty()) {
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        out.append(replacement).appendCodePoint(text.codePointAt(i));
        Limits.checkChars(out.length());
      }
      return GoText.normal(out.append(replacement).toString());
    }
    int at = 0;
    int found = text.indexOf(old);
    while (found >= 0) {
      out.append(text, at, found).append(replacement);
      Limits.checkChars(out.length());
      at = found + old.length();
      found = text.indexOf(old, at);
    }
    return GoText.normal(out.append(text, at, text.length()).toString());
  }

  private static String repeated(String text, long count) throws FunctionException {
    if (count < 0) {
      throw new FunctionException("strings: negative Repeat count");
    }
    Limits.checkChars(Math.min(count, Integer.MAX_VALUE) * text.length());
    return text.isEmpty() ? "" : GoText.normal(text.repeat((int) count));
  }

  private static String indented(Arguments args) throws FunctionException {
    String pad = repeated(" ", args.integer(0));
    String text = args.text(1);
    long lines = 1 + text.chars().filter(c -> c == '\n').count();
    Limits.checkChars(text.length() + lines * pad.length());
    return pad + text.replace("\n", "\n" + pad);
  }

  private static String quoted(Arguments args, boolean isDouble) throws FunctionException {
    List<String> all = new ArrayList<>();
    for (Object value : args.from(0)) {
      if (value != null) {
        all.add(isDouble ? GoQuote.quote(text(value)) : "'" + Format.sprint(value) + "'");
      }
    }
    return joined(" ", all);
  }

  private static String cat(Arguments args) throws FunctionException {
    List<String> all = new ArrayList<>();
    for (Object value : args.from(0)) {
      if (value != null) {
        all.add(Format.sprint(value));
      }
    }
    return joined(" ", all);
  }

  static String joined(String separator, List<String> parts) throws FunctionException {
    StringBuilder out = new StringBuilder();
    boolean isFirst = true;
    for (String part : parts) {
      out.append(isFirst ? "" : separator).append(part);
      Limits.checkChars(out.length());
      isFirst = false;
    }
    return GoText.normal(out.toString());
  }

  /**
   * Returns the parts between the separators.
   *
   * @param most the greatest number of parts; negative for no limit
   */
  private static List<String> split(String text, String separator, long most)
      throws FunctionException {
    List<String> parts = new ArrayList<>();
    if (most == 0) {
      return parts;
    }
    int at = 0;
    while (most < 0 || parts.size() < most - 1) {
      int found;
      if (separator.isEmpty()) {
        found = at < text.length() ? at + Character.charCount(text.codePointAt(at)) : -1;
        if (found < 0 || found >= text.length()) {
          break;
        }
      } else {
        found = text.indexOf(separator, at);
        if (found < 0) {
          break;
        }
      }
      parts.add(text.substring(at, found));
      Limits.checkElements(parts.size());
      at = found + separator.length();
    }
    if (!separator.isEmpty() || at < text.length()) {
      parts.add(text.substring(at));
    }
    return parts;
  }

  private static GoMap numbered(List<String> parts) {
    GoMap map = GoMap.ofStrings();
    for (int i = 0; i < parts.size(); i++) {
      map.put("_" + i, parts.get(i));
    }
    return map;
  }
}
