package dev.weir.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.known.KnownDetection;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.settings.ExitSettings;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.file.FailureWords;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.SourceException;
import dev.weir.fleet.host.HostTokens;
import dev.weir.fleet.plan.Engine;
import dev.weir.fleet.plan.FleetPlan;
import dev.weir.fleet.plan.RunResult;
import dev.weir.fleet.plan.RunSettings;
import dev.weir.fleet.plan.Stages;
import dev.weir.fleet.repository.RepositoryList;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.work.HeadStage;
import dev.weir.fleet.work.ListStage;
import dev.weir.fleet.work.MatchStage;
import dev.weir.fleet.work.SurveyStage;
import dev.weir.fleet.work.WorkSettings;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** One run of {@code weir fleet} on any engine, from the command line to the exit code. */
public final class FleetRun {
  private static final long BYTES_PER_MEGABYTE = 1_000_000;
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public FleetRun(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  /**
   * Reads the repositories that the command line names, and publishes the tables.
   *
   * @param work the folder that all machines of the run share
   * @param tables where the tables are, for people
   * @return the exit code
   * @throws IOException if the run cannot be finished; the message is for people
   */
  public int run(Engine engine, Path work, String tables) throws IOException, InterruptedException {
    if (line.arguments().isEmpty()) {
      console.fatal("say what to scan: a folder of repositories, a list, or an organisation");
      return ExitCode.FAILURE;
    }
    long seconds = line.get(Flag.TIMEOUT);
    try (Deadline deadline = Deadline.in(seconds)) {
      try {
        return runInTime(engine, work, tables);
      } catch (Configuration.UnusableException e) {
        return e.exitCode();
      } catch (SourceException e) {
        console.fatal(console.shown(String.valueOf(e.getMessage())));
        return ExitCode.INCOMPLETE;
      } catch (InterruptedException e) {
        if (!deadline.isOver()) {
          throw e;
        }
        throw new IOException(
            "the time limit of " + seconds + " s was reached; the tables are as before", e);
      }
    }
  }

  private int runInTime(Engine engine, Path work, String tables)
      throws IOException, InterruptedException, Configuration.UnusableException {
    RunSettings runSettings = runSettings(rules());
    // Known values that cannot be read end the run here, and not once in each repository.
    KnownDetection.values(line, environment, console);
    WorkSettings settings = WorkSettings.of(line, environment, tokens(), mirrors(), work);
    RepositoryList list =
        RepositoryList.of(
            line.arguments(), RepositoryList.Options.of(line, environment), console::info);
    Stages stages =
        new Stages(
            new SurveyStage(settings),
            new ListStage(settings),
            new MatchStage(settings),
            new HeadStage(settings));
    RunResult result =
        new FleetPlan(engine, stages, runSettings)
            .run(list.repositories(), list.notListed(), this::exitCode);
    summarize(result, tables);
    return exitCode(result);
  }

  private RunSettings runSettings(RuleSet rules) {
    String version = Version.of(Persona.WEIR);
    String builtIn = "built in, weir " + version;
    return new RunSettings(
        RUN_ID.format(Instant.now(environment.clock()))
            + "-"
            + UUID.randomUUID().toString().substring(0, 8),
        environment.clock(),
        version,
        rules.isBuiltIn() ? builtIn : "own, " + digest(rules.identity()).substring(0, 8),
        digest(rules.isBuiltIn() ? builtIn : rules.identity()),
        options(),
        line.isOn(Flag.FULL),
        !line.isOn(Flag.NO_SHARING),
        Math.max(1, line.get(Flag.TASK_MEGABYTES)) * BYTES_PER_MEGABYTE);
  }

  /**
   * Returns the rules for repositories without rules of their own. A configuration that cannot be
   * used ends the run here, and not once in each repository.
   */
  private RuleSet rules() throws Configuration.UnusableException {
    boolean isChosen =
        line.isGiven(Flag.CONFIG)
            || environment.isSet("GITLEAKS_CONFIG")
            || environment.isSet("GITLEAKS_CONFIG_TOML");
    return isChosen
        ? new Configuration(environment, console).load(line, ".")
        : DefaultRules.ruleSet();
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String options() {
    return line.settings().stream()
        .map(setting -> "--" + setting.name() + "=" + setting.value())
        .collect(Collectors.joining(" "));
  }

  private HostTokens tokens() {
    return HostTokens.of(environment.variables(), line.arguments(), line.get(Flag.API));
  }

  /** Returns the folder of the mirrors. */
  private Path mirrors() throws IOException {
    String given = line.get(Flag.MIRRORS);
    if (!given.isEmpty()) {
      return environment.workingDirectory().resolve(given).toAbsolutePath();
    }
    String cache = environment.variables().getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.variables().getOrDefault("HOME", "");
    if (!cache.isEmpty() && Path.of(cache).isAbsolute()) {
      return Path.of(cache, "weir", "mirrors");
    }
    return environment.workingDirectory().resolve(home).resolve(".cache/weir/mirrors");
  }

  private int exitCode(RunResult result) {
    ExitSettings settings = ScanSettings.from(line).exit();
    if (!result.isComplete() && !settings.allowIncomplete()) {
      return ExitCode.INCOMPLETE;
    }
    return result.count("open") > 0 ? settings.found() : ExitCode.CLEAN;
  }

  private void summarize(RunResult result, String tables) {
    List<Row> problems = result.problems();
    for (Row row : problems) {
      String what =
          row.text("outcome").equals("failed")
              ? "was not read"
              : "was not read completely (places: " + row.number("unread") + ")";
      console.warn(
          "%s %s: %s"
              .formatted(
                  console.shown(row.text("repository")), what, console.shown(row.text("reason"))));
    }
    long all = result.count("failed") + result.count("incomplete");
    if (all > problems.size()) {
      console.warn("and %d more repositories".formatted(all - problems.size()));
    }
    long repositories = result.count("repositories");
    console.info(
        "%d %s: %d read, %d unchanged, %d incomplete, %d not read"
            .formatted(
                repositories,
                repositories == 1 ? "repository" : "repositories",
                result.count("read"),
                result.count("unchanged"),
                result.count("incomplete"),
                result.count("failed")));
    console.info(
        "findings: %d new, %d known, %d vanished"
            .formatted(result.count("new"), result.count("known"), result.count("vanished")));
    long leftOut = result.count("left_out");
    if (leftOut > 0) {
      console.warn(
          "the tables have findings of %d %s that this run was not asked to read; they stay as they are"
              .formatted(leftOut, leftOut == 1 ? "repository" : "repositories"));
    }
    console.info("the tables are in " + tables);
  }

  /** Prints why a run could not be finished. */
  int failed(IOException e) {
    console.fatal(console.shown(FailureWords.of(e)));
    return ExitCode.FAILURE;
  }
}
