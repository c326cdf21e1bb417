package dev.weir.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells which words of a command name files that it reads, and which names are not known. */
final class ReadFiles {
  /** Programs whose first operand is a pattern or a program text, unless an option gives it. */
  private static final Set<String> PATTERN_FIRST =
      Set.of(
          "grep",
          "egrep",
          "fgrep",
          "rg",
          "ag",
          "ack",
          "sed",
          "awk",
          "gawk",
          "jq",
          "yq",
          "sls",
          "select-string");

  private static final Set<String> SEARCHERS = Set.of("grep", "egrep", "fgrep", "rg", "ag", "ack");

  /** Programs that read more than the files that they name, or write to them. */
  private static final Set<String> NOT_READING =
      Set.of("tee", "tr", "type", "xargs", "openssl", "gpg", "dd", "xclip", "pbcopy");

  private ReadFiles() {}

  /** Returns the file after {@code <} or {@code 3<}, or an empty text. */
  static String redirected(String word) {
    int at = 0;
    while (at < word.length() && Character.isDigit(word.charAt(at))) {
      at++;
    }
    boolean isFile =
        word.startsWith("<", at) && !word.startsWith("<<", at) && !word.startsWith("<&", at);
    String file = isFile ? word.substring(at + 1) : "";
    return file.startsWith(">") ? file.substring(1) : file;
  }

  /** Returns the operands of a program that are files, as far as its usage tells. */
  static List<String> unknown(String program, List<String> rest) {
    if (NOT_READING.contains(program)) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < rest.size(); i++) {
      boolean isNumber = Set.of("-n", "-c", "-A", "-B", "-C", "-m").contains(rest.get(i));
      if (isNumber && !Set.of("cat", "sed").contains(program)) {
        i++;
      } else {
        words.add(rest.get(i));
      }
    }
    List<String> operands = CommandRisks.operands(words);
    boolean hasPattern = PATTERN_FIRST.contains(program) && !has(rest, "ef");
    return hasPattern && !operands.isEmpty() ? operands.subList(1, operands.size()) : operands;
  }

  /** Adds a name that only the shell knows, because it is in a variable or comes from a command. */
  static void addUnknown(String word, Set<String> shows) {
    for (int at = word.indexOf('$'); at >= 0; at = word.indexOf('$', at + 1)) {
      String rest = word.substring(at + 1).replaceFirst("^\\{", "");
      boolean isKnown = rest.matches("(?s)(PWD|HOME)([^A-Za-z0-9_].*)?");
      boolean isVariable =
          !rest.isEmpty()
              && (Character.isLetterOrDigit(rest.charAt(0)) || "_@*(".indexOf(rest.charAt(0)) >= 0);
      if (isVariable && !isKnown) {
        shows.add("a file whose name is only known when it runs");
      }
    }
  }

  /** Returns true if a program that searches shows only names of files or numbers. */
  static boolean isQuiet(String program, List<String> rest) {
    return SEARCHERS.contains(program)
        && (has(rest, "lLcq")
            || rest.contains("--files-with-matches")
            || rest.contains("--count")
            || rest.contains("--quiet"));
  }

  /** Returns the names that a program reads with everything in them, if they are folders. */
  static List<String> folders(String program, List<String> rest) {
    boolean isRecursive =
        switch (program) {
          case "rg", "ag", "ack", "rsync" -> true;
          case "grep", "egrep", "fgrep", "diff", "scp" ->
              has(rest, "rR") || rest.contains("--recursive");
          // An archive that goes to the output.
          case "tar" ->
              rest.contains("-")
                  || (!has(rest, "f") && !rest.isEmpty() && !rest.get(0).contains("f"));
          default -> false;
        };
    if (!isRecursive || isQuiet(program, rest)) {
      return List.of();
    }
    List<String> named = unknown(program, rest);
    boolean isHere = named.isEmpty() && program.endsWith("grep");
    return isHere ? List.of(".") : named;
  }

  /** Returns the command that {@code find} runs for each file, or nothing. */
  static List<String> executed(List<String> rest) {
    for (int i = 0; i < rest.size(); i++) {
      if (Set.of("-exec", "-execdir", "-ok", "-okdir").contains(rest.get(i))) {
        return rest.subList(i + 1, rest.size());
      }
    }
    return List.of();
  }

  /** Returns the folders where {@code find} begins. */
  static List<String> starts(List<String> rest) {
    List<String> starts = new ArrayList<>();
    for (String word : rest) {
      boolean isOption = Set.of("-L", "-H", "-P").contains(word);
      if (!isOption && (word.startsWith("-") || word.startsWith("(") || word.equals("!"))) {
        break;
      }
      if (!isOption) {
        starts.add(word);
      }
    }
    return starts.isEmpty() ? List.of(".") : starts;
  }

  /** Returns true if one of these letters is given as an option, alone or with others. */
  private static boolean has(List<String> words, String letters) {
    for (String word : words) {
      if (word.length() > 1 && word.charAt(0) == '-' && word.charAt(1) != '-') {
        for (int i = 1; i < word.length(); i++) {
          if (letters.indexOf(word.charAt(i)) >= 0) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
