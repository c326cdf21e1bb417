package dev.weir.cli.help;

import dev.weir.cli.flag.Command;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Writes the help of weir and of each command. */
public final class HelpPage {
  private static final int WIDTH = 90;
  private static final int OPTION_WIDTH = 34;
  private static final int COMMAND_WIDTH = 14;

  private HelpPage() {}

  /**
   * Returns the help of a command, or of the program if it is null.
   *
   * @param inColor true to use a terminal's colors
   */
  public static String of(@Nullable Command command, boolean inColor) {
    CommandModel model = new CommandModel(Persona.WEIR);
    CommandSpec spec = command == null ? model.root() : model.of(command);
    UsageMessageSpec usage = spec.usageMessage();
    usage.width(WIDTH).longOptionsMaxWidth(OPTION_WIDTH).sortOptions(false).sortSynopsis(false);
    usage.descriptionHeading("%n");
    usage.sectionMap().remove(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST);
    if (command == null) {
      usage.optionListHeading("%nOptions:%n");
      usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
      usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpPage::commands);
      usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes());
      usage.footer("%nRun 'weir COMMAND --help' for the options of a command.");
    }
    Help.Ansi ansi = inColor ? Help.Ansi.ON : Help.Ansi.OFF;
    return new CommandLine(spec).getUsageMessage(ansi);
  }

  private static String commands(Help help) {
    StringBuilder text = new StringBuilder();
    for (Command.Group group : Command.Group.values()) {
      if (group == Command.Group.OLDER) {
        continue;
      }
      text.append(help.createHeading("%n" + group.title() + ":%n"));
      for (Command command : Command.values()) {
        if (command.group() == group) {
          String padding = " ".repeat(COMMAND_WIDTH - command.word().length());
          text.append("  ").append(help.colorScheme().commandText(command.word()));
          text.append(padding).append(command.summary()).append(System.lineSeparator());
        }
      }
    }
    return text.toString();
  }

  /** Returns the meaning of each exit code. */
  public static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(" " + ExitCode.CLEAN, "everything was read, and nothing was found");
    codes.put(
        " " + ExitCode.FAILURE, "something was found (see --exit-code), or the command failed");
    codes.put(" " + ExitCode.INCOMPLETE, "nothing was found, but not everything could be read");
    codes.put(" " + ExitCode.USAGE, "an option is unknown, or cannot be used like this");
    return codes;
  }
}
