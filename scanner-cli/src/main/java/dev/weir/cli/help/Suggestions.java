package dev.weir.cli.help;

import dev.weir.cli.flag.Command;
import dev.weir.cli.process.Persona;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Suggests commands or flags for a misspelt one. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * Returns the most similar commands or flags, the best first; may be empty.
   *
   * @param word the misspelt word, with its dashes
   * @param command the command of the misspelt flag, or null if the command itself is misspelt
   */
  public static List<String> of(String word, @Nullable Command command) {
    CommandModel model = new CommandModel(Persona.WEIR);
    CommandSpec spec = command == null ? model.outline() : model.of(command);
    return new UnmatchedArgumentException(new CommandLine(spec), List.of(word)).getSuggestions();
  }
}
