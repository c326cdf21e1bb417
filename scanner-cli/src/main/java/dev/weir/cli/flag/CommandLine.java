package dev.weir.cli.flag;

import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command line after parsing, by the rules of pflag that gitleaks uses: {@code --name value},
 * {@code --name=value}, {@code -n value}, {@code -n=value}, {@code -nvalue}, clustered booleans,
 * flags before and after the command, {@code --} ends flags.
 */
public final class CommandLine {
  static final List<String> COMMANDS =
      List.of("completion", "detect", "dir", "git", "help", "protect", "stdin", "version");

  /** Commands that gitleaks does not have; started by its name, weir does not have them either. */
  private static final List<String> OWN_COMMANDS =
      List.of(
          "doctor",
          "explain",
          "git-secrets",
          "hook",
          "ignore",
          "install",
          "known",
          "pre-receive",
          "remediate",
          "rules",
          "sops-check",
          "trufflehog",
          "uninstall",
          "verify-purge");

  /** Returns the commands that a persona has. */
  public static List<String> commands(Persona persona) {
    if (persona == Persona.GITLEAKS) {
      return COMMANDS;
    }
    List<String> all = new ArrayList<>(COMMANDS);
    all.addAll(OWN_COMMANDS);
    all.sort(null);
    return all;
  }

  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final List<String> arguments = new ArrayList<>();
  private String command = "";
  private final Persona persona;

  private final List<Setting> settings = new ArrayList<>();

  private CommandLine(Persona persona) {
    this.persona = persona;
  }

  /**
   * Parses the words after the program's name.
   *
   * @throws UsageException if they are not understood
   */
  public static CommandLine parse(List<String> words, Persona persona) {
    CommandLine line = new CommandLine(persona);
    line.command = findCommand(words, persona);
    line.read(words);
    return line;
  }

