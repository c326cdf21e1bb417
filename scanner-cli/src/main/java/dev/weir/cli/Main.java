package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The program's start: all of it but the process itself is in {@link #run}. */
public final class Main {
  private static final String OUT_OF_MEMORY =
      "the memory did not suffice, so not everything was read; give more with --max-memory";

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
    // What JGit logs is dropped; named here, the one who drops it is not looked for in all jars.
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
    Thread interrupted = new Interrupted(environment);
    Runtime.getRuntime().addShutdownHook(interrupted);
    String started = variables.get("WEIR_NAME");
    int code = run(words(started, args), programName(started), environment);
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

  // Started by the name of a program that it stands in for, that is its first word.
  private static List<String> words(
      @org.jspecify.annotations.Nullable String started, String[] args) {
    return "trufflehog".equals(started)
        ? Stream.concat(Stream.of(started), Arrays.stream(args)).toList()
        : List.of(args);
  }

  private static String programName(@org.jspecify.annotations.Nullable String started) {
    boolean known = "gitleaks".equals(started) || "git-secrets".equals(started);
    return known ? String.valueOf(started) : "weir";
  }

  /** Runs the program and returns its exit code. */
  static int run(List<String> args, String programName, Environment environment) {
    Console console =
        new Console(environment.err(), environment.clock(), !environment.isSet("NO_COLOR"));
    CommandLine line;
    try {
      if (programName.equals(GitSecretsCommand.NAME)) {
        return GitSecretsCommand.run(args, environment);
      }
      if (!args.isEmpty()
          && args.get(0).equals(GitSecretsCommand.NAME)
          && !programName.equals("gitleaks")) {
        return GitSecretsCommand.run(args.subList(1, args.size()), environment);
      }
      if (programName.equals("weir") && !args.isEmpty() && args.get(0).equals("trufflehog")) {
        return new TrufflehogCommand(environment, console).run(args.subList(1, args.size()));
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
