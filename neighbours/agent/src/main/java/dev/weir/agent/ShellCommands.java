package dev.weir.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Divides a command line for a shell into simple commands and their words, without running or
 * expanding anything: quotes are removed, variables stay as they are written. A dollar sign that a
 * quote keeps from expanding is {@link #PLAIN_DOLLAR}. What is run inside of {@code $(...)} or
 * backticks is a command of its own, and leaves {@code $()} in the word. A redirection is a word
 * that begins with {@code <} or {@code >}, with the file after it. A text that follows in place of
 * a file ({@code <<END}) is left out, unless it is for a shell.
 */
final class ShellCommands {
  /** Stands for a dollar sign that begins no variable; a character for private use. */
  static final char PLAIN_DOLLAR = '\uE024';

  private static final String SEPARATORS = ";&|\n(){}";

  /** Deeper substitutions are read as commands that follow each other. */
  private static final int DEEPEST = 10;

  private final String line;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();

  /** The lines that end the texts that begin at the next line. */
  private final Deque<String> ends = new ArrayDeque<>();

  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private final int depth;
  private int at;

  private ShellCommands(String line, int depth) {
    this.line = line;
    this.depth = depth;
  }

  /** Returns the words of each command, in the order in which the commands begin to end. */
  static List<List<String>> of(String line) {
    return of(line, 0);
  }

  private static List<List<String>> of(String line, int depth) {
    ShellCommands parse = new ShellCommands(line, depth);
    while (parse.at < line.length()) {
      parse.step();
    }
    parse.endCommand();
    return parse.commands;
  }

  private void step() {
    char c = line.charAt(at++);
    switch (c) {
      case '\'' -> quoted('\'');
      case '"' -> quoted('"');
      case '\\' -> escaped();
      case '$' -> {
        if (line.startsWith("'", at)) {
          at++;
          escapes();
        } else if (!line.startsWith("\"", at)) {
          substitution(c);
        }
      }
      case '`' -> substitution(c);
      case '<', '>' -> {
        if (!inWord || !isNumber(word)) {
          endWord();
        }
        append(c);
        while (at < line.length() && "<>|&-".indexOf(line.charAt(at)) >= 0) {
          append(line.charAt(at++));
        }
        while (at < line.length() && line.charAt(at) == ' ') {
          at++;
        }
      }
      case ' ', '\t', '\r' -> endWord();
      case '#' -> {
        if (inWord) {
          append(c);
        } else {
          int end = line.indexOf('\n', at);
          at = end < 0 ? line.length() : end;
        }
      }
      default -> {
        if (c == '\n') {
          endLine();
        } else if (SEPARATORS.indexOf(c) >= 0 && !isBrace(c)) {
          endCommand();
        } else {
          append(c);
        }
      }
    }
  }

  /** Ends a line, and leaves out the texts that follow it. */
  private void endLine() {
    endWord();
    boolean isForShell = words.stream().anyMatch(ShellCommands::isShell);
    endCommand();
    for (String end = ends.poll(); end != null && !isForShell; end = ends.poll()) {
      int next = at;
      String text = "";
      while (next < line.length() && !text.equals(end)) {
        int stop = line.indexOf('\n', next);
        text = line.substring(next, stop < 0 ? line.length() : stop).strip();
        next = stop < 0 ? line.length() : stop + 1;
      }
      at = next;
    }
    ends.clear();
  }

  private static boolean isShell(String word) {
    String name = word.substring(word.lastIndexOf('/') + 1);
    return name.equals("sh") || name.equals("bash") || name.equals("zsh") || name.equals("dash");
  }

  /** Returns true for a brace that is part of a word, as in {@code HEAD@{1}} or {@code .{a,b}}. */
  private boolean isBrace(char c) {
    boolean ends = at == line.length() || " \t\r\n;&|".indexOf(line.charAt(at)) >= 0;
    return (c == '{' && (inWord || !ends)) || (c == '}' && inWord);
  }

  private static boolean isNumber(CharSequence text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void append(char c) {
    word.append(c);
    inWord = true;
  }

  private void escaped() {
    if (at < line.length()) {
      char next = line.charAt(at++);
      if (next != '\n') {
        append(next == '$' ? PLAIN_DOLLAR : next);
      }
    }
  }

  private void quoted(char quote) {
    inWord = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == quote) {
        return;
      }
      boolean isDouble = quote == '"';
      if (isDouble && c == '\\' && at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0) {
        char next = line.charAt(at++);
        word.append(next == '$' ? PLAIN_DOLLAR : next);
      } else if (isDouble && (c == '$' || c == '`')) {
        substitution(c);
      } else {
        word.append(c == '$' ? PLAIN_DOLLAR : c);
      }
    }
  }

  /** Reads the rest of {@code $'...'}. A character that is given by its number is not known. */
  private void escapes() {
    inWord = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '\'') {
        return;
      }
      if (c == '\\' && at < line.length()) {
        char next = line.charAt(at++);
        word.append("'\"\\?".indexOf(next) >= 0 ? String.valueOf(next) : "$()");
      } else {
        word.append(c == '$' ? PLAIN_DOLLAR : c);
      }
    }
  }

  /** Reads what follows a dollar sign or a backtick. */
  private void substitution(char c) {
    if (depth == DEEPEST) {
      endCommand();
      return;
    }
    boolean isCommand = c == '`' || (at < line.length() && line.charAt(at) == '(');
    if (!isCommand) {
      append(c);
      return;
    }
    int end = c == '`' ? line.indexOf('`', at) : closing(at + 1);
    int from = c == '`' ? at : at + 1;
    int to = end < 0 ? line.length() : end;
    commands.addAll(of(line.substring(from, to), depth + 1));
    append('$');
    word.append("()");
    at = Math.min(line.length(), to + 1);
  }

  /** Returns the place of the parenthesis that closes the one before a place, or -1. */
  private int closing(int from) {
    int depth = 1;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '\'') {
        int end = line.indexOf('\'', i + 1);
        i = end < 0 ? line.length() : end;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private void endWord() {
    if (inWord) {
      String ended = word.toString();
      words.add(ended);
      // <<< is followed by a text in the same line.
      if (ended.startsWith("<<") && !ended.startsWith("<<<")) {
        ends.add(ended.substring(ended.startsWith("<<-") ? 3 : 2));
      }
      word.setLength(0);
      inWord = false;
    }
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }
}
