package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.adopt.AllowlistToml;
import dev.weir.cli.console.Console;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.file.ReplacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Adds allowlists to a configuration, or begins one that extends the built-in rules. */
final class AllowlistFile {
  private static final String NEW = "[extend]\nuseDefault = true\n";

  /** The older table, which gitleaks and weir refuse beside the newer ones. */
  private static final Pattern OLDER = Pattern.compile("(?m)^\\s*\\[\\s*allowlist\\s*]");

  private final Environment environment;
  private final Console console;

  AllowlistFile(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /** Adds allowlists at the end of a file, unless they are there already. */
  int add(String name, AllowlistToml toml) throws IOException {
    Path file = environment.workingDirectory().resolve(name);
    String before = Files.exists(file) ? Files.readString(file, UTF_8) : NEW;
    if (OLDER.matcher(before).find()) {
      console.error(
          name
              + " has the older table [allowlist], beside which [[allowlists]] is not allowed;"
              + " rename it to [[allowlists]] and run this again");
      return ExitCode.FAILURE;
    }
    if (before.contains(toml.text())) {
      environment.out().print("nothing to add to " + name + ": the patterns are there\n");
    } else {
      String end = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
      Path next = ReplacedFile.beside(file);
      try {
        Files.writeString(next, before + end + toml.text(), UTF_8);
        ReplacedFile.move(next, file);
      } finally {
        Files.deleteIfExists(next);
      }
      environment.out().print("added allowlists to " + name + "; read them before you commit\n");
    }
    return toml.notes().isEmpty() ? ExitCode.CLEAN : ExitCode.FAILURE;
  }
}
