package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.command.GitSecretsCommand;
import dev.weir.cli.command.HookCommand;
import dev.weir.cli.command.TrufflehogCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.help.OwnCommandParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.StandardInput;
import dev.weir.cli.process.Version;
import dev.weir.cli.scan.ReportFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Starts the program. Everything except the process itself is in {@link #run}. */
public final class Main {
  private static final String OUT_OF_MEMORY =
      "ran out of memory, so the scan is incomplete; raise the limit with --max-memory";

  private static final String LOCALE =
      "a file name has letters that the locale of this process lacks, so the scan is incomplete; set"
          + " LC_ALL=C.UTF-8";

  private Main() {}

  /**
   * Runs the program and ends the process.
   *
   * @param args the command line
   */
  @SuppressWarnings(
      "SystemExitOutsideMain") // this is main; the shutdown hook below also ends the process
  public static void main(String[] args) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, UTF_8);
    var variables = System.getenv();
    Environment environment =
        new Environment(
            variables,
            Path.of(""),
            new StandardInput(),
            out,
            err,
            /* isProcess= */ true,
            Environment.localClock());
    dropLogs();
    // PDFBox loads classes of AWT, which on macOS would put an icon into the dock.
    System.setProperty("java.awt.headless", "true");
    Thread interrupted = new Interrupted(environment);
    Runtime.getRuntime().addShutdownHook(interrupted);
    int code = run(List.of(args), Persona.started(variables), environment);
    out.flush();
    err.flush();
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // A signal is ending the process: the shutdown hook prints a message and exits.
      return;
    }
    // Do not wait for worker threads: nobody needs their results any more.
    Runtime.getRuntime().halt(code);
  }

  /** Discards JGit's log. Naming the provider here saves a search through all jars. */
  static void dropLogs() {
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  /** Cleans up when a signal ends the process. */
  private static final class Interrupted extends Thread {
    private final Environment environment;

    Interrupted(Environment environment) {
      super("interrupted");
      this.environment = environment;
    }

    @Override
    public void run() {
      new Console(environment, Persona.started(environment.variables()))
          .fatal("Interrupt signal received. Exiting...");
      ReportFile.removeUnfinished();
      Runtime.getRuntime().halt(ExitCode.FAILURE);
    }
  }

  /** Runs the program and returns its exit code. */
  static int run(List<String> args, Persona startedAs, Environment environment) {
    Console console = new Console(environment, startedAs);
    boolean byWord = startedAs == Persona.WEIR && !args.isEmpty() && hasOwnLine(args.get(0));
    List<String> words = byWord ? args.subList(1, args.size()) : args;
    Persona persona = byWord ? Persona.of(args.get(0)) : startedAs;
    try {
      return switch (persona) {
        case GIT_SECRETS -> GitSecretsCommand.run(words, environment);
        case TRUFFLEHOG -> new TrufflehogCommand(environment, console).run(words);
        case WEIR, GITLEAKS -> {
          CommandLine line = parse(HookCommand.words(words, environment), persona);
          yield new Program(line, environment, console).run();
        }
      };
    } catch (UsageException e) {
      return new UsageErrors(startedAs, environment, console).print(e, args);
    } catch (OutOfMemoryError e) {
      environment.err().print(startedAs.programName() + ": " + OUT_OF_MEMORY + "\n");
      environment.err().flush();
      return ExitCode.INCOMPLETE;
    } catch (RuntimeException | Error e) {
      internalError(e, startedAs, environment);
      return ExitCode.INCOMPLETE;
    }
  }

  private static CommandLine parse(List<String> words, Persona persona) {
    Command command = PflagParser.findCommand(words, persona);
    if (command != null && persona == Persona.WEIR && command.isParsedByPicocli()) {
      return OwnCommandParser.parse(words, PflagParser.indexOfCommand(words), command);
    }
    return PflagParser.parse(words, command, persona);
  }

  /** Returns true if a first word names a program whose command line differs from weir's. */
  private static boolean hasOwnLine(String word) {
    Persona persona = Persona.of(word);
    return persona == Persona.GIT_SECRETS || persona == Persona.TRUFFLEHOG;
  }

  // Prints no message of the exception: it may contain scanned text.
  private static void internalError(Throwable e, Persona persona, Environment environment) {
    PrintStream err = environment.err();
    if (e instanceof InvalidPathException
        && !"UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
      err.print(persona.programName() + ": " + LOCALE + "\n");
      err.flush();
      return;
    }
    err.print(
        persona.programName()
            + " "
            + Version.of(persona)
            + ": internal error, please report this: "
            + e.getClass().getName()
            + "\n");
    for (StackTraceElement element : e.getStackTrace()) {
      err.print("  at " + element + "\n");
    }
    err.flush();
  }
}
