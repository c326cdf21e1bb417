package dev.weir.cli.help;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes completion scripts for shells. */
public final class Completions {
  private final Persona persona;
  private final String program;

  public Completions(Persona persona) {
    this.persona = persona;
    this.program = persona.programName();
  }

  /** Returns the script for a shell, or null for an unknown shell. */
  public @Nullable String script(String shell) {
    return switch (shell) {
      case "bash" -> bash();
      case "zsh" -> "#compdef " + program + "\n" + bash();
      case "fish" -> fish();
      case "powershell" -> powershell();
      default -> null;
    };
  }

  /** Returns a script for bash. It works in zsh, too, where it loads zsh's emulation of bash. */
  private String bash() {
    return AutoComplete.bash(program, new CommandLine(new CommandModel(persona).program()));
  }

  private List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (Command command : Command.values()) {
      if (command.isKnownTo(persona) && command.isListed()) {
        commands.add(command);
      }
    }
    return commands;
  }

  private String fish() {
    StringBuilder text = new StringBuilder();
    String start = "complete -c " + program + " ";
    for (Command command : commands()) {
      text.append(start).append("-n __fish_use_subcommand -a ").append(command.word());
      text.append(" -d ").append(quoted(command.summary())).append('\n');
      String when = start + "-n '__fish_seen_subcommand_from " + command.word() + "' ";
      for (String choice : command.choices()) {
        text.append(when).append("-a ").append(choice).append('\n');
      }
      for (Flag<?> flag : command.flags()) {
        char letter = flag.type().letter();
        text.append(when).append("-l ").append(flag.name());
        text.append(letter == '\0' ? "" : " -s " + letter);
        text.append(flag.type().bare() == null ? " -r" : "");
        text.append(" -d ").append(quoted(flag.help())).append('\n');
      }
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private String powershell() {
    StringBuilder cases = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (Command command : commands()) {
      names.add(command.word());
      List<String> words = new ArrayList<>(command.choices());
      command.flags().forEach(flag -> words.add("--" + flag.name()));
      cases.append("    '").append(command.word()).append("' { $words = '");
      cases.append(String.join("', '", words)).append("' }\n");
    }
    return "Register-ArgumentCompleter -Native -CommandName "
        + program
        + " -ScriptBlock {\n"
        + "  param($word, $line)\n"
        + "  $command = [string]($line.CommandElements | Select-Object -Skip 1 -First 1)\n"
        + "  switch ($command) {\n"
        + cases
        + "    default { $words = '"
        + String.join("', '", names)
        + "' }\n"
        + "  }\n"
        + "  $words | Where-Object { $_ -like \"$word*\" }\n"
        + "}\n";
  }
}
