package dev.weir.fleet.work;

import static java.util.stream.Collectors.joining;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.known.KnownDetection;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.scan.HistoryScan;
import dev.weir.cli.scan.ScanRequest;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.source.SourceException;
import dev.weir.fleet.repository.Mirrors;
import dev.weir.git.GitRepository;
import dev.weir.git.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The things that all tasks of a run have in common on one machine. Thread-safe. */
final class Worker {
  private static final Pattern LOG = Pattern.compile("^\\S+ FTL ");
  private static @Nullable Worker last;

  private final WorkSettings settings;
  private final CommandLine line;
  private final ScanSettings scan;
  private final Digests digests;
  private KnownDetection.@Nullable Values known;
  private final Mirrors mirrors;
  private final OpenRepositories open = new OpenRepositories();

  private Worker(WorkSettings settings) {
    this.settings = settings;
    this.line = settings.line();
    this.scan = ScanSettings.from(line);
    this.digests = new Digests(settings.digestKey(), settings.secretsKey());
    this.mirrors =
        new Mirrors(
            Path.of(settings.mirrors()),
            !line.isOn(Flag.NO_FETCH),
            limit(),
            settings.tokens(),
            settings.variables());
  }

  /** Returns the worker of this machine for a run. */
  static synchronized Worker of(WorkSettings settings) {
    Worker known = last;
    if (known == null || !known.settings.isSameRun(settings)) {
      if (known != null) {
        known.open.close();
      }
      known = new Worker(settings);
      last = known;
    }
    return known;
  }

  Digests digests() {
    return digests;
  }

  WorkSettings settings() {
    return settings;
  }

  /** Returns the most that one repository may take in one step. */
  Duration limit() {
    return Duration.ofSeconds(Math.max(1, line.get(Flag.REPOSITORY_TIMEOUT)));
  }

  boolean keepsSecrets() {
    return settings.secretsKey() != null;
  }

  private synchronized KnownDetection.@Nullable Values known() {
    if (scan.detect().known().isAsked() && known == null) {
      Environment environment = settings.environment();
      known =
          KnownDetection.values(
              scan.detect().known(), environment, new Console(environment, Persona.WEIR));
    }
    return known;
  }

  /** Returns true if the same text is matched only once. */
  boolean isSharing() {
    return !line.isOn(Flag.NO_SHARING);
  }

  /** Returns true if everything is read again. */
  boolean readsAll() {
    return line.isOn(Flag.FULL);
  }

  Mirrors mirrors() {
    return mirrors;
  }

  /** Returns a text that differs if other known values are searched for, or by other keys. */
  private String runIdentity() {
    KnownDetection.Values values = known();
    return (values == null ? "" : digests.of(values.identity())) + " " + digests.identity();
  }

  /**
   * Returns an open repository, which the caller must give back by closing it.
   *
   * @throws SourceException if it cannot be read
   */
  OpenRepositories.Lease open(String path) {
    return open.take(path, this::opened);
  }

  /**
   * Returns an open repository that was surveyed, on this machine or another.
   *
   * @param place as the survey wrote it
   * @param commit a commit of the task, or empty
   * @throws SourceException if it cannot be read
   */
  OpenRepositories.Lease openPresent(String place, String commit) throws IOException {
    Place where = Place.of(place);
    OpenRepositories.Lease lease =
        open(mirrors.present(where.address(), where.branch()).toString());
    boolean isBehind = !commit.isEmpty() && !lease.repository().units().has(commit);
    if (isBehind) {
      // This machine has a mirror of its own, which an earlier run made.
      lease.close();
      return open(mirrors.local(where.address(), where.branch()).toString());
    }
    return lease;
  }

  private OpenRepository opened(String path) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Environment environment = settings.environment().withErr(printed);
    Console console = new Console(environment, Persona.WEIR);
    console.setColored(false);
    console.setLevel("fatal");
    try {
      ScanTarget target = new ScanTarget(ScanTarget.Kind.HISTORY, path, List.of());
      ScanRequest request = new ScanRequest(target, null, settingsFor(path, environment));
      HistoryScan scan = HistoryScan.of(request, environment, console, known());
      return new OpenRepository(scan, settings.program(), runIdentity());
    } catch (SourceException e) {
      String more = withoutTimes(printed.toString(StandardCharsets.UTF_8));
      throw more.isEmpty() ? e : new SourceException(e.getMessage() + ": " + more, e);
    }
  }

  /** Returns the lines of a log as one line, without their times and levels. */
  private static String withoutTimes(String log) {
    return log.lines().map(line -> LOG.matcher(line).replaceFirst("")).collect(joining("; "));
  }

  /** A bare repository has its configuration and its ignore files in the newest commit. */
  private ScanSettings settingsFor(String path, Environment environment) {
    if (scan.rules().configFrom() != null) {
      return scan;
    }
    Path folder = environment.workingDirectory().resolve(path);
    try (GitRepository repository = GitRepository.open(folder, path, environment.variables())) {
      return repository.isBare() && !Provenance.of(repository).revision().isEmpty()
          ? scan.withConfigFrom("HEAD")
          : scan;
    }
  }
}
