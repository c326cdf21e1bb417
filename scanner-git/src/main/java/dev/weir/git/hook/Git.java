package dev.weir.git.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program git, asked for settings only: where hooks lie depends on includes, work trees and the
 * user's configuration, which git alone reads as git does. These commands run nothing that a
 * repository configures.
 */
final class Git {
  private final Path folder;
  private final Map<String, String> variables;

  Git(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = variables;
  }

  /** Returns what git prints, without its last line end, or null if it exits with another code. */
  @Nullable String ask(String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? said.replaceFirst("\\R$", "") : null;
    } catch (IOException e) {
      throw new HookException("cannot start git, which knows where hooks lie: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HookException("interrupted");
    }
  }

  /** Returns what git prints. */
  String get(String... words) {
    String said = ask(words);
    if (said == null) {
      throw new HookException("git " + String.join(" ", words) + " failed in " + folder);
    }
    return said;
  }
}
