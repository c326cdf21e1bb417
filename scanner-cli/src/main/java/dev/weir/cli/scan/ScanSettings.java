package dev.weir.cli.scan;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectOptions.Selection;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.PathRules;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.gotemplate.gostd.GoQuote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a scan, independent of its target. They are read once, from the flags.
 *
 * @param persona the program that weir was started as
 * @param console settings of terminal output
 * @param rules the source of the rules, and ignored findings
 * @param read which parts of the target are read
 * @param limits limits on time and memory
 * @param detect settings of detection
 * @param report the reports to write
 * @param exit settings of the exit code
 */
public record ScanSettings(
    Persona persona,
    ConsoleSettings console,
    RuleSettings rules,
    ReadSettings read,
    LimitSettings limits,
    DetectSettings detect,
    ReportSettings report,
    ExitSettings exit) {

  /**
   * Reads the flags of a command line.
   *
   * @throws UsageException if some of them contradict each other
   */
  public static ScanSettings from(CommandLine line) {
    checkMemory(line.get(Flag.MAX_MEMORY));
    ScanSettings settings =
        new ScanSettings(
            line.persona(),
            ConsoleSettings.from(line),
            RuleSettings.from(line),
            ReadSettings.from(line),
            LimitSettings.from(line),
            DetectSettings.from(line),
            ReportSettings.from(line),
            ExitSettings.from(line));
    settings.detect.verify.check();
    return settings;
  }

  // Only the launcher uses the value: it passes a valid one to Java.
  private static void checkMemory(String wanted) {
    if (!isMemory(wanted)) {
      throw new UsageException(
          "invalid value "
              + GoQuote.quote(wanted)
              + " for --max-memory: use a size such as 512m or 4g",
          ExitCode.FAILURE,
          false);
    }
  }

  /** Returns true for a number above 0, with a unit or without. */
  private static boolean isMemory(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    boolean hasUnit = digits == text.length() - 1 && "kKmMgG".indexOf(text.charAt(digits)) >= 0;
    return digits > 0 && text.charAt(0) != '0' && (digits == text.length() || hasUnit);
  }

  /**
   * Returns the settings of a hook. Unless flags say otherwise, a hook prints less, redacts
   * secrets, reports lines that merges add, and gives advice.
   *
   * @param advice whom the hook advises
   */
  public ScanSettings withHookDefaults(Advice advice) {
    return new ScanSettings(
        persona,
        console.withHookDefaults(),
        rules,
        read.withHookDefaults(),
        limits,
        detect.withHookDefaults(),
        report.withAdvice(advice),
        exit);
  }

  /** Returns a copy of the settings that takes rules and ignore files from a revision. */
  public ScanSettings withConfigFrom(String revision) {
    return new ScanSettings(
        persona, console, rules.withConfigFrom(revision), read, limits, detect, report, exit);
  }

  /**
   * Settings of terminal output.
   *
   * @param givenLevel the minimum log level, or null if no flag sets it
   * @param givenBanner whether a banner is printed, or null if no flag sets it
   * @param colored false to print no colors
   * @param verbose true to print each finding
   */
  public record ConsoleSettings(
      @Nullable String givenLevel,
      @Nullable Boolean givenBanner,
      boolean colored,
      boolean verbose) {
    static ConsoleSettings from(CommandLine line) {
      return new ConsoleSettings(
          line.isGiven(Flag.LOG_LEVEL) ? line.get(Flag.LOG_LEVEL) : null,
          line.isGiven(Flag.NO_BANNER) ? !line.isOn(Flag.NO_BANNER) : null,
          !line.isOn(Flag.NO_COLOR),
          line.isOn(Flag.VERBOSE));
    }

    /** Returns the name of the minimum log level. */
    public String level() {
      return givenLevel == null ? "info" : givenLevel;
    }

    /** Returns true if a banner is printed. */
    public boolean banner() {
      return givenBanner == null || givenBanner;
    }

    ConsoleSettings withHookDefaults() {
      return new ConsoleSettings(
          givenLevel == null ? "warn" : givenLevel,
          givenBanner == null ? Boolean.FALSE : givenBanner,
          colored,
          verbose);
    }
  }

  /**
   * The source of the rules, and ignored findings.
   *
   * @param config the configuration file, or empty to look for one
   * @param configFrom the revision whose configuration and ignore files are used, empty for none,
   *     null if no flag sets it
   * @param enabled ids of the only rules to apply; empty for all
   * @param ignorePath a file of fingerprints or a folder that holds one, null if no flag sets it
   * @param baseline the report of an earlier scan, or empty
   */
  public record RuleSettings(
      String config,
      @Nullable String configFrom,
      List<String> enabled,
      @Nullable String ignorePath,
      String baseline) {
    public RuleSettings {
      enabled = List.copyOf(enabled);
    }

    /** Reads the flags that all commands with rules have. */
    public static RuleSettings from(CommandLine line) {
      return new RuleSettings(
          line.get(Flag.CONFIG),
          line.isGiven(Flag.CONFIG_FROM) ? line.get(Flag.CONFIG_FROM) : null,
          line.get(Flag.ENABLE_RULE),
          line.isGiven(Flag.GITLEAKS_IGNORE_PATH) ? line.get(Flag.GITLEAKS_IGNORE_PATH) : null,
          line.get(Flag.BASELINE_PATH));
    }

    RuleSettings withConfigFrom(String revision) {
      return new RuleSettings(config, revision, enabled, ignorePath, baseline);
    }
  }

  /**
   * Which parts of a target are read.
   *
   * @param logOptions options of git log that select commits, or empty for all
   * @param extent what a scan of a history reads beyond the output of {@code git log -p}
   * @param allText true to read text that git treats as binary
   * @param allRefs true to read what any reference names
   * @param changes what is read of changed files beyond the output of {@code git log -p}
   * @param overlap true to find secrets across the places where long files are cut
   * @param exactPaths false to ask allowlists about folders and paths as gitleaks does
   * @param followSymlinks true to follow symbolic links in a folder
   * @param skipsOwn true to leave out reports of weir and gitleaks in a folder
   * @param ledger true if a scan may use and update the ledger of the repository
   * @param platform the hosting platform for links, or empty to detect it
   */
  public record ReadSettings(
      String logOptions,
      HistoryExtras extent,
      boolean allText,
      boolean allRefs,
      ChangeSettings changes,
      boolean overlap,
      boolean exactPaths,
      boolean followSymlinks,
      boolean skipsOwn,
      boolean ledger,
      String platform) {
    static ReadSettings from(CommandLine line) {
      HistoryExtras extent =
          new HistoryExtras(
              merges(line),
              line.isOn(Flag.MESSAGES),
              line.isOn(Flag.NOTES),
              line.isOn(Flag.UNREACHABLE));
      return new ReadSettings(
          line.get(Flag.LOG_OPTS),
          extent,
          line.isOn(Flag.ALL_TEXT),
          line.isOn(Flag.ALL_REFS),
          ChangeSettings.from(line),
          line.isOn(Flag.OVERLAP),
          line.isOn(Flag.EXACT_PATHS),
          line.isOn(Flag.FOLLOW_SYMLINKS),
          line.isOn(Flag.SKIP_OWN),
          !line.isOn(Flag.NO_LEDGER),
          line.get(Flag.PLATFORM));
    }

    private static HistoryExtras.Merges merges(CommandLine line) {
      if (line.isGiven(Flag.MERGES)) {
        return line.isOn(Flag.MERGES)
            ? HistoryExtras.Merges.REPORTED
            : HistoryExtras.Merges.SKIPPED;
      }
      return line.persona().readsBeyondGitleaks()
          ? HistoryExtras.Merges.NAMED
          : HistoryExtras.Merges.SKIPPED;
    }

    // NAMED means that no flag chose: a hook reports merges, as nobody would run a second scan.
    ReadSettings withHookDefaults() {
      if (extent.merges() != HistoryExtras.Merges.NAMED) {
        return this;
      }
      HistoryExtras reported =
          new HistoryExtras(
              HistoryExtras.Merges.REPORTED,
              extent.messages(),
              extent.notes(),
              extent.unreachable());
      return new ReadSettings(
          logOptions,
          reported,
          allText,
          allRefs,
          changes,
          overlap,
          exactPaths,
          followSymlinks,
          skipsOwn,
          ledger,
          platform);
    }
  }

  /**
   * The switches of a {@link ChangeReading}, for what {@code git log -p} does not show of changed
   * files.
   */
  public record ChangeSettings(
      boolean typeChanges, boolean renames, boolean context, boolean binaries) {
    static ChangeSettings from(CommandLine line) {
      return new ChangeSettings(
          line.isOn(Flag.TYPE_CHANGES),
          line.isOn(Flag.RENAMES),
          line.isOn(Flag.CONTEXT),
          line.isOn(Flag.BINARY));
    }

    ChangeReading reading(FileReading files, PathRules paths) {
      return new ChangeReading(files, typeChanges, renames, context, binaries, paths);
    }
  }

  /**
   * Limits on time and memory.
   *
   * @param threads the number of scanning threads, 1 or more
   * @param timeoutSeconds the time limit, 0 for none
   * @param maxDecodeDepth rounds of decoding, 0 for none
   * @param maxTargetMegabytes the largest file to scan, in million bytes; 0 for no limit
   * @param archives limits on opening archives
   */
  public record LimitSettings(
      int threads,
      long timeoutSeconds,
      int maxDecodeDepth,
      int maxTargetMegabytes,
      ArchiveLimits archives) {
    private static final int MOST_THREADS = 16;
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    /**
     * Returns these limits without those on time, which never change what a finished scan finds.
     */
    LimitSettings withoutEffort() {
      return new LimitSettings(1, 0, maxDecodeDepth, maxTargetMegabytes, archives);
    }

    static LimitSettings from(CommandLine line) {
      ArchiveLimits archives =
          new ArchiveLimits(
              (int) Math.max(0, line.get(Flag.MAX_ARCHIVE_DEPTH)),
              Math.max(0, line.get(Flag.MAX_ARCHIVE_MEGABYTES)) * BYTES_PER_MEGABYTE,
              ArchiveLimits.DEFAULT_ENTRIES);
      return new LimitSettings(
          threads(line.get(Flag.THREADS)),
          line.get(Flag.TIMEOUT),
          (int) Math.max(0, line.get(Flag.MAX_DECODE_DEPTH)),
          line.get(Flag.MAX_TARGET_MEGABYTES).intValue(),
          archives);
    }

    /**
     * Returns the number of threads to use for a requested number; 0 requests one per processor.
     */
    public static int threads(long wanted) {
      long count = wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
      return (int) Math.min(MOST_THREADS, count);
    }
  }

  /**
   * Settings of detection.
   *
   * @param ignoreAllowComments true if {@code gitleaks:allow} has no effect
   * @param strictChecks true to also apply the checks that rules mark as strict
   * @param searchRejected true to search on inside rejected matches
   * @param selection which findings are reported
   * @param givenRedact how much of a secret to redact, in percent, or null if no flag sets it
   * @param known the known values to search for
   * @param verify whether weir checks that secrets are live
   */
  public record DetectSettings(
      boolean ignoreAllowComments,
      boolean strictChecks,
      boolean searchRejected,
      Selection selection,
      @Nullable Integer givenRedact,
      KnownSettings known,
      VerifySettings verify) {
    private static final int ALL = 100;

    static DetectSettings from(CommandLine line) {
      return new DetectSettings(
          line.isOn(Flag.IGNORE_GITLEAKS_ALLOW),
          line.isOn(Flag.STRICT_CHECKS),
          line.isOn(Flag.SEARCH_REJECTED),
          selection(line),
          line.isGiven(Flag.REDACT)
              ? Integer.valueOf((int) Math.min(ALL, line.get(Flag.REDACT)))
              : null,
          KnownSettings.from(line),
          VerifySettings.from(line));
    }

    /** A rule that the user names is wanted, even if it finds identifiers. */
    private static Selection selection(CommandLine line) {
      Confidence least = Confidence.of(line.get(Flag.MIN_CONFIDENCE));
      if (least == Confidence.UNKNOWN) {
        throw new UsageException(
            "invalid value "
                + GoQuote.quote(line.get(Flag.MIN_CONFIDENCE))
                + " for --min-confidence: use low, medium or high",
            ExitCode.FAILURE,
            false);
      }
      boolean named = !line.get(Flag.ENABLE_RULE).isEmpty();
      return new Selection(
          line.persona().readsBeyondGitleaks() || least != Confidence.LOW,
          least,
          named || line.isOn(Flag.IDENTIFIERS));
    }

    /**
     * Returns how much of a secret to redact, in percent. A search for known values redacts by
     * default, because rules may also find these values and would show them.
     */
    public int redactPercent() {
      if (givenRedact != null) {
        return givenRedact;
      }
      return known.isAsked() ? ALL : 0;
    }

    /** Returns the settings that decide what rules find, without those of how it is shown. */
    DetectSettings ruleFindings() {
      return new DetectSettings(
          ignoreAllowComments,
          strictChecks,
          searchRejected,
          selection,
          null,
          KnownSettings.NONE,
          VerifySettings.NONE);
    }

    DetectSettings withHookDefaults() {
      return givenRedact != null
          ? this
          : new DetectSettings(
              ignoreAllowComments, strictChecks, searchRejected, selection, ALL, known, verify);
    }

    /** Returns the options of detectors. */
    DetectOptions options(LimitSettings limits) {
      return DetectOptions.defaults()
          .withMaxDecodeDepth(limits.maxDecodeDepth())
          .withMaxTargetMegabytes(limits.maxTargetMegabytes())
          .withIgnoreAllowComments(ignoreAllowComments)
          .withStrictChecks(strictChecks)
          .withSearchRejected(searchRejected)
          .withSelection(selection);
    }
  }

  /**
   * The known values to search for.
   *
   * @param isAsked true if a flag asks for known values, even with an empty list of servers
   * @param fromStore true to search for imported values
   * @param servers the addresses to fetch values from
   * @param file the file of imported values, or empty for the default one
   * @param key the file of their key, or empty for the default one
   */
  public record KnownSettings(
      boolean isAsked, boolean fromStore, List<String> servers, String file, String key) {
    static final KnownSettings NONE = new KnownSettings(false, false, List.of(), "", "");

    public KnownSettings {
      servers = List.copyOf(servers);
    }

    static KnownSettings from(CommandLine line) {
      boolean fromStore = line.isOn(Flag.ASK_KNOWN);
      return new KnownSettings(
          fromStore || line.isGiven(Flag.KNOWN_FROM),
          fromStore,
          line.get(Flag.KNOWN_FROM),
          line.get(Flag.KNOWN_FILE),
          line.get(Flag.KNOWN_KEY));
    }
  }

  /**
   * Settings of verification, which checks whether secrets are live.
   *
   * @param how the kind of verification
   * @param config the file that configures endpoints of providers, or empty
   */
  public record VerifySettings(How how, String config) {
    static final VerifySettings NONE = new VerifySettings(How.NOT, "");

    /** A kind of verification. */
    public enum How {
      /** Nothing is verified. */
      NOT,
      /** Checks only the bytes of a secret, without any request. */
      OFFLINE,
      /** Also sends requests to providers. */
      ONLINE
    }

    static VerifySettings from(CommandLine line) {
      return new VerifySettings(how(line.get(Flag.VERIFY)), line.get(Flag.VERIFY_CONFIG));
    }

    private static How how(String word) {
      return switch (word) {
        case "" -> How.NOT;
        case "offline" -> How.OFFLINE;
        case "online" -> How.ONLINE;
        default ->
            throw wrong(
                "invalid value " + GoQuote.quote(word) + " for --verify: use online or offline");
      };
    }

    boolean isAsked() {
      return how != How.NOT;
    }

    private void check() {
      if (!isAsked() && !config.isEmpty()) {
        throw wrong("--verify-config has no effect without --verify; add --verify=online");
      }
    }

    private static UsageException wrong(String what) {
      return new UsageException(what, ExitCode.FAILURE, false);
    }
  }

  /** Whom to tell what to do about findings. */
  public enum Advice {
    /** Nobody. */
    NONE,
    /** The author, on whose machine the scan runs. */
    AUTHOR,
    /** The author of commits that this server received. */
    SENDER
  }

  /**
   * The reports to write after a scan.
   *
   * @param reports the reports of findings
   * @param coverage the file for the coverage report, or empty
   * @param suppressed true to also report findings that are ignored or in the baseline
   * @param advice whom to tell what to do about the findings
   */
  public record ReportSettings(
      List<ReportRequest> reports, String coverage, boolean suppressed, Advice advice) {
    public ReportSettings {
      reports = List.copyOf(reports);
    }

    static ReportSettings from(CommandLine line) {
      return new ReportSettings(
          ReportRequest.allOf(line.settings()),
          line.get(Flag.COVERAGE_REPORT),
          line.isOn(Flag.REPORT_SUPPRESSED),
          Advice.NONE);
    }

    /** Returns the files that are written after the scan. */
    List<Path> files(Path workingDirectory) {
      List<Path> files = new ArrayList<>();
      for (ReportRequest report : reports) {
        files.add(workingDirectory.resolve(report.path()));
      }
      if (!coverage.isEmpty()) {
        files.add(workingDirectory.resolve(coverage));
      }
      return files;
    }

    ReportSettings withAdvice(Advice given) {
      return new ReportSettings(reports, coverage, suppressed, given);
    }
  }

  /**
   * Settings of the exit code.
   *
   * @param found the exit code if something is found
   * @param allowIncomplete true to exit as gitleaks does if not everything could be read
   */
  public record ExitSettings(int found, boolean allowIncomplete) {
    private static final int MASK = 0xFF;

    static ExitSettings from(CommandLine line) {
      return new ExitSettings(
          (int) (line.get(Flag.EXIT_CODE) & MASK), line.isOn(Flag.ALLOW_INCOMPLETE));
    }
  }
}
