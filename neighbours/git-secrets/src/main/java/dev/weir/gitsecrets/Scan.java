package dev.weir.gitsecrets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One scan: its patterns, its allowed patterns, and its result. */
final class Scan {
  private final Caller caller;
  private final Settings settings;
  private final Problems problems;
  private final Prohibited prohibited;
  private @Nullable Allowed allowed;
  private boolean found;

  /**
   * @param allowsProviders true if the command line allows all providers
   */
  Scan(UserGit git, Caller caller, boolean allowsProviders) {
    this.caller = caller;
    this.settings = new Settings(git, caller.folder(), allowsProviders);
    this.problems = new Problems(caller);
    List<Settings.Named> patterns = settings.named(Settings.PATTERNS);
    patterns.addAll(new Providers(settings, caller, problems).patterns());
    this.prohibited = new Prohibited(PatternSet.joined(patterns, problems));
    if (patterns.isEmpty()) {
      caller.printError(
          "git secrets: warning: 0 patterns, so there is nothing to search for;"
              + " add some, for example with git secrets --register-aws");
    }
  }

  boolean hasPatterns() {
    return !prohibited.isEmpty();
  }

  Problems problems() {
    return problems;
  }

  /** Returns the lines of a file that contain a match; empty if the file is binary. */
  List<Prohibited.Line> linesOf(byte[] content) {
    List<Prohibited.Line> lines = new ArrayList<>();
    for (byte[] text : PlainText.forms(content)) {
      lines.addAll(prohibited.linesOf(text));
    }
    return lines;
  }

  /** Scans a file and reports its lines. */
  void read(String name, byte[] content) {
    report(name, linesOf(content));
  }

  /**
   * Reports lines, unless they are allowed.
   *
   * @param name the name of the file, one character per byte
   */
  void report(String name, List<Prohibited.Line> lines) {
    for (Prohibited.Line line : lines) {
      String place = shown(name) + ":" + line.number() + ":";
      if (!allowed().excuses(place, line.text())) {
        found = true;
        Bytes.printForeign(place + line.text() + "\n", caller.err());
      }
    }
  }

  private Allowed allowed() {
    Allowed known = allowed;
    if (known == null) {
      known =
          new Allowed(
              PatternSet.joined(settings.allowed(), problems),
              settings.isAllowedByMatch(),
              prohibited);
      allowed = known;
    }
    return known;
  }

  /** Quotes a name that contains a line end: it would print as two lines, one of them allowed. */
  private static String shown(String name) {
    if (name.chars().noneMatch(c -> c < ' ' || c == 127)) {
      return name;
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = c >= ' ' && c != 127 && c != '"' && c != '\\';
      out.append(plain ? String.valueOf(c) : String.format("\\%03o", (int) c));
    }
    return out.append('"').toString();
  }

  boolean hasFound() {
    return found;
  }

  /** Prints advice if something was found, and returns the exit code. */
  int end() {
    if (found) {
      caller.err().print(Usage.FOUND);
    }
    caller.err().flush();
    return found ? 1 : problems.any() ? 2 : 0;
  }
}