  // The command is the first word that is neither a flag nor the value of one.
  private static String findCommand(List<String> words, Persona persona) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        return "";
      }
      if (!word.startsWith("-") || word.equals("-")) {
        String command = canonical(word, persona);
        if (command == null) {
          throw unknownCommand(word, persona);
        }
        return command;
      }
      if (takesNextWord(word)) {
        i++;
      }
    }
    return "";
  }

  private static boolean takesNextWord(String word) {
    if (word.contains("=")) {
      return false;
    }
    Flag flag =
        word.startsWith("--")
            ? anyCommandsFlag(word.substring(2))
            : word.length() == 2 ? Flag.shortened(word.charAt(1), "detect") : null;
    return flag != null && flag.bare() == null;
  }

  private static @Nullable Flag anyCommandsFlag(String name) {
    for (Flag flag : Flag.ALL) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    return null;
  }

  private static @Nullable String canonical(String word, Persona persona) {
    if (word.equals("file") || word.equals("directory")) {
      return "dir";
    }
    return commands(persona).contains(word) ? word : null;
  }

  private static UsageException unknownCommand(String word, Persona persona) {
    StringBuilder text =
        new StringBuilder("unknown command \"" + word + "\" for \"" + persona.programName() + "\"");
    List<String> near = new ArrayList<>();
    for (String command : commands(persona)) {
      if (command.startsWith(word) || distance(word, command) <= 2) {
        near.add(command);
      }
    }
    if (!near.isEmpty()) {
      text.append("\n\nDid you mean this?\n");
      near.forEach(command -> text.append('\t').append(command).append('\n'));
    }
    return new UsageException(text.toString(), ExitCode.FAILURE, false);
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int k = 0; k < row.length; k++) {
      row[k] = k;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int k = 1; k < row.length; k++) {
        int above = row[k];
        int change = a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1;
        row[k] = Math.min(Math.min(row[k - 1], above) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  private void read(List<String> words) {
    boolean commandSeen = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        arguments.addAll(words.subList(i + 1, words.size()));
        return;
      }
      String next = i + 1 < words.size() ? words.get(i + 1) : null;
      if (word.startsWith("--")) {
        i += longFlag(word.substring(2), next) ? 1 : 0;
      } else if (word.length() > 1 && word.startsWith("-")) {
        i += shortFlags(word, next) ? 1 : 0;
      } else if (!commandSeen) {
        commandSeen = true;
      } else {
        arguments.add(word);
      }
    }
  }

  /** Reads a long flag; true if it took the next word. */
  private boolean longFlag(String word, @Nullable String next) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Flag flag = Flag.named(name, command);
    if (flag == null && command.isEmpty() && name.equals("version")) {
      given.add("version");
      return false;
    }
    if (flag == null) {
      throw new UsageException("unknown flag: --" + name, ExitCode.USAGE, true);
    }
    if (equals >= 0) {
      set(flag, word.substring(equals + 1));
      return false;
    }
    if (flag.bare() != null) {
      set(flag, flag.bare());
      return false;
    }
    if (next == null) {
      throw new UsageException("flag needs an argument: --" + name, ExitCode.FAILURE, true);
    }
    set(flag, next);
    return true;
  }

  /** Reads a cluster of short flags; true if the last of them took the next word. */
  private boolean shortFlags(String word, @Nullable String next) {
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      Flag flag = Flag.shortened(letter, command);
      if (flag == null) {
        throw new UsageException(
            "unknown shorthand flag: '" + letter + "' in " + word, ExitCode.FAILURE, true);
      }
      String rest = word.substring(i + 1);
      if (rest.startsWith("=")) {
        set(flag, rest.substring(1));
        return false;
      }
      if (flag.bare() != null) {
        set(flag, flag.bare());
      } else if (!rest.isEmpty()) {
        set(flag, rest);
        return false;
      } else if (next == null) {
        throw new UsageException(
            "flag needs an argument: '" + letter + "' in " + word, ExitCode.FAILURE, true);
      } else {
        set(flag, next);
        return true;
      }
    }
    return false;
  }

  private void set(Flag flag, String value) {
    String parsed = FlagValue.check(flag, value);
    given.add(flag.name());
    settings.add(new Setting(flag.name(), parsed));
    if (flag.type() == Flag.Type.STRINGS) {
      values
          .computeIfAbsent(flag.name(), name -> new ArrayList<>())
          .addAll(FlagValue.list(flag, value));
    } else {
      values.put(flag.name(), List.of(parsed));
    }
  }

  /** A flag as it was given. */
  public record Setting(String name, String value) {}

  /** Returns all flags in the order in which they were given, repeated ones more than once. */
  public List<Setting> settings() {
    return settings;
  }

  /** Returns the command, or an empty text. */
  public String command() {
    return command;
  }

  /** Returns the words that are neither flags nor the command. */
  public List<String> arguments() {
    return arguments;
  }

  /** Returns whom the program stands in for. */
  public Persona persona() {
    return persona;
  }

  /** Returns the name that the program answers to. */
  public String programName() {
    return persona.programName();
  }

  public boolean isGiven(String name) {
    return given.contains(name);
  }

  public String text(String name) {
    List<String> set = values.get(name);
    return set == null || set.isEmpty() ? initial(name) : set.get(set.size() - 1);
  }

  public List<String> texts(String name) {
    return values.getOrDefault(name, List.of());
  }

  public boolean flag(String name) {
    return text(name).equals("true");
  }

  /** Returns true if a flag is set that is on by default, but not under the name of gitleaks. */
  public boolean isOn(String name) {
    return flag(name) && (isGiven(name) || persona.readsBeyondGitleaks());
  }

  public long number(String name) {
    return Long.parseLong(text(name));
  }

  /** Returns true if known values are to be looked for. */
  public boolean asksForKnown() {
    return flag("known") || isGiven("known-from");
  }

  /** Returns how much of a secret is hidden. Rules find known values, too, and would show them. */
  public int redactPercent() {
    boolean all = asksForKnown() && !isGiven("redact");
    return all ? 100 : (int) Math.min(100, number("redact"));
  }

  private static String initial(String name) {
    Flag flag = anyCommandsFlag(name);
    if (flag == null) {
      throw new IllegalArgumentException("no flag " + name);
    }
    return flag.initial();
  }
}
