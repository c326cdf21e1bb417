package dev.weir.cli.flag;

import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completion scripts, made of the flag table. */
public final class Completions {
  public static final List<String> SHELLS = List.of("bash", "zsh", "fish", "powershell");

  private Completions() {}

  /** Returns the commands that are worth completing: not the older forms. */
  private static List<String> commands(String program) {
    List<String> commands = new ArrayList<>(CommandLine.commands(Persona.of(program)));
    commands.removeAll(List.of("detect", "protect"));
    return commands;
  }

  /** Returns the script for a shell, or null if there is none. */
  public static @Nullable String script(String shell, String program) {
    List<String> words = new ArrayList<>(commands(program));
    for (Flag flag : Flag.ALL) {
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
      case "fish" -> fish(program);
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

  private static String fish(String program) {
    StringBuilder text = new StringBuilder();
    for (String command : commands(program)) {
      text.append("complete -c ").append(program).append(" -n __fish_use_subcommand -a ");
      text.append(command).append('\n');
    }
    for (Flag flag : Flag.ALL) {
      text.append("complete -c ").append(program).append(" -l ").append(flag.name());
      text.append(flag.shorthand() == '\0' ? "" : " -s " + flag.shorthand());
      text.append(flag.bare() == null ? " -r" : "").append('\n');
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
