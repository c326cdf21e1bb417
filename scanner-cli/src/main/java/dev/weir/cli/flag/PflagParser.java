package dev.weir.cli.flag;

import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses command lines by the rules of pflag, which gitleaks uses: {@code --name value}, {@code
 * --name=value}, {@code -n value}, {@code -n=value}, {@code -nvalue}, clustered switches, and flags
 * before and after the command. {@code --} ends the flags.
 */
public final class PflagParser {
  private final Command command;
  private final boolean isNamed;
  private final CommandLine line;

  private PflagParser(@Nullable Command command, Persona persona) {
    this.isNamed = command != null;
    this.command = command == null ? Command.HELP : command;
    this.line = new CommandLine(this.command, persona);
  }

  /**
   * Parses the words after the program's name.
   *
   * @param command the command that {@link #findCommand} returned for the same words
   * @throws UsageException if a word is invalid
   */
  public static CommandLine parse(List<String> words, @Nullable Command command, Persona persona) {
    PflagParser parser = new PflagParser(command, persona);
    parser.read(words);
    return parser.line;
  }

  /**
   * Returns the command: the first word that is neither a flag nor the value of a flag. Returns
   * null if there is no such word.
   *
   * @throws UsageException if the program has no such command
   */
  public static @Nullable Command findCommand(List<String> words, Persona persona) {
    int index = indexOfCommand(words);
    if (index < 0) {
      return null;
    }
    Command command = Command.of(words.get(index), persona);
    if (command == null) {
      throw unknownCommand(words.get(index), persona);
    }
    return command;
  }

  /** Returns the index of the command among the words, or -1 if there is no command. */
  public static int indexOfCommand(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        return -1;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        return i;
      }
      if (takesNextWord(word)) {
        i++;
      }
    }
    return -1;
  }

  private static boolean takesNextWord(String word) {
    if (word.contains("=")) {
      return false;
    }
    Flag<?> flag =
        word.startsWith("--")
            ? anyCommandsFlag(word.substring(2))
            : word.length() == 2 ? Flag.shortened(word.charAt(1), Command.DETECT) : null;
    return flag != null && flag.type().bare() == null;
  }

  private static @Nullable Flag<?> anyCommandsFlag(String name) {
    for (Flag<?> flag : Flag.all()) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    return null;
  }

  private static UsageException unknownCommand(String word, Persona persona) {
    return UsageException.unknownCommand(
        "unknown command \"" + word + "\" for \"" + persona.programName() + "\"", word);
  }

  private void read(List<String> words) {
    boolean commandSeen = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        words.subList(i + 1, words.size()).forEach(line::addArgument);
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
        line.addArgument(word);
      }
    }
  }

  /** Reads a long flag; returns true if the next word was its value. */
  private boolean longFlag(String word, @Nullable String next) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Flag<?> flag = Flag.named(name, command);
    if (flag == null || (flag == Flag.VERSION && isNamed)) {
      throw UsageException.unknownFlag("unknown flag: --" + name, "--" + name, ExitCode.USAGE);
    }
    if (equals >= 0) {
      line.add(flag, word.substring(equals + 1));
      return false;
    }
    if (flag.type().bare() != null) {
      line.add(flag, flag.type().bare());
      return false;
    }
    if (next == null) {
      throw new UsageException("flag needs an argument: --" + name, ExitCode.FAILURE, true);
    }
    line.add(flag, next);
    return true;
  }

  /** Reads a cluster of short flags; returns true if the next word was the last flag's value. */
  private boolean shortFlags(String word, @Nullable String next) {
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      Flag<?> flag = Flag.shortened(letter, command);
      if (flag == null) {
        throw UsageException.unknownFlag(
            "unknown shorthand flag: '" + letter + "' in " + word, word, ExitCode.FAILURE);
      }
      String rest = word.substring(i + 1);
      if (rest.startsWith("=")) {
        line.add(flag, rest.substring(1));
        return false;
      }
      if (flag.type().bare() != null) {
        line.add(flag, flag.type().bare());
      } else if (!rest.isEmpty()) {
        line.add(flag, rest);
        return false;
      } else if (next == null) {
        throw new UsageException(
            "flag needs an argument: '" + letter + "' in " + word, ExitCode.FAILURE, true);
      } else {
        line.add(flag, next);
        return true;
      }
    }
    return false;
  }
}
