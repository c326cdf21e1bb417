package dev.weir.gitsecrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command line, parsed by git as it parses its own: options may be abbreviated, combined, and
 * before or after other words.
 *
 * @param command the command with its dashes, {@code --} if none was given, or {@code -h}
 * @param flags the flags, in their short form if they have one
 * @param arguments the other words
 */
record Options(String command, Set<String> flags, List<String> arguments) {
  private static final int USAGE_CODE = 129;
  private static final String HELP = "-h";
  private static final String HELP_START = "cat <<\\EOF\n";

  private static final Set<String> FLAGS =
      Set.of(
          "-f",
          "-r",
          "-a",
          "-l",
          "--cached",
          "--no-index",
          "--untracked",
          "--global",
          "--allow-providers");

  private static final Map<String, String> COMMAND_OF =
      Map.of(
          "-f", "--install",
          "-r", "--scan",
          "-a", "--add",
          "-l", "--add",
          "--cached", "--scan",
          "--no-index", "--scan",
          "--untracked", "--scan");

  private static final Map<String, String> SHOWN =
      Map.of(
          "-f", "-f|--force", "-r", "-r|--recursive", "-a", "-a|--allowed", "-l", "-l|--literal");

  /** Returns true if someone asked how the program is used; the answer is the argument. */
  boolean asksForHelp() {
    return command.equals(HELP);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  /** Returns the first argument, or an empty text. */
  String argument() {
    return arguments.isEmpty() ? "" : arguments.get(0);
  }

  /**
   * Parses a command line.
   *
   * @throws GitSecretsException if the command line is invalid; the message contains the usage
   */
  static Options parse(List<String> words, UserGit git) {
    List<String> question = new ArrayList<>(List.of("rev-parse", "--parseopt", "--"));
    question.addAll(words);
    UserGit.Answer answer = git.ask(question, Bytes.of(Usage.SPEC));
    if (answer.out().startsWith(HELP_START)) {
      String usage = answer.out().substring(HELP_START.length()).replaceFirst("EOF\\s*$", "");
      return new Options(HELP, Set.of(), List.of(usage));
    }
    if (answer.code() != 0) {
      throw new GitSecretsException(answer.errors().strip(), USAGE_CODE);
    }
    return checked(unquoted(answer.line().substring("set --".length())));
  }

  private static Options checked(List<String> words) {
    int end = words.indexOf("--");
    List<String> options = words.subList(0, end);
    List<String> arguments = words.subList(end + 1, words.size());
    List<String> commands =
        options.stream().filter(word -> !FLAGS.contains(word) && !isNegated(word)).toList();
    if (commands.size() > 1) {
      throw usage("give one command, not " + String.join(" and ", commands));
    }
    Set<String> flags = Set.copyOf(options.stream().filter(FLAGS::contains).toList());
    if (commands.isEmpty() && !flags.isEmpty()) {
      throw usage("name a command; git secrets -h lists them");
    }
    String command = commands.isEmpty() ? "--" : commands.get(0);
    for (String flag : options) {
      String of = COMMAND_OF.get(flag);
      if (of != null && !of.equals(command)) {
        String shown = SHOWN.getOrDefault(flag, flag);
        throw usage(shown + " can only be supplied with the " + of + " subcommand");
      }
    }
    checkTogether(flags);
    return new Options(command, flags, List.copyOf(arguments));
  }

  /**
   * Returns true for options such as {@code --no-global}, which git accepts; they have no effect.
   */
  private static boolean isNegated(String word) {
    return word.startsWith("--no-");
  }

  private static void checkTogether(Set<String> flags) {
    List<String> places =
        List.of("--cached", "--no-index", "--untracked").stream().filter(flags::contains).toList();
    if (flags.contains("-r") && !places.isEmpty()) {
      throw usage("-r|--recursive cannot be supplied with --cached, --no-index, or --untracked");
    }
    if (places.size() > 1) {
      throw usage(String.join(" and ", places) + " cannot be supplied together");
    }
  }

  private static GitSecretsException usage(String message) {
    return new GitSecretsException(message, 1);
  }

  /** Splits a line into words and removes the quotes that git adds for a shell. */
  private static List<String> unquoted(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (line.charAt(at) == ' ') {
        at++;
        continue;
      }
      StringBuilder word = new StringBuilder();
      while (at < line.length() && line.charAt(at) != ' ') {
        char c = line.charAt(at);
        if (c == '\'') {
          int end = line.indexOf('\'', at + 1);
          word.append(line, at + 1, end);
          at = end + 1;
        } else {
          at += c == '\\' ? 1 : 0;
          word.append(line.charAt(at++));
        }
      }
      words.add(Bytes.text(word.toString()));
    }
    return words;
  }
}
