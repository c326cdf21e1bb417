package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.command.GitSecretsCommand;
import dev.weir.cli.command.HookCommand;
import dev.weir.cli.command.TrufflehogCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Help;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Version;
import dev.weir.cli.scan.ReportFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The program's start: all of it but the process itself is in {@link #run}. */
public final class Main {
  private static final String OUT_OF_MEMORY =
      "the memory did not suffice, so not everything was read; give more with --max-memory";

  /** Programs with command lines of their own: by name, or as weir's first word. */
  private static final Set<String> STANDS_IN_FOR =
      Set.of(GitSecretsCommand.NAME, TrufflehogCommand.NAME);

  private Main() {}

  /**
   * Runs the program and ends the process.
   *
   * @param args the command line
   */
  @SuppressWarnings("SystemExitOutsideMain") // this is main; the hook below ends the process, too
  public static void main(String[] args) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, UTF_8);
    var variables = System.getenv();
    Environment environment =
        new Environment(
            variables,
            Path.of(""),
            System.in,
            out,
            err,
            "1".equals(variables.get("WEIR_STDOUT_TTY")),
            "1".equals(variables.get("WEIR_STDERR_TTY")),
            Environment.localClock());
    dropLogs();
    Thread interrupted = new Interrupted(environment);
    Runtime.getRuntime().addShutdownHook(interrupted);
    int code = run(List.of(args), programName(variables.get("WEIR_NAME")), environment);
    out.flush();
    err.flush();
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // The process is being ended by a signal: the hook says so and ends it.
      return;
    }
    // What worker threads still do is of no use any more.
    Runtime.getRuntime().halt(code);
  }

  /** Drops what JGit logs: named here, the one who does it is not looked for in all jars. */
  static void dropLogs() {
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  /** Runs when a signal ends the process. */
  private static final class Interrupted extends Thread {
    private final Environment environment;

    Interrupted(Environment environment) {
      super("interrupted");
      this.environment = environment;
    }

    @Override
    public void run() {
      new Console(environment.err(), environment.clock(), !environment.isSet("NO_COLOR"))
          .fatal("Interrupt signal received. Exiting...");
      ReportFile.removeUnfinished();
      Runtime.getRuntime().halt(ExitCode.FAILURE);
    }
  }

  private static String programName(@Nullable String started) {
    return started != null && (started.equals("gitleaks") || STANDS_IN_FOR.contains(started))
        ? started
        : "weir";
  }

  /** Runs the program and returns its exit code. */
  static int run(List<String> args, String programName, Environment environment) {
    Console console =
        new Console(environment.err(), environment.clock(), !environment.isSet("NO_COLOR"));
    CommandLine line;
    try {
      boolean byWord =
          programName.equals("weir") && !args.isEmpty() && STANDS_IN_FOR.contains(args.get(0));
      List<String> words = byWord ? args.subList(1, args.size()) : args;
      String name = byWord ? args.get(0) : programName;
      if (name.equals(GitSecretsCommand.NAME)) {
        return GitSecretsCommand.run(words, environment);
      }
      if (name.equals(TrufflehogCommand.NAME)) {
        return new TrufflehogCommand(environment, console).run(words);
      }
      line = CommandLine.parse(HookCommand.words(args, environment), programName);
      return new Program(line, environment, console).run();
    } catch (UsageException e) {
      return usage(e, args, programName, environment, console);
    } catch (OutOfMemoryError e) {
      environment.err().print(programName + ": " + OUT_OF_MEMORY + "\n");
      environment.err().flush();
      return ExitCode.INCOMPLETE;
    } catch (RuntimeException | Error e) {
      internalError(e, programName, environment);
      return ExitCode.INCOMPLETE;
    }
  }

  private static int usage(
      UsageException e,
      List<String> args,
      String programName,
      Environment environment,
      Console console) {
    PrintStream err = environment.err();
    err.print("Error: " + e.getMessage() + "\n");
    if (e.showsUsage()) {
      String command =
          args.stream().filter(CommandLine.commands(programName)::contains).findFirst().orElse("");
      err.print(Help.usage(command, programName) + "\n");
    } else {
      err.print("Run '" + programName + " --help' for usage.\n");
    }
    if (e.exitCode() != ExitCode.USAGE) {
      console.fatal(String.valueOf(e.getMessage()));
    }
    err.flush();
    return e.exitCode();
  }

  // The message of an unexpected exception may hold what was scanned.
  private static void internalError(Throwable e, String programName, Environment environment) {
    PrintStream err = environment.err();
    err.print(
        programName
            + " "
            + Version.of(programName)
            + ": internal error, please report it: "
            + e.getClass().getName()
            + "\n");
    for (StackTraceElement element : e.getStackTrace()) {
      err.print("  at " + element + "\n");
    }
    err.flush();
  }
}
