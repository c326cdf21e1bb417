package dev.weir.cli.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.agent.Agent;
import dev.weir.agent.AgentInputException;
import dev.weir.agent.AgentSettings;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.OwnProgram;
import dev.weir.core.file.FailureWords;
import dev.weir.core.file.ReplacedFile;
import dev.weir.core.text.ForeignText;
import dev.weir.core.text.ShellWord;
import dev.weir.git.files.GitEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * {@code weir install --agent} and {@code weir uninstall --agent}: write and remove weir's hooks in
 * the settings of a coding agent, and leave everything else in them as it is.
 */
public final class AgentInstallCommand {
  private static final String PROGRAM = "weir";

  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public AgentInstallCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    boolean installs = line.command() == Command.INSTALL;
    Agent agent = Agent.named(line.get(Flag.AGENT));
    if (agent == null || !line.arguments().isEmpty() || !line.get(Flag.HOOKS).isEmpty()) {
      throw new UsageException(
          line.command().word()
              + " --agent takes one agent and no Git hooks; agents are "
              + String.join(", ", Agent.words()),
          ExitCode.USAGE,
          true);
    }
    AgentSettings settings = new AgentSettings(agent);
    Path file = file(settings);
    String shown = ForeignText.line(file.toString());
    try {
      String old = Files.exists(file) ? Files.readString(file, UTF_8) : "";
      String text = installs ? settings.installed(old, program()) : settings.uninstalled(old);
      if (text.equals(old) || (!installs && old.isEmpty())) {
        print(
            installs
                ? shown + " has weir's hooks already\n"
                : "weir has no hooks in " + shown + "\n");
        return ExitCode.CLEAN;
      }
      if (!installs && AgentSettings.isEmpty(text)) {
        Files.delete(file);
      } else {
        write(file, text);
      }
      print(
          installs
              ? installed(agent, settings, shown)
              : "removed weir's hooks from " + shown + "\n");
      return ExitCode.CLEAN;
    } catch (AgentInputException e) {
      console.fatal("cannot change " + shown + ": " + e.getMessage() + "; nothing was changed");
    } catch (IOException e) {
      console.fatal("cannot change " + shown + ": " + FailureWords.of(e));
    }
    return ExitCode.FAILURE;
  }

  private void print(String text) {
    environment.out().print(text);
    environment.out().flush();
  }

  private static String installed(Agent agent, AgentSettings settings, String shown) {
    return "wrote "
        + shown
        + "\n"
        + agent.title()
        + " calls weir at "
        + String.join(", ", settings.events())
        + "\nstart "
        + agent.title()
        + " again, and paste a made-up token into a prompt to see it refused\n";
  }

  private Path file(AgentSettings settings) {
    Path here = environment.workingDirectory().resolve(".").toAbsolutePath().normalize();
    if (line.isOn(Flag.GLOBAL)) {
      String home = environment.variables().getOrDefault("HOME", "");
      if (home.isEmpty()) {
        throw new UsageException(
            "--global needs the variable HOME, which is not set", ExitCode.USAGE, false);
      }
      return settings.ofUser(Path.of(home), environment.variables());
    }
    Path top = GitEnvironment.of(here, environment.variables()).top();
    return settings.ofProject(top == null ? here : top);
  }

  /**
   * Returns the words that start weir. Settings of a project are shared, so they name the program
   * on the PATH, if there is one.
   */
  private String program() {
    boolean isShared = !line.isOn(Flag.GLOBAL);
    if (isShared && isOnPath()) {
      return PROGRAM;
    }
    String path = OwnProgram.path(environment.variables());
    if (path == null) {
      return PROGRAM;
    }
    if (isShared) {
      console.warn(
          "weir is not on the PATH, so these settings name its place on this machine: put it on the"
              + " PATH and install again before you commit them");
    }
    String java = OwnProgram.java();
    String start = java == null || !OwnProgram.isJar(path) ? "" : ShellWord.of(java) + " -jar ";
    return start + ShellWord.of(path);
  }

  private boolean isOnPath() {
    for (String folder :
        environment.variables().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      try {
        if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, PROGRAM))) {
          return true;
        }
      } catch (InvalidPathException e) {
        // No program can be there.
      }
    }
    return false;
  }

  private static void write(Path file, String text) throws IOException {
    // The file may be a link into a user's collection of settings.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path complete = ReplacedFile.beside(target);
    try {
      Files.writeString(complete, text, UTF_8);
      ReplacedFile.move(complete, target);
    } finally {
      Files.deleteIfExists(complete);
    }
  }
}
