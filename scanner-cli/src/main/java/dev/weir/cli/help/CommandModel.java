package dev.weir.cli.help;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.FlagType;
import dev.weir.cli.process.Persona;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builds picocli's model from the tables of commands and flags. */
public final class CommandModel {
  private final Persona persona;

  public CommandModel(Persona persona) {
    this.persona = persona;
  }

  /** Returns the program with all its commands. */
  public CommandSpec program() {
    CommandSpec spec = root();
    for (Command command : Command.values()) {
      if (command.isKnownTo(persona)) {
        CommandSpec child = of(command);
        child.usageMessage().hidden(!command.isListed());
        spec.addSubcommand(command.word(), child);
      }
    }
    return spec;
  }

  /** Returns the program with only the names of its commands. */
  CommandSpec outline() {
    CommandSpec spec = root();
    for (String word : Command.words(persona)) {
      spec.addSubcommand(word, CommandSpec.create().name(word));
    }
    return spec;
  }

  /** Returns the program without its commands. */
  CommandSpec root() {
    CommandSpec spec = CommandSpec.create().name(persona.programName());
    spec.usageMessage()
        .customSynopsis(persona.programName() + " COMMAND [OPTIONS] [ARGUMENT...]")
        .description("Finds secrets in code, past and present.");
    spec.addOption(option(Flag.HELP).build());
    spec.addOption(option(Flag.VERSION).build());
    return spec;
  }

  /** Returns one command, with its flags grouped as in help. */
  public CommandSpec of(Command command) {
    CommandSpec spec = CommandSpec.create().name(command.word());
    spec.aliases(command.aliases().toArray(new String[0]));
    String synopsis = persona.programName() + " " + command.word() + " [OPTIONS]";
    spec.usageMessage()
        .customSynopsis((synopsis + " " + command.operands()).strip())
        .description(description(command));
    List<Flag<?>> shown = command.flags();
    int place = 0;
    for (Flag.Group group : Flag.Group.values()) {
      ArgGroupSpec.Builder builder = ArgGroupSpec.builder();
      builder.heading("%n" + group.title() + ":%n").validate(false).order(place++);
      int order = 0;
      for (Flag<?> flag : shown) {
        if (flag.group() == group) {
          builder.addArg(option(flag).order(order++).build());
        }
      }
      if (order > 0) {
        spec.addArgGroup(builder.build());
      }
    }
    for (Flag<?> flag : Flag.all()) {
      if (flag.isKnownTo(command) && !shown.contains(flag)) {
        spec.addOption(option(flag).hidden(true).build());
      }
    }
    addOperands(spec, command);
    return spec;
  }

  private static String[] description(Command command) {
    String summary = command.summary();
    String sentence = summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1) + ".";
    return command.details().isEmpty()
        ? new String[] {escaped(sentence)}
        : new String[] {escaped(sentence), "", escaped(command.details())};
  }

  /**
   * Adds the operands of a command. A command without operands accepts them here, too, because it
   * reports the error itself. The description explains the operands.
   */
  private void addOperands(CommandSpec spec, Command command) {
    List<String> choices = command == Command.HELP ? Command.words(persona) : command.choices();
    if (choices.isEmpty()) {
      spec.addPositional(
          operands("0..*", "0..*", Path.class).hidden(command.operands().isEmpty()).build());
    } else {
      spec.addPositional(operands("0", "0..1", String.class).completionCandidates(choices).build());
      spec.addPositional(operands("1..*", "0..*", Path.class).build());
    }
  }

  private static PositionalParamSpec.Builder operands(String index, String arity, Class<?> type) {
    return PositionalParamSpec.builder()
        .index(index)
        .arity(arity)
        .paramLabel("ARGUMENT")
        .type(List.class)
        .auxiliaryTypes(type);
  }

  private static OptionSpec.Builder option(Flag<?> flag) {
    FlagType<?> type = flag.type();
    OptionSpec.Builder builder = OptionSpec.builder(names(flag));
    builder.description(escaped(about(flag)));
    if (Boolean.TRUE.equals(type.initial())) {
      return builder.type(boolean.class).arity("0..1").paramLabel("false");
    }
    if (type.kind() == FlagType.Kind.BOOL) {
      return builder.type(boolean.class).arity("0");
    }
    boolean isPath = List.of("FILE", "PATH", "FOLDER").contains(type.label());
    builder.type(List.class).auxiliaryTypes(isPath ? Path.class : String.class);
    return builder.arity(type.bare() == null ? "1" : "0..1").paramLabel(type.label());
  }

  /** Returns the flag as help shows it, such as {@code -c, --config=FILE}. */
  static String shown(Flag<?> flag) {
    String names = String.join(", ", names(flag));
    OptionSpec option = option(flag).build();
    String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
    return names + (option.arity().min() == 0 && !value.isEmpty() ? "[" + value + "]" : value);
  }

  /** Returns the purpose of the flag and its default. */
  static String about(Flag<?> flag) {
    return flag.help() + initial(flag);
  }

  private static String[] names(Flag<?> flag) {
    char letter = flag.type().letter();
    String name = "--" + flag.name();
    return letter == '\0' ? new String[] {name} : new String[] {"-" + letter, name};
  }

  private static String initial(Flag<?> flag) {
    Object initial = flag.type().initial();
    if (initial instanceof Boolean on && on) {
      return " (on by default)";
    }
    boolean isNothing =
        initial.equals(false)
            || initial.equals(0L)
            || initial.equals("")
            || initial instanceof List;
    return isNothing ? "" : " (default: " + initial + ")";
  }

  /** Escapes a text for picocli, which formats descriptions. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
