package dev.weir.cli.help;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the command lines of commands that only weir has, such as ignore and doctor. */
public final class OwnCommandParser {
  private OwnCommandParser() {}

  /**
   * Parses the words after the program's name.
   *
   * @param index the index of the command among the words
   * @throws UsageException if a word is invalid
   */
  public static CommandLine parse(List<String> words, int index, Command command) {
    List<String> rest = new ArrayList<>(words);
    rest.remove(index);
    CommandLine line = new CommandLine(command, Persona.WEIR);
    ParseResult result = parse(rest, new CommandModel(Persona.WEIR).of(command));
    for (Flag<?> flag : Flag.all()) {
      boolean isKnown = flag.isKnownTo(command);
      OptionSpec option = isKnown ? result.matchedOption("--" + flag.name()) : null;
      if (option != null) {
        option.originalStringValues().forEach(value -> line.add(flag, value));
      }
    }
    // The list has each operand once for each of its words.
    for (PositionalParamSpec operands : new LinkedHashSet<>(result.matchedPositionals())) {
      operands.originalStringValues().forEach(line::addArgument);
    }
    return line;
  }

  private static ParseResult parse(List<String> words, CommandSpec model) {
    var parser = new picocli.CommandLine(model);
    parser.setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
    try {
      return parser.parseArgs(words.toArray(new String[0]));
    } catch (UnmatchedArgumentException e) {
      throw unknown(e.getUnmatched().get(0));
    } catch (ParameterException e) {
      throw new UsageException(String.valueOf(e.getMessage()), ExitCode.FAILURE, true);
    }
  }

  private static UsageException unknown(String word) {
    if (!word.startsWith("--")) {
      return UsageException.unknownFlag(
          "unknown shorthand flag: '" + word.charAt(1) + "' in " + word, word, ExitCode.FAILURE);
    }
    int equals = word.indexOf('=');
    String flag = equals < 0 ? word : word.substring(0, equals);
    return UsageException.unknownFlag("unknown flag: " + flag, flag, ExitCode.USAGE);
  }
}
