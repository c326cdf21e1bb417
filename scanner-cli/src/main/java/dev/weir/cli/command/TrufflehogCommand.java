package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.settings.VerifySettings;
import dev.weir.cli.verify.VerifiedScan;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.core.text.ForeignText;
import dev.weir.core.text.Utf8;
import dev.weir.git.log.LogOptionsException;
import dev.weir.rules.DefaultRules;
import dev.weir.trufflehog.DetectorNames;
import dev.weir.trufflehog.PathFilter;
import dev.weir.trufflehog.TrufflehogException;
import dev.weir.trufflehog.TrufflehogFlag;
import dev.weir.trufflehog.TrufflehogLine;
import dev.weir.trufflehog.TrufflehogResult;
import dev.weir.trufflehog.WantedResults;
import dev.weir.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code weir trufflehog}: scans as truffleHog's flags request, and prints in its formats. */
public final class TrufflehogCommand implements ScanListener {
  public static final String NAME = "trufflehog";

  private static final int FOUND = 183;
  private static final String IGNORE = "trufflehog:ignore";
  private static final String HELP =
      """
      scans with the flags and the output of truffleHog

      Usage:
        trufflehog git [flags] file://PATH
        trufflehog filesystem [flags] PATH...
        trufflehog stdin [flags]

      Flags:
        -j, --json                  print a line of JSON for each result
            --fail                  exit with 183 if there are results
            --results LIST          of verified, unknown, unverified, filtered_unverified
            --only-verified         the same as --results=verified
            --verify                ask providers whether secrets are live; this is the default if
                                    only verified or unknown results are requested
            --no-verification       never ask
            --verify-config FILE    the providers to ask, and their addresses
            --since-commit REF      skip the commits in the history of this one
            --branch REF            scan only the history of this branch
            --max-depth N           scan only this many commits
            --bare                  the repository has no work tree
        -i, --include-paths FILE    patterns of paths to read, one per line
        -x, --exclude-paths FILE    patterns of paths to skip, one per line
            --exclude-globs LIST    globs of paths to skip
            --include-detectors LIST, --exclude-detectors LIST
                                    names or numbers of truffleHog's detectors, or ids of rules
        -s, --max-symlink-depth N   follow links in folders if N is not 0
            --force-skip-binaries   do not read binary files of a repository
            --no-color              print no colors
            --filter-entropy N      hide unverified results with lower entropy
            --archive-max-depth N, --max-decode-depth N, --concurrency N, --log-level N
            --fail-on-scan-errors   accepted; in weir an error never exits with 0

      Results on lines with a comment trufflehog:ignore are skipped.
      """;

  private final Environment environment;
  private final Console console;
  private long shown;
  private long failed;
  private long unasked;
  private long ignored;
  private boolean json;
  private double leastEntropy;
  private Set<String> chosen = Set.of();

  public TrufflehogCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  public int run(List<String> words) {
    try {
      TrufflehogLine line = TrufflehogLine.parse(words);
      if (line.isOn(TrufflehogFlag.NO_COLOR) || line.isOn(TrufflehogFlag.NO_COLOUR)) {
        console.setColored(false);
      }
      if (line.isOn(TrufflehogFlag.VERSION)) {
        environment.out().print("trufflehog (weir " + Version.of(Persona.WEIR) + ")\n");
        return ExitCode.CLEAN;
      }
      if (line.isOn(TrufflehogFlag.HELP) || line.command().isEmpty()) {
        environment.out().print(HELP);
        return line.isOn(TrufflehogFlag.HELP) ? ExitCode.CLEAN : ExitCode.FAILURE;
      }
      console.setLevel(level(line.number(TrufflehogFlag.LOG_LEVEL, 0, -1)));
      return scan(line);
    } catch (TrufflehogException e) {
      String why = ForeignText.line(String.valueOf(e.getMessage()));
      environment.err().print("trufflehog: error: " + why + "\n");
    } catch (UsageException | SourceException | LogOptionsException e) {
      console.fatal(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      console.fatal("cannot write the results");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("the scan was interrupted");
    }
    return ExitCode.FAILURE;
  }

  private static String level(int verbosity) {
    return verbosity < 0 ? "fatal" : verbosity == 0 ? "info" : verbosity < 3 ? "debug" : "trace";
  }

  private int scan(TrufflehogLine line) throws TrufflehogException, InterruptedException {
    WantedResults wanted = WantedResults.of(line);
    json = line.isOn(TrufflehogFlag.JSON);
    leastEntropy = entropy(line);
    DetectorNames names = new DetectorNames();
    RuleSet rules = DefaultRules.ruleSet();
    chosen = chosen(line, names, rules);
    VerifySettings verify =
        new VerifySettings(
            wanted.asks() ? VerifySettings.How.ONLINE : VerifySettings.How.OFFLINE,
            line.text(TrufflehogFlag.VERIFY_CONFIG));
    VerifiedScan verified = VerifiedScan.of(verify, rules, environment);
    if (!wanted.asks() && !line.isOn(TrufflehogFlag.NO_VERIFICATION)) {
      console.info("secrets are not verified; --verify asks providers whether they are live");
    }
    int threads =
        line.number(
            TrufflehogFlag.CONCURRENCY, Math.max(1, Runtime.getRuntime().availableProcessors()), 1);
    try (TrufflehogSource source = TrufflehogSource.of(line, filter(line), environment)) {
      TrufflehogResult result = new TrufflehogResult(names, source.place());
      Scanner scanner =
          new Scanner(
              rules,
              options(Math.min(16, threads), line.number(TrufflehogFlag.MAX_DECODE_DEPTH, 5, 0)));
      ScanSummary summary =
          verified.scan(
              scanner,
              source.source(),
              this,
              (finding, verdict) -> print(finding, verdict, wanted, result));
      return exitCode(line, summary);
    }
  }

  private static double entropy(TrufflehogLine line) throws TrufflehogException {
    String text = line.text(TrufflehogFlag.FILTER_ENTROPY);
    try {
      return text.isEmpty() ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TrufflehogException("--filter-entropy must be a number");
    }
  }

  // Every rule scans: without its specific rule, a secret would be reported by a generic one.
  private static Set<String> chosen(TrufflehogLine line, DetectorNames names, RuleSet rules)
      throws TrufflehogException {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules.rules()) {
      ids.add(rule.id());
    }
    return names.chosen(
        line.text(TrufflehogFlag.INCLUDE_DETECTORS),
        line.text(TrufflehogFlag.EXCLUDE_DETECTORS),
        ids);
  }

