package dev.weir.cli.help;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes docs/cli.md, which has each command and each flag once. */
final class CliPage {
  private final StringBuilder page = new StringBuilder();
  private final List<Flag<?>> ofScans = new ArrayList<>();

  private CliPage() {
    for (Flag<?> flag : Command.GIT.flags()) {
      boolean common = true;
      for (Command command : Command.values()) {
        common &= !command.isScan() || flag.isKnownTo(command);
      }
      if (common) {
        ofScans.add(flag);
      }
    }
  }

  /**
   * Returns the page.
   *
   * @param trufflehog the output of {@code weir trufflehog --help}
   */
  static String text(String trufflehog) {
    CliPage made = new CliPage();
    made.line("# Command line\n");
    made.line(
        "Generated from the tables of commands and flags. Each command has a manual page, in");
    made.line("[man/](man/), and `weir COMMAND --help` prints its options.\n");
    made.line("```text\n" + HelpPage.of(null, false) + "```");
    for (Command command : Command.values()) {
      made.command(command, trufflehog);
    }
    made.line("\n## Options of all scans\n");
    made.line("`git`, `dir`, `stdin`, `hook`, `pre-receive`, `detect` and `protect` take them.");
    made.flags(made.ofScans);
    return made.page.toString();
  }

  private void command(Command command, String trufflehog) {
    line("\n## weir " + command.word() + "\n");
    String usage = "weir " + command.word() + " [OPTIONS] " + command.operands();
    line("`" + usage.strip() + "`\n");
    String summary = command.summary();
    line(summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1) + ".");
    if (!command.aliases().isEmpty()) {
      line("\nOther names: `" + String.join("`, `", command.aliases()) + "`.");
    }
    if (!command.details().isEmpty()) {
      line("\n" + command.details());
    }
    if (command == Command.TRUFFLEHOG) {
      line("\n```text\n" + trufflehog + "```");
      return;
    }
    List<Flag<?>> own = new ArrayList<>(command.flags());
    if (command.isScan()) {
      own.removeAll(ofScans);
    }
    own.removeAll(List.of(Flag.HELP, Flag.NO_COLOR));
    flags(own);
    if (command.isScan()) {
      line("\nAnd the [options of all scans](#options-of-all-scans).");
    }
  }

  private void flags(List<Flag<?>> flags) {
    for (Flag.Group group : Flag.Group.values()) {
      List<String> rows = new ArrayList<>();
      for (Flag<?> flag : flags) {
        if (flag.group() == group) {
          rows.add("| `" + CommandModel.shown(flag) + "` | " + about(flag) + " |");
        }
      }
      if (!rows.isEmpty()) {
        line("\n| " + group.title() + " | |\n|---|---|\n" + String.join("\n", rows));
      }
    }
  }

  private static String about(Flag<?> flag) {
    return CommandModel.about(flag).replace("|", "\\|").replace("<", "&lt;");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
