package dev.weir.cli.flag;

import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completion scripts, made of the flag table. */
public final class Completions {
  private Completions() {}

  private static List<Command> commands(Persona persona) {
    List<Command> commands = new ArrayList<>();
    for (Command command : Command.values()) {
      if (command.isKnownTo(persona) && command.isListed()) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** Returns the script for a shell, or null if there is none. */
  public static @Nullable String script(String shell, Persona persona) {
    String program = persona.programName();
    List<String> words = new ArrayList<>();
    commands(persona).forEach(command -> words.add(command.word()));
    for (Flag<?> flag : Flag.all()) {
      words.add("--" + flag.name());
    }
    String list = String.join(" ", words);
    return switch (shell) {
      case "bash" -> bash(program, list);
      case "zsh" ->
          "#compdef "
              + program
              + "\nautoload -U +X bashcompinit && bashcompinit\n"
              + bash(program, list);
      case "fish" -> fish(persona);
      case "powershell" -> powershell(program, words);
      default -> null;
    };
  }

  private static String bash(String program, String words) {
    String function = "_" + program.replaceAll("[^A-Za-z0-9]", "_") + "_complete";
    return function
        + "() {\n"
        + "  local word=\"${COMP_WORDS[COMP_CWORD]}\"\n"
        + "  COMPREPLY=($(compgen -W '"
        + words
        + "' -- \"$word\"))\n"
        + "}\n"
        + "complete -o default -F "
        + function
        + " "
        + program
        + "\n";
  }

  private static String fish(Persona persona) {
    String program = persona.programName();
    StringBuilder text = new StringBuilder();
    for (Command command : commands(persona)) {
      text.append("complete -c ").append(program).append(" -n __fish_use_subcommand -a ");
      text.append(command.word()).append('\n');
    }
    for (Flag<?> flag : Flag.all()) {
      text.append("complete -c ").append(program).append(" -l ").append(flag.name());
      text.append(flag.type().letter() == '\0' ? "" : " -s " + flag.type().letter());
      text.append(flag.type().bare() == null ? " -r" : "").append('\n');
    }
    return text.toString();
  }

  private static String powershell(String program, List<String> words) {
    return "Register-ArgumentCompleter -Native -CommandName "
        + program
        + " -ScriptBlock {\n"
        + "  param($word)\n"
        + "  '"
        + String.join("', '", words)
        + "' | Where-Object { $_ -like \"$word*\" }\n"
        + "}\n";
  }
}