  private PathFilter filter(TrufflehogLine line) throws TrufflehogException {
    PathFilter filter = new PathFilter();
    String include = line.text(TrufflehogFlag.INCLUDE_PATHS);
    String exclude = line.text(TrufflehogFlag.EXCLUDE_PATHS);
    if (!include.isEmpty()) {
      filter.include(include, text(include));
    }
    if (!exclude.isEmpty()) {
      filter.exclude(exclude, text(exclude));
    }
    filter.excludeGlobs(line.text(TrufflehogFlag.EXCLUDE_GLOBS));
    return filter;
  }

  private String text(String file) throws TrufflehogException {
    try {
      return Utf8.decodeStrictly(Files.readAllBytes(environment.workingDirectory().resolve(file)));
    } catch (IOException e) {
      throw new TrufflehogException("cannot read " + file + ": " + FailureWords.of(e));
    }
  }

  private static ScanOptions options(int threads, int decodeDepth) {
    return ScanOptions.defaults()
        .withThreads(threads)
        .withDetect(
            DetectOptions.defaults()
                .withMaxDecodeDepth(decodeDepth)
                .withAllowComments(List.of())
                .withSearchRejected(true));
  }

  private void print(
      Finding finding, Verdict verdict, WantedResults wanted, TrufflehogResult result) {
    if (!chosen.contains(finding.ruleId())) {
      return;
    }
    if (finding.line().text().contains(IGNORE)) {
      ignored++;
      return;
    }
    String name = WantedResults.name(verdict);
    if (name.equals("unverified") && finding.entropy() < leastEntropy) {
      return;
    }
    if (!wanted.shows(verdict)) {
      failed += name.equals("unknown") ? 1 : 0;
      unasked +=
          wanted.asks() && verdict.state() == Verdict.State.UNKNOWN && !verdict.asked() ? 1 : 0;
      return;
    }
    shown++;
    try {
      String text = json ? result.json(finding, verdict) + "\n" : result.text(finding, verdict);
      environment.out().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int exitCode(TrufflehogLine line, ScanSummary summary) {
    environment.out().flush();
    if (ignored > 0) {
      console.info(ignored + " results are skipped because of comments with " + IGNORE);
    }
    if (failed + unasked > 0) {
      console.warn(
          (failed + unasked)
              + " results are hidden although they may be live: "
              + unasked
              + " have no provider to ask, and asking failed for "
              + failed
              + "; show them with --results=verified,unknown,unverified");
    }
    console.info(shown + " results shown");
    if (shown > 0 && line.isOn(TrufflehogFlag.FAIL)) {
      return FOUND;
    }
    if (failed > 0
        && (line.isOn(TrufflehogFlag.FAIL) || line.isOn(TrufflehogFlag.FAIL_ON_SCAN_ERRORS))) {
      return ExitCode.FAILURE;
    }
    if (!summary.isComplete()) {
      console.error("the scan is incomplete: " + summary.unreadable() + " not read");
      return ExitCode.FAILURE;
    }
    return ExitCode.CLEAN;
  }

  @Override
  public void onFinding(Finding finding) {
    throw new IllegalStateException("findings are printed after verification");
  }

  @Override
  public void onUnread(Unread unread) {
    console.line(
        Console.Level.ERROR,
        "not read",
        Console.fields("error", unread.reason(), "path", unread.path()));
  }
}
