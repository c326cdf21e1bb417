package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.core.text.Ascii;
import dev.weir.gotemplate.gostd.GoCase;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoType;
import java.util.List;

/** Sprig's functions for upper and lower case and for words. */
public final class CaseFunctions {
  private CaseFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(STRING);
    table.add("upper", one, args -> GoCase.upper(args.text(0)));
    table.add("lower", one, args -> GoCase.lower(args.text(0)));
    table.add("title", one, args -> title(args.text(0)));
    table.add("untitle", one, args -> untitle(args.text(0)));
    table.add("swapcase", one, args -> swapped(args.text(0)));
    table.add("snakecase", one, args -> new WordSplitter(args.text(0), '_').joined());
    table.add("kebabcase", one, args -> new WordSplitter(args.text(0), '-').joined());
    table.add("camelcase", one, args -> pascal(args.text(0)));
    table.add("nospace", one, args -> withoutSpace(args.text(0)));
    table.add("initials", one, args -> initials(args.text(0)));
  }

  private static String title(String text) {
    int[] previous = {' '};
    return GoCase.mapped(
        text,
        c -> {
          boolean isStart = separates(previous[0]);
          previous[0] = c;
          return isStart ? Character.toTitleCase(c) : c;
        });
  }

  private static boolean separates(int c) {
    if (c < 0x80) {
      return !Ascii.isLetterOrDigit(c) && c != '_';
    }
    return !Character.isLetter(c) && !Character.isDigit(c) && GoText.isSpace(c);
  }

  private static String untitle(String text) {
    boolean[] isStart = {true};
    return GoCase.mapped(
        text,
        c -> {
          if (GoText.isSpace(c)) {
            isStart[0] = true;
            return c;
          }
          boolean change = isStart[0];
          isStart[0] = false;
          return change ? Character.toLowerCase(c) : c;
        });
  }

  private static String swapped(String text) {
    boolean[] afterSpace = {true};
    return GoCase.mapped(
        text,
        c -> {
          boolean isUpper = isUpper(c);
          boolean isTitle = Character.isTitleCase(c);
          if (!isUpper && !isTitle && !isLower(c)) {
            afterSpace[0] = GoText.isSpace(c);
            return c;
          }
          boolean wasSpace = afterSpace[0];
          afterSpace[0] = false;
          if (isUpper || isTitle) {
            return Character.toLowerCase(c);
          }
          return wasSpace ? Character.toTitleCase(c) : Character.toUpperCase(c);
        });
  }

  /** Returns true for upper case letters according to Go's {@code unicode.IsUpper}. */
  static boolean isUpper(int c) {
    return Character.getType(c) == Character.UPPERCASE_LETTER;
  }

  private static boolean isLower(int c) {
    return Character.getType(c) == Character.LOWERCASE_LETTER;
  }

  // gitleaks: sprig treats bytes as characters here
  private static String withoutSpace(String text) {
    byte[] bytes = GoText.bytes(text);
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      if (!GoText.isSpace(b & 0xFF)) {
        out.append((char) (b & 0xFF));
      }
    }
    return out.length() == bytes.length ? text : out.toString();
  }

  // gitleaks: sprig treats bytes as characters here
  private static String initials(String text) {
    StringBuilder out = new StringBuilder();
    boolean afterGap = true;
    for (byte b : GoText.bytes(text)) {
      int c = b & 0xFF;
      boolean isGap = GoText.isSpace(c);
      if (!isGap && afterGap) {
        out.append((char) c);
      }
      afterGap = isGap;
    }
    return out.toString();
  }

  private static String pascal(String text) {
    StringBuilder out = new StringBuilder();
    int[] all = text.codePoints().map(c -> GoText.isStray(c) ? 0xFFFD : c).toArray();
    int at = 0;
    while (at < all.length && WordSplitter.isConnector(all[at])) {
      out.appendCodePoint(all[at++]);
    }
    if (at == all.length) {
      // gitleaks: sprig writes the last one twice
      return at == 0 ? "" : out.appendCodePoint(all[at - 1]).toString();
    }
    boolean lowering = isUpper(all[at]);
    int last = Character.toUpperCase(all[at++]);
    for (; at < all.length; at++) {
      int before = last;
      int c = all[at];
      if (WordSplitter.isConnector(c) && WordSplitter.isConnector(before)) {
        out.appendCodePoint(before);
        last = c;
        continue;
      }
      if (WordSplitter.isConnector(before)) {
        lowering = isUpper(c);
        c = Character.toUpperCase(c);
      } else {
        if (lowering && isUpper(c)) {
          c = Character.toLowerCase(c);
        } else {
          lowering = false;
        }
        out.appendCodePoint(before);
      }
      last = c;
    }
    return out.appendCodePoint(last).toString();
  }
}
