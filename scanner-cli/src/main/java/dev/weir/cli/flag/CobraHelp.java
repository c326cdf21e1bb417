package dev.weir.cli.flag;

import dev.weir.cli.process.Persona;
import dev.weir.core.text.EditDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints help as gitleaks does, in the layout of the library cobra. */
public final class CobraHelp {
  private static final int NAME_WIDTH = 12;
  private static final int MOST_CHANGES = 2;

  private final Persona persona;

  public CobraHelp(Persona persona) {
    this.persona = persona;
  }

  /** Returns the help of a command, or of the program if it is null. */
  public String of(@Nullable Command command) {
    String about =
        command == null
            ? persona.programName() + " finds secrets in code, past and present"
            : command.summary();
    return about + "\n\n" + usage(command);
  }

  /** Returns the part of the help that is also printed below a usage error. */
  public String usage(@Nullable Command command) {
    StringBuilder text = new StringBuilder("Usage:\n  ");
    text.append(persona.programName()).append(' ');
    if (command == null) {
      text.append("[command]\n\nAvailable Commands:\n").append(commands());
    } else {
      String operands = command.operands().toLowerCase(Locale.ROOT);
      text.append((command.word() + " [flags] " + operands).strip()).append('\n');
      if (!command.aliases().isEmpty()) {
        text.append("\nAliases:\n  ").append(command.word()).append(", ");
        text.append(String.join(", ", command.aliases())).append('\n');
      }
    }
    List<Flag<?>> own = new ArrayList<>();
    List<Flag<?>> global = new ArrayList<>();
    for (Flag<?> flag : Flag.all()) {
      if (flag.isKnownTo(command == null ? Command.HELP : command)) {
        boolean everywhere = command != null && flag.isKnownTo(Command.VERSION);
        if (everywhere && flag != Flag.HELP) {
          global.add(flag);
        } else {
          own.add(flag);
        }
      }
    }
    text.append("\nFlags:\n").append(flags(own));
    if (!global.isEmpty()) {
      text.append("\nGlobal Flags:\n").append(flags(global));
    }
    if (command == null) {
      text.append("\nUse \"").append(persona.programName());
      text.append(" [command] --help\" for more about a command.\n");
    }
    return text.toString();
  }

  private String commands() {
    StringBuilder text = new StringBuilder();
    for (String word : Command.words(persona)) {
      Command command = Command.of(word, persona);
      if (command != null && command.isListed()) {
        text.append("  ").append(padded(word, NAME_WIDTH)).append(' ');
        text.append(command.summary()).append('\n');
      }
    }
    return text.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String flags(List<Flag<?>> flags) {
    List<Flag<?>> sorted = new ArrayList<>(flags);
    sorted.sort(Comparator.comparing(Flag::name));
    int widest = 0;
    for (Flag<?> flag : sorted) {
      widest = Math.max(widest, head(flag).length());
    }
    StringBuilder text = new StringBuilder();
    for (Flag<?> flag : sorted) {
      text.append(padded(head(flag), widest)).append("   ").append(flag.help());
      text.append(initial(flag)).append('\n');
    }
    return text.toString();
  }

  private static String head(Flag<?> flag) {
    FlagType<?> type = flag.type();
    String head = (type.letter() == '\0' ? "      --" : "  -" + type.letter() + ", --");
    head += flag.name();
    if (type.kind() == FlagType.Kind.BOOL) {
      return head;
    }
    String bare = type.bare() == null ? "" : "[=" + type.bare() + "]";
    return head + " " + type.kind().shown() + bare;
  }

  private static String initial(Flag<?> flag) {
    Object initial = flag.type().initial();
    if (initial instanceof String text) {
      return text.isEmpty() ? "" : " (default \"" + text + "\")";
    }
    return initial instanceof Long number && number != 0 ? " (default " + number + ")" : "";
  }

  /** Returns the commands that are similar to a misspelt one; may be empty. */
  public List<String> suggestions(String word) {
    List<String> near = new ArrayList<>();
    for (String command : Command.words(persona)) {
      if (command.startsWith(word) || EditDistance.levenshtein(word, command) <= MOST_CHANGES) {
        near.add(command);
      }
    }
    return near;
  }
}
