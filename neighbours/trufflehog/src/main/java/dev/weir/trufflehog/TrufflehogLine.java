package dev.weir.trufflehog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses a command line as truffleHog does: {@code --name value}, {@code --name=value}, {@code
 * --no-name} for switches, underscores for dashes, flags before and after the command.
 */
public final class TrufflehogLine {
  private static final Set<String> COMMANDS = Set.of("git", "filesystem", "stdin");
  // These flags change how truffleHog works but not what it finds.
  private static final Set<String> SWITCHES_WITHOUT_EFFECT =
      Set.of(
          "no-update",
          "debug",
          "trace",
          "local-dev",
          "allow",
          "entropy",
          "regex",
          "allow-verification-overlap",
          "no-verification-cache",
          "scan-entire-chunk",
          "compare-detection-strategies",
          "print-avg-detector-time",
          "skip-additional-refs",
          "no-cleanup");
  private static final Set<String> VALUES_WITHOUT_EFFECT =
      Set.of(
          "detector-timeout",
          "archive-timeout",
          "archive-max-size",
          "git-clone-timeout",
          "clone-path",
          "user-agent-suffix");
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("json-legacy", "weir only writes --json"),
          Map.entry("sarif", "use: weir git|dir -f sarif-rich -r FILE"),
          Map.entry("github-actions", "use: weir git|dir -f github -r -"),
          Map.entry("config", "weir has its own rules; use: weir git|dir --config FILE"),
          Map.entry(
              "verifier", "name the address to ask in the [endpoints] of --verify-config FILE"),
          Map.entry("custom-verifiers-only", "see --verify-config FILE"),
          Map.entry("filter-unverified", "it hides findings"),
          Map.entry("drop-unverified-jwt-results", "it hides findings"),
          Map.entry(
              "force-skip-archives", "archives are skipped unless --archive-max-depth is given"));

  private final Map<TrufflehogFlag, List<String>> given = new EnumMap<>(TrufflehogFlag.class);
  private final List<String> arguments = new ArrayList<>();
  private String command = "";

  private TrufflehogLine() {}

  /** Parses the arguments. */
  public static TrufflehogLine parse(List<String> words) throws TrufflehogException {
    TrufflehogLine line = new TrufflehogLine();
    boolean flags = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : null;
      if (flags && word.equals("--")) {
        flags = false;
      } else if (flags && word.startsWith("--")) {
        i += line.longFlag(word.substring(2), next) ? 1 : 0;
      } else if (flags && word.length() > 1 && word.startsWith("-")) {
        i += line.shortFlags(word.substring(1), next) ? 1 : 0;
      } else if (line.command.isEmpty()) {
        line.command(word);
      } else {
        line.arguments.add(word);
      }
    }
    return line;
  }

  private void command(String word) throws TrufflehogException {
    if (!COMMANDS.contains(word)) {
      throw new TrufflehogException(
          "weir supports truffleHog's commands git, filesystem and stdin, not \"" + word + "\"");
    }
    command = word;
  }

  private boolean longFlag(String word, @Nullable String next) throws TrufflehogException {
    int equals = word.indexOf('=');
    String name = (equals < 0 ? word : word.substring(0, equals)).replace('_', '-');
    String positive = name.startsWith("no-") ? name.substring("no-".length()) : "";
    if (isSwitch(name) || isSwitch(positive)) {
      if (equals >= 0) {
        throw new TrufflehogException("--" + name + " takes no value");
      }
      turn(name, positive);
      return false;
    }
    check(name);
    if (equals >= 0) {
      add(TrufflehogFlag.named(name), word.substring(equals + 1));
      return false;
    }
    if (next == null) {
      throw new TrufflehogException("expected argument for flag '--" + name + "'");
    }
    add(TrufflehogFlag.named(name), next);
    return true;
  }

  private static boolean isSwitch(String name) {
    TrufflehogFlag flag = TrufflehogFlag.named(name);
    return SWITCHES_WITHOUT_EFFECT.contains(name) || (flag != null && !flag.takesValue());
  }

  /** Turns a switch on; or off, by its name after {@code no-}. */
  private void turn(String name, String positive) {
    TrufflehogFlag on = TrufflehogFlag.named(name);
    if (on != null) {
      given.put(on, List.of("true"));
    } else if (!isSwitch(name)) {
      given.remove(TrufflehogFlag.named(positive));
    }
  }

  private static void check(String name) throws TrufflehogException {
    String instead = INSTEAD.get(name);
    if (instead != null) {
      throw new TrufflehogException("--" + name + " is not supported: " + instead);
    }
    if (TrufflehogFlag.named(name) == null && !VALUES_WITHOUT_EFFECT.contains(name)) {
      throw new TrufflehogException("unknown long flag '--" + name + "', try --help");
    }
  }

  private boolean shortFlags(String letters, @Nullable String next) throws TrufflehogException {
    for (int i = 0; i < letters.length(); i++) {
      TrufflehogFlag flag = TrufflehogFlag.shortened(letters.charAt(i));
      if (flag == null) {
        throw new TrufflehogException(
            "unknown short flag '-" + letters.charAt(i) + "', try --help");
      }
      if (!flag.takesValue()) {
        given.put(flag, List.of("true"));
      } else if (i + 1 < letters.length()) {
        String rest = letters.substring(i + 1);
        add(flag, rest.startsWith("=") ? rest.substring(1) : rest);
        return false;
      } else if (next == null) {
        throw new TrufflehogException("expected argument for flag '-" + letters.charAt(i) + "'");
      } else {
        add(flag, next);
        return true;
      }
    }
    return false;
  }

  /** Adds a value, unless its flag has no effect. */
  private void add(@Nullable TrufflehogFlag flag, String value) {
    if (flag != null) {
      given.computeIfAbsent(flag, key -> new ArrayList<>()).add(value);
    }
  }

  /** Returns git, filesystem or stdin, or an empty text if no command was given. */
  public String command() {
    return command;
  }

  /** Returns the words after the command. */
  public List<String> arguments() {
    List<String> all = new ArrayList<>(arguments);
    if (command.equals("filesystem")) {
      all.addAll(given.getOrDefault(TrufflehogFlag.DIRECTORY, List.of()));
    }
    return all;
  }

  /** Returns true if a switch is on. */
  public boolean isOn(TrufflehogFlag flag) {
    return given.containsKey(flag);
  }

  /** Returns the last value of a flag, or an empty text. */
  public String text(TrufflehogFlag flag) {
    List<String> values = given.getOrDefault(flag, List.of());
    return values.isEmpty() ? "" : values.get(values.size() - 1);
  }

  /**
   * Returns the value of a flag as a whole number.
   *
   * @throws TrufflehogException if the value is not a whole number of at least {@code least}
   */
  public int number(TrufflehogFlag flag, int initial, int least) throws TrufflehogException {
    String text = text(flag);
    try {
      int number = text.isEmpty() ? initial : Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The exception below has the message.
    }
    throw new TrufflehogException(
        "--" + flag.word() + " must be a whole number of at least " + least);
  }
}
