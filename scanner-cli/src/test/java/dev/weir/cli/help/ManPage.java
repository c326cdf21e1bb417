package dev.weir.cli.help;

import dev.weir.cli.flag.Command;
import dev.weir.cli.process.Persona;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes manual pages in roff from the picocli model that help uses. */
final class ManPage {
  private final CommandSpec spec;
  private final String name;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec spec, String name) {
    this.spec = spec;
    this.name = name;
  }

  /** Returns the page of a command, or of the program if it is null. */
  static String of(@Nullable Command command) {
    CommandModel model = new CommandModel(Persona.WEIR);
    return command == null
        ? new ManPage(model.program(), "weir").program()
        : new ManPage(model.of(command), "weir-" + command.word()).command(command);
  }

  private String program() {
    head("find secrets in code, past and present");
    line(".SH COMMANDS");
    for (Command.Group group : Command.Group.values()) {
      line(".SS " + text(group.title()));
      for (Command command : Command.values()) {
        if (command.group() == group) {
          line(".TP");
          line(".BR weir\\-" + text(command.word()) + " (1)");
          line(text(command.summary()));
        }
      }
    }
    line(".SH OPTIONS");
    spec.options().forEach(this::option);
    exitStatus();
    line(".SH FILES");
    file(".gitleaks.toml", "the configuration of a repository");
    file(".weirignore", "findings that are ignored, by their secret");
    file(".gitleaksignore", "findings that are ignored, by their fingerprint");
    return page.toString();
  }

  private String command(Command command) {
    head(command.summary());
    line(".SH OPTIONS");
    for (ArgGroupSpec group : spec.argGroups()) {
      line(".SS " + text(group.heading().replace("%n", "").replace(":", "")));
      group.options().forEach(this::option);
    }
    if (command.isScan()) {
      exitStatus();
    }
    line(".SH SEE ALSO");
    List<String> others = new ArrayList<>(List.of(".BR weir (1)"));
    for (Command other : Command.values()) {
      if (other.group() == command.group() && other != command) {
        others.add(".BR weir\\-" + text(other.word()) + " (1)");
      }
    }
    line(String.join(",\n", others));
    return page.toString();
  }

  private void head(String summary) {
    line(".\\\" Generated from the tables of commands and flags.");
    line(".TH " + text(name.toUpperCase(Locale.ROOT)) + " 1 \"\" \"weir\" \"Weir Manual\"");
    line(".SH NAME");
    line(text(name) + " \\- " + text(summary));
    line(".SH SYNOPSIS");
    for (String synopsis : spec.usageMessage().customSynopsis()) {
      line(text(synopsis));
    }
    line(".SH DESCRIPTION");
    for (String paragraph : spec.usageMessage().description()) {
      line(paragraph.isEmpty() ? ".PP" : text(unescaped(paragraph)));
    }
  }

  private void option(OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (String written : option.names()) {
      names.add("\\fB" + text(written) + "\\fR");
    }
    String value = "";
    if (option.arity().max() > 0) {
      String label = "=\\fI" + text(option.paramLabel()) + "\\fR";
      value = option.arity().min() == 0 ? "[" + label + "]" : label;
    }
    line(".TP");
    line(String.join(", ", names) + value);
    for (String paragraph : option.description()) {
      line(text(unescaped(paragraph)));
    }
  }

  private void exitStatus() {
    line(".SH EXIT STATUS");
    HelpPage.exitCodes()
        .forEach(
            (code, meaning) -> {
              line(".TP");
              line("\\fB" + code.strip() + "\\fR");
              line(text(meaning));
            });
  }

  private void file(String path, String about) {
    line(".TP");
    line("\\fI" + text(path) + "\\fR");
    line(text(about));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String unescaped(String text) {
    return text.replace("%%", "%");
  }

  /** Escapes a text so that roff finds neither control lines nor escapes in it. */
  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }
}
