package dev.weir.cli.command;

import dev.weir.ci.CiException;
import dev.weir.ci.CiPlan;
import dev.weir.ci.CiRun;
import dev.weir.ci.CiScope;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.ScanCommand;
import dev.weir.cli.scan.ScanRequest;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.file.FailureWords;
import dev.weir.core.file.RegularFile;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.ForeignText;
import dev.weir.git.CommitGraph;
import dev.weir.git.GitRepository;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.NewCommits;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code weir ci}: scans what is new in a run of a CI system, and writes the system's reports. */
public final class CiCommand {
  private static final int ALL = 100;
  private static final long MOST_EVENT_BYTES = 64L << 20;

  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public CiCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    check();
    console.setLevel(ScanSettings.from(line).console().level());
    // Names of branches may hold a secret that the scan is about to find.
    console.hold();
    try (GitRepository repository =
        GitRepository.open(
            environment.workingDirectory().resolve("."), ".", environment.variables())) {
      CommitGraph graph = new CommitGraph(repository);
      CiPlan plan = CiPlan.of(ciRun(), new RepositoryCheckout(graph));
      int code = line.isOn(Flag.PLAN) ? print(plan) : run(plan, repository);
      if (code == ExitCode.INCOMPLETE && !(plan.scope() instanceof CiScope.Missing)) {
        adviseOnClone(graph, plan);
      }
      return code;
    } catch (CiException | SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (IOException e) {
      console.fatal(FailureWords.withFile(e));
      return ExitCode.INCOMPLETE;
    } finally {
      console.release();
    }
  }

  private void adviseOnClone(CommitGraph graph, CiPlan plan) throws IOException {
    if (graph.isPartial()) {
      console.error("the clone lacks files because it was made with --filter; make it without");
    } else if (graph.isShallow()) {
      console.error(plan.deepening());
    }
  }

  private void check() {
    if (!line.arguments().isEmpty()) {
      throw new UsageException(
          "ci takes no arguments; it scans the repository of the current folder",
          ExitCode.USAGE,
          true);
    }
    if (line.isGiven(Flag.REDACT) && line.get(Flag.REDACT) < ALL) {
      throw new UsageException(
          "ci always redacts secrets completely; leave out --redact", ExitCode.USAGE, false);
    }
  }

  private CiRun ciRun() throws IOException {
    String file = CiRun.eventFile(environment.variables());
    byte[] event = file.isEmpty() ? null : eventOf(file);
    CiRun run = CiRun.of(environment.variables(), event);
    if (run == null) {
      throw new UsageException(
          "ci: no variable of a CI system is set; elsewhere use weir git, or set WEIR_CI_EVENT to"
              + " push, pull_request, tag, schedule or manual",
          ExitCode.USAGE,
          false);
    }
    return run;
  }

  private byte[] eventOf(String file) throws IOException {
    try {
      return RegularFile.read(environment.workingDirectory().resolve(file), MOST_EVENT_BYTES);
    } catch (IOException e) {
      throw new IOException(
          "the event file that GITHUB_EVENT_PATH names, "
              + ForeignText.line(file)
              + ": "
              + FailureWords.of(e),
          e);
    }
  }

  private int run(CiPlan plan, GitRepository repository) throws IOException {
    CiReports reports = new CiReports(environment, plan.run().system(), line.get(Flag.REPORTS));
    String what = plan.run().system().title() + ", " + plan.run().event().shown() + ": ";
    if (plan.scope() instanceof CiScope.Missing missing) {
      console.fatal(what + missing.shown() + ", so nothing was scanned");
      console.fatal(missing.remedy());
      reports.publish(missing);
      return ExitCode.INCOMPLETE;
    }
    console.info(what + "scanning " + plan.scope().shown());
    ScanSettings settings = ScanSettings.from(line).withCiDefaults(reports.requests());
    if (settings.rules().configFrom() == null && !plan.configFrom().isEmpty()) {
      settings = settings.withConfigFrom(plan.configFrom());
    }
    int code = scan(commits(plan.scope()), settings, repository);
    try {
      reports.publish();
    } catch (IOException e) {
      console.error("the summary cannot be shown: " + FailureWords.withFile(e));
      return ExitCode.both(code, ExitCode.INCOMPLETE);
    }
    return code;
  }

  private static @Nullable CommitSelection commits(CiScope scope) {
    return scope instanceof CiScope.NewCommits fresh
        ? new NewCommits(fresh.tips(), fresh.without(), List.of(), List.of())
        : null;
  }

  private int scan(
      @Nullable CommitSelection commits, ScanSettings settings, GitRepository repository)
      throws IOException {
    ScanTarget target = new ScanTarget(ScanTarget.Kind.HISTORY, ".", List.of());
    ScanRequest request = new ScanRequest(target, commits, settings);
    String folder = line.get(Flag.CACHE);
    boolean hasLedger = commits == null && !settings.detect().known().isAsked();
    if (!hasLedger || folder.isEmpty()) {
      return new ScanCommand(environment, console).run(request);
    }
    try (LedgerCache cache = LedgerCache.of(folder, repository, environment, console)) {
      int code = new ScanCommand(cache.environment(), console).run(request);
      cache.save();
      return code;
    }
  }

  private int print(CiPlan plan) {
    CiReports reports = new CiReports(environment, plan.run().system(), line.get(Flag.REPORTS));
    StringBuilder text = new StringBuilder();
    text.append("system: ").append(plan.run().system().title()).append('\n');
    text.append("event: ").append(plan.run().event().shown()).append('\n');
    text.append("scan: ").append(ForeignText.line(plan.scope().shown())).append('\n');
    if (plan.scope() instanceof CiScope.Missing missing) {
      text.append("to do: ").append(ForeignText.line(missing.remedy())).append('\n');
    } else {
      String from = plan.configFrom().isEmpty() ? "the checkout" : "commit " + plan.configFrom();
      text.append("configuration: of ").append(from).append('\n');
      text.append("reports: ").append(String.join(", ", reports.files())).append('\n');
    }
    environment.out().print(text);
    return plan.scope() instanceof CiScope.Missing ? ExitCode.INCOMPLETE : ExitCode.CLEAN;
  }
}
