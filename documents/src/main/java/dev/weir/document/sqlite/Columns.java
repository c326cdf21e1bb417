package dev.weir.document.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a table, in the order in which its rows store them, from the statement that made
 * the table.
 *
 * @param names the names, without those of columns that are computed and not stored
 * @param id the index of the column that is the number of the row and is not stored, or -1
 */
record Columns(List<String> names, int id) {
  private static final Set<String> CONSTRAINTS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

  /** A name, word or sign of a statement. */
  private record Token(String text, boolean quoted) {
    boolean is(String word) {
      return !quoted && text.equalsIgnoreCase(word);
    }
  }

  /**
   * Reads a statement {@code CREATE TABLE}. What it does not understand becomes no column.
   *
   * @param isKeyed true for a table that is stored in the order of its key, with the key first
   */
  static Columns of(String sql, boolean isKeyed) {
    List<Token> tokens = tokens(sql);
    int at = 0;
    while (at < tokens.size() && !tokens.get(at).is("(")) {
      at++;
    }
    List<String> names = new ArrayList<>();
    Set<String> key = new LinkedHashSet<>();
    int id = -1;
    at++;
    while (at < tokens.size()) {
      int end = end(tokens, at);
      List<Token> part = tokens.subList(at, end);
      if (!part.isEmpty() && isConstraint(part.get(0))) {
        key.addAll(keyOf(part));
      } else if (!part.isEmpty() && !isComputed(part)) {
        if (hasPair(part, "PRIMARY", "KEY")) {
          key.add(part.get(0).text());
          id = part.size() > 1 && part.get(1).is("INTEGER") ? names.size() : id;
        }
        names.add(part.get(0).text());
      }
      if (end >= tokens.size() || tokens.get(end).is(")")) {
        break;
      }
      at = end + 1;
    }
    if (id < 0 && key.size() == 1) {
      id = integer(sql, names, key.iterator().next());
    }
    return isKeyed ? new Columns(keyFirst(names, key), -1) : new Columns(names, id);
  }

  // INTEGER PRIMARY KEY can also be declared behind the columns.
  private static int integer(String sql, List<String> names, String key) {
    for (int i = 0; i < names.size(); i++) {
      String declared = names.get(i).toLowerCase(Locale.ROOT) + " integer";
      if (names.get(i).equalsIgnoreCase(key)
          && sql.toLowerCase(Locale.ROOT).replace("\"", "").contains(declared)) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> keyFirst(List<String> names, Set<String> key) {
    List<String> ordered = new ArrayList<>();
    for (String one : key) {
      for (String name : names) {
        if (name.equalsIgnoreCase(one) && !ordered.contains(name)) {
          ordered.add(name);
        }
      }
    }
    for (String name : names) {
      if (!ordered.contains(name)) {
        ordered.add(name);
      }
    }
    return ordered;
  }

  private static boolean isConstraint(Token first) {
    return !first.quoted() && CONSTRAINTS.contains(first.text().toUpperCase(Locale.ROOT));
  }

  private static boolean hasPair(List<Token> part, String first, String second) {
    for (int i = 0; i + 1 < part.size(); i++) {
      if (part.get(i).is(first) && part.get(i + 1).is(second)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isComputed(List<Token> part) {
    return hasPair(part, "AS", "(") && part.stream().noneMatch(token -> token.is("STORED"));
  }

  private static List<String> keyOf(List<Token> part) {
    List<String> key = new ArrayList<>();
    if (!hasPair(part, "PRIMARY", "KEY")) {
      return key;
    }
    boolean isName = false;
    for (Token token : part) {
      if (isName) {
        key.add(token.text());
      }
      isName = token.is("(") || (token.is(",") && !key.isEmpty());
    }
    return key;
  }

  /** Returns the index of the comma or parenthesis that ends a part. */
  private static int end(List<Token> tokens, int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (depth == 0 && (token.is(",") || token.is(")"))) {
        return i;
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return tokens.size();
  }

  private static List<Token> tokens(String sql) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      int end = at + 1;
      if (sql.startsWith("--", at) || sql.startsWith("/*", at)) {
        String close = c == '-' ? "\n" : "*/";
        int closed = sql.indexOf(close, at + 2);
        end = closed < 0 ? sql.length() : closed + close.length();
      } else if ("\"'`[".indexOf(c) >= 0) {
        char close = c == '[' ? ']' : c;
        end = closed(sql, at + 1, close);
        String text = sql.substring(at + 1, Math.max(at + 1, end - 1));
        tokens.add(new Token(text.replace("" + close + close, "" + close), true));
      } else if (isWord(c)) {
        while (end < sql.length() && isWord(sql.charAt(end))) {
          end++;
        }
        tokens.add(new Token(sql.substring(at, end), false));
      } else if (c > ' ') {
        tokens.add(new Token(String.valueOf(c), false));
      }
      at = end;
    }
    return tokens;
  }

  /**
   * Returns the offset behind the sign that closes a quoted name; the sign twice stands for one.
   */
  private static int closed(String sql, int from, char close) {
    int at = from;
    while (at < sql.length()) {
      if (sql.charAt(at) == close) {
        if (close == ']' || at + 1 >= sql.length() || sql.charAt(at + 1) != close) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return sql.length();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
