package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.OwnProgram;
import dev.weir.core.text.ForeignText;
import dev.weir.git.hook.HookException;
import dev.weir.git.hook.HookInstaller;
import dev.weir.git.hook.HookProgram;
import dev.weir.git.hook.HookStage;
import dev.weir.gotemplate.gostd.GoQuote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** {@code weir install} and {@code weir uninstall}: write and remove hooks of repositories. */
public final class InstallCommand {
  private static final List<String> DEFAULT = List.of("pre-commit", "commit-msg", "pre-push");

  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public InstallCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    if (!line.arguments().isEmpty()) {
      throw new UsageException(
          line.command().word() + ": takes no arguments; run it in the repository",
          ExitCode.USAGE,
          true);
    }
    boolean install = line.command() == Command.INSTALL;
    try {
      List<String> done = install ? install() : uninstall();
      for (String what : done) {
        environment.out().print(ForeignText.line(what) + "\n");
      }
      if (done.isEmpty()) {
        environment.out().print("weir has no hooks here\n");
      }
      return ExitCode.CLEAN;
    } catch (HookException e) {
      String hint = e.forAllHelps() ? "; weir install --global adds weir there" : "";
      console.fatal(e.getMessage() + hint);
      return ExitCode.FAILURE;
    } catch (IOException | UncheckedIOException e) {
      console.fatal("cannot " + line.command().word() + " hooks: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private List<String> install() throws IOException {
    HookInstaller installer = installer();
    return line.isOn(Flag.GLOBAL)
        ? installer.installForAll(stages(), program(environment))
        : installer.install(stages(), program(environment));
  }

  private List<String> uninstall() throws IOException {
    return line.isOn(Flag.GLOBAL) ? installer().uninstallForAll() : installer().uninstall();
  }

  private HookInstaller installer() {
    return new HookInstaller(environment.workingDirectory(), environment.variables());
  }

  private List<HookStage> stages() {
    List<HookStage> stages = new ArrayList<>();
    for (String name : line.get(Flag.HOOKS).isEmpty() ? DEFAULT : line.get(Flag.HOOKS)) {
      HookStage stage = HookStage.named(name);
      if (stage == null) {
        throw new UsageException(
            "install: weir does not support the hook "
                + GoQuote.quote(name)
                + "; supported hooks are "
                + String.join(", ", HookStage.names()),
            ExitCode.USAGE,
            true);
      }
      stages.add(stage);
    }
    return stages;
  }

  /** Returns this program; if it has no file, hooks search the PATH. */
  static HookProgram program(Environment environment) {
    return new HookProgram(OwnProgram.path(environment.variables()), OwnProgram.java());
  }
}
