package dev.weir.git.log;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of {@code --log-opts}, as {@code git log} reads them. Made by {@link #parse}. */
final class LogOptions {
  // What changes neither the commits nor their added lines.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "-p",
          "-u",
          "--patch",
          "-U0",
          "--unified=0",
          "--full-history",
          "--date-order",
          "--topo-order",
          "--author-date-order",
          "--reverse",
          "--no-color",
          "--no-ext-diff",
          "--no-textconv",
          "-M",
          "--find-renames",
          "--sparse",
          "--no-decorate",
          "--source",
          "--cc",
          "-c",
          "--no-mailmap",
          "--no-notes",
          "--dense");

  /** What may have its value in the next word. */
  static final Set<String> WITH_NEXT_WORD =
      Set.of(
          "-n",
          "--max-count",
          "--skip",
          "--since",
          "--after",
          "--until",
          "--before",
          "--author",
          "--committer",
          "--grep");

  final List<String> revisions = new ArrayList<>();
  final List<String> paths = new ArrayList<>();
  final List<Regex> authors = new ArrayList<>();
  final List<Regex> committers = new ArrayList<>();
  final List<Regex> messages = new ArrayList<>();
  boolean allRefs;
  boolean noMerges;
  boolean onlyMerges;
  boolean firstParent;
  boolean fullHistory;
  int maxCount = -1;
  int skip;
  @Nullable Instant since;
  @Nullable Instant until;
  private boolean ignoreCase;
  private boolean fixedStrings;
  private boolean extended;
  private final List<String> authorPatterns = new ArrayList<>();
  private final List<String> committerPatterns = new ArrayList<>();
  private final List<String> messagePatterns = new ArrayList<>();

  private LogOptions() {}

  /** Returns true for an option that changes neither the commits nor their added lines. */
  static boolean isWithoutEffect(String word) {
    return WITHOUT_EFFECT.contains(word);
  }

  /**
   * Reads the words of the options.
   *
   * @param words split at every single space, as gitleaks does
   * @throws LogOptionsException if a word is not understood
   */
  static LogOptions parse(List<String> words, Instant now) {
    LogOptions options = new LogOptions();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        options.paths.addAll(words.subList(i + 1, words.size()));
        break;
      }
      if (word.isEmpty()) {
        throw new LogOptionsException(
            "log options: two spaces in a row make an empty revision; write one");
      }
      if (!word.startsWith("-")) {
        options.revisions.add(word);
      } else if (WITH_NEXT_WORD.contains(word) && i + 1 < words.size()) {
        options.option(word, words.get(++i), now);
      } else {
        int equals = word.indexOf('=');
        options.option(
            equals < 0 ? word : word.substring(0, equals),
            equals < 0 ? "" : word.substring(equals + 1),
            now);
      }
    }
    options.compile();
    return options;
  }

  private void option(String name, String value, Instant now) {
    switch (name) {
      case "-n", "--max-count" -> maxCount = count(name, value);
      case "--skip" -> skip = count(name, value);
      case "--since", "--after" -> since = ApproximateDate.parse(value, now);
      case "--until", "--before" -> until = ApproximateDate.parse(value, now);
      case "--author" -> authorPatterns.add(value);
      case "--committer" -> committerPatterns.add(value);
      case "--grep" -> messagePatterns.add(value);
      case "-i", "--regexp-ignore-case" -> ignoreCase = true;
      case "-F", "--fixed-strings" -> fixedStrings = true;
      case "-E", "--extended-regexp" -> extended = true;
      case "--all" -> allRefs = true;
      case "--branches", "--tags", "--remotes" ->
          revisions.add(value.isEmpty() ? name : name + "=" + value);
      case "--no-merges" -> noMerges = true;
      case "--merges" -> onlyMerges = true;
      case "--first-parent" -> firstParent = true;
      default -> {
        fullHistory |= name.equals("--full-history");
        if (name.matches("-n?[0-9]+")) {
          maxCount = count(name, name.replaceFirst("^-n?", ""));
        } else if (!WITHOUT_EFFECT.contains(value.isEmpty() ? name : name + "=" + value)) {
          throw new LogOptionsException(
              "log options: " + name + " is not understood, so it is not known what to scan");
        }
      }
    }
  }

  private static int count(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new LogOptionsException(
          "log options: " + name + " wants a number, not '" + value + "'");
    }
  }

  private void compile() {
    authorPatterns.forEach(pattern -> authors.add(regex(pattern)));
    committerPatterns.forEach(pattern -> committers.add(regex(pattern)));
    messagePatterns.forEach(pattern -> messages.add(regex(pattern)));
  }

  private Regex regex(String pattern) {
    String flags = ignoreCase ? "(?im)" : "(?m)";
    String body = fixedStrings ? quoted(pattern) : extended ? pattern : fromBasic(pattern);
    try {
      return Regex.of(flags + body);
    } catch (RegexSyntaxException e) {
      throw new LogOptionsException(
          "log options: the pattern '" + pattern + "' is not understood: " + e.getMessage());
    }
  }

  private static String quoted(String text) {
    return text.replaceAll("([^A-Za-z0-9 ])", "\\\\$1");
  }

  /** Turns a POSIX basic pattern around: there a backslash makes an operator. */
  private static String fromBasic(String pattern) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length() && "+?|(){}".indexOf(pattern.charAt(i + 1)) >= 0) {
        out.append(pattern.charAt(++i));
      } else if ("+?|(){}".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
