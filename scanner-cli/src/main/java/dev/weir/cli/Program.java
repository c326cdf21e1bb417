package dev.weir.cli;

import dev.weir.cli.agent.AgentHookCommand;
import dev.weir.cli.agent.AgentInstallCommand;
import dev.weir.cli.command.BaselineCommand;
import dev.weir.cli.command.CiCommand;
import dev.weir.cli.command.DoctorCommand;
import dev.weir.cli.command.ExplainCommand;
import dev.weir.cli.command.GuardCommand;
import dev.weir.cli.command.HookCommand;
import dev.weir.cli.command.IgnoreCommand;
import dev.weir.cli.command.InstallCommand;
import dev.weir.cli.command.KnownCommand;
import dev.weir.cli.command.OptionalCommand;
import dev.weir.cli.command.RemediateCommand;
import dev.weir.cli.command.ReviewCommand;
import dev.weir.cli.command.RulesCommand;
import dev.weir.cli.command.VerifyCommand;
import dev.weir.cli.command.VerifyPurgeCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CobraHelp;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.help.Completions;
import dev.weir.cli.help.HelpPage;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.scan.ScanCommand;
import dev.weir.cli.scan.ScanRequest;
import dev.weir.core.text.ForeignText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the command that a command line names. */
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
    Command command = line.command();
    if (command != Command.HELP && line.isOn(Flag.HELP)) {
      return print(help(command));
    }
    if (!command.isScan() && line.isOn(Flag.NO_COLOR)) {
      console.setColored(false);
    }
    return switch (command) {
      case CI -> new CiCommand(line, environment, console).run();
      case GIT, DIR, STDIN, IMAGE, DETECT, PROTECT -> scan();
      case FLEET -> OptionalCommand.run("fleet", line, environment, console);
      case HOOK, PRE_RECEIVE -> new HookCommand(line, environment, console).run();
      case AGENT_HOOK -> new AgentHookCommand(line, environment, console).run();
      case INSTALL, UNINSTALL ->
          line.isGiven(Flag.AGENT)
              ? new AgentInstallCommand(line, environment, console).run()
              : new InstallCommand(line, environment, console).run();
      case EXPLAIN -> new ExplainCommand(line, environment, console).run();
      case IGNORE -> new IgnoreCommand(line, environment, console).run();
      case REVIEW -> new ReviewCommand(line, environment, console).run();
      case BASELINE -> new BaselineCommand(line, environment, console).run();
      case REMEDIATE -> new RemediateCommand(line, environment, console).run();
      case VERIFY -> new VerifyCommand(line, environment, console).run();
      case VERIFY_PURGE -> new VerifyPurgeCommand(line, environment, console).run();
      case RULES -> new RulesCommand(line, environment, console).run();
      case KNOWN -> new KnownCommand(line, environment, console).run();
      case DOCTOR -> new DoctorCommand(line, environment, console).run();
      case GUARD -> new GuardCommand(line, environment, console).run();
      case TRUFFLEHOG, GIT_SECRETS -> throw misplaced(command);
      case VERSION -> version();
      case COMPLETION -> completion();
      case HELP -> help();
    };
  }

  private int scan() {
    ScanRequest request = ScanRequest.of(line, console);
    int code = new ScanCommand(environment, console).run(request);
    return line.isOn(Flag.GUARD) || line.isOn(Flag.SOPS)
        ? ExitCode.both(
            code, new GuardCommand(line, environment, console).checkTarget(request.target()))
        : code;
  }

  /** Rejects flags before the command's name: after it, {@link Main} passes them on unparsed. */
  private static UsageException misplaced(Command command) {
    return new UsageException(
        command.word() + " has its own flags; put them after the word " + command.word(),
        ExitCode.USAGE,
        false);
  }

  private int version() {
    return print(Version.of(line.persona()) + "\n");
  }

  private int print(String text) {
    environment.out().print(text);
    return ExitCode.CLEAN;
  }

  private int help() {
    if (line.isOn(Flag.VERSION)) {
      return print(line.programName() + " version " + Version.of(line.persona()) + "\n");
    }
    List<String> topics = line.arguments();
    String topic = topics.isEmpty() ? "" : topics.get(0);
    Command command = Command.of(topic, line.persona());
    if (command == null && !topic.isEmpty()) {
      environment
          .err()
          .print("Unknown help topic [`" + ForeignText.line(topic) + "`]\n" + help(null));
      return ExitCode.CLEAN;
    }
    return print(help(command));
  }

  private String help(@Nullable Command command) {
    if (line.persona() == Persona.GITLEAKS) {
      return new CobraHelp(Persona.GITLEAKS).of(command);
    }
    return HelpPage.of(command, environment.outIsTerminal() && !environment.isSet("NO_COLOR"));
  }

  private int completion() {
    String shell = line.arguments().isEmpty() ? "" : line.arguments().get(0);
    String script = new Completions(line.persona()).script(shell);
    if (script != null) {
      return print(script);
    }
    String shells = String.join(", ", Command.COMPLETION.choices());
    print("completion needs the name of a shell: " + shells + "\n");
    return shell.isEmpty() ? ExitCode.CLEAN : ExitCode.FAILURE;
  }
}
