package dev.weir.cli;

import dev.weir.cli.command.DoctorCommand;
import dev.weir.cli.command.ExplainCommand;
import dev.weir.cli.command.HookCommand;
import dev.weir.cli.command.IgnoreCommand;
import dev.weir.cli.command.InstallCommand;
import dev.weir.cli.command.KnownCommand;
import dev.weir.cli.command.RemediateCommand;
import dev.weir.cli.command.RulesCommand;
import dev.weir.cli.command.SopsCheckCommand;
import dev.weir.cli.command.VerifyPurgeCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Completions;
import dev.weir.cli.flag.Help;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Version;
import dev.weir.cli.scan.ScanCommand;
import dev.weir.cli.scan.ScanRequest;
import java.io.PrintStream;
import java.util.List;

/** Chooses what a command line asks for. */
final class Program {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  Program(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  int run() {
    PrintStream out = environment.out();
    String program = line.programName();
    String command = line.command();
    if (command.isEmpty() && line.isGiven("version")) {
      out.print(program + " version " + Version.of(line.persona()) + "\n");
      return ExitCode.CLEAN;
    }
    if (command.isEmpty() || line.flag("help")) {
      out.print(Help.of(command, program));
      return ExitCode.CLEAN;
    }
    return switch (command) {
      case "version" -> {
        out.print(Version.of(line.persona()) + "\n");
        yield ExitCode.CLEAN;
      }
      case "help" -> help(program);
      case "completion" -> completion(program);
      case "hook", "pre-receive" -> new HookCommand(line, environment, console).run();
      case "install", "uninstall" -> new InstallCommand(line, environment, console).run();
      case "git-secrets" ->
          throw new UsageException(
              "git-secrets has flags of its own: write weir git-secrets first, then them",
              ExitCode.USAGE,
              false);
      case "explain" -> new ExplainCommand(line, environment, console).run();
      case "ignore" -> new IgnoreCommand(line, environment, console).run();
      case "remediate" -> new RemediateCommand(line, environment, console).run();
      case "verify-purge" -> new VerifyPurgeCommand(line, environment, console).run();
      case "known" -> new KnownCommand(line, environment, console).run();
      case "trufflehog" ->
          throw new UsageException(
              "trufflehog has flags of its own: write them behind the word, weir trufflehog --help",
              ExitCode.USAGE,
              false);
      case "doctor" -> new DoctorCommand(line, environment, console).run();
      case "sops-check" -> new SopsCheckCommand(line, environment, console).run();
      case "rules" -> new RulesCommand(line, environment, console).run();
      default -> scan();
    };
  }

  private int scan() {
    ScanRequest request = ScanRequest.of(line, console);
    int code = new ScanCommand(environment, console).run(request);
    return line.flag(SopsCheckCommand.FLAG)
        ? ExitCode.both(
            code, new SopsCheckCommand(line, environment, console).checkTarget(request.target()))
        : code;
  }

  private int help(String program) {
    List<String> topics = line.arguments();
    String topic = topics.isEmpty() ? "" : topics.get(0);
    if (topic.isEmpty() || CommandLine.commands(line.persona()).contains(topic)) {
      environment.out().print(Help.of(topic, program));
    } else {
      environment.err().print("Unknown help topic [`" + topic + "`]\n" + Help.usage("", program));
    }
    return ExitCode.CLEAN;
  }

  private int completion(String program) {
    String shell = line.arguments().isEmpty() ? "" : line.arguments().get(0);
    String script = Completions.script(shell, program);
    if (script == null) {
      environment
          .out()
          .print(
              "writes a completion script; name a shell: "
                  + String.join(", ", Completions.SHELLS)
                  + "\n");
      return shell.isEmpty() ? ExitCode.CLEAN : ExitCode.FAILURE;
    }
    environment.out().print(script);
    return ExitCode.CLEAN;
  }
}
