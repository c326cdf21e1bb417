package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.gotemplate.gostd.GoQuote;
import java.util.List;

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
    settings.detect.verify().check();
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
   * @param addressee whom the hook advises
   */
  public ScanSettings withHookDefaults(Addressee addressee) {
    return new ScanSettings(
        persona,
        console.withHookDefaults(),
        rules,
        read.withHookDefaults(),
        limits,
        detect.withHookDefaults(),
        report.withAddressee(addressee),
        exit);
  }

  /**
   * Returns the settings of a CI run: it prints findings, redacts secrets and reports lines that
   * merges add.
   *
   * @param system the reports that the CI system shows, written besides those of the flags
   */
  public ScanSettings withCiDefaults(List<ReportRequest> system) {
    return new ScanSettings(
        persona,
        console.withCiDefaults(),
        rules,
        read.withHookDefaults(),
        limits,
        detect.withHookDefaults(),
        report.with(system),
        exit);
  }

  /** Returns a copy of the settings that takes rules and ignore files from a revision. */
  public ScanSettings withConfigFrom(String revision) {
    return new ScanSettings(
        persona, console, rules.withConfigFrom(revision), read, limits, detect, report, exit);
  }
}
