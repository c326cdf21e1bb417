package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.git.source.HistoryExtras;

/**
 * Which parts of a target are read.
 *
 * @param logOptions options of git log that select commits, or empty for all
 * @param extent what a scan of a history reads beyond the output of {@code git log -p}
 * @param allText true to read text that git treats as binary
 * @param documents true to read the text of documents, in folders and from standard input
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
    boolean documents,
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
        line.isOn(Flag.DOCUMENTS),
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
      return line.isOn(Flag.MERGES) ? HistoryExtras.Merges.REPORTED : HistoryExtras.Merges.SKIPPED;
    }
    return line.persona().readsBeyondGitleaks()
        ? HistoryExtras.Merges.NAMED
        : HistoryExtras.Merges.SKIPPED;
  }

  /** Returns these settings for a hook: the text of a message is no document. */
  ReadSettings withHookDefaults() {
    // NAMED means that no flag chose: a hook reports merges, as nobody would run a second scan.
    HistoryExtras.Merges merges =
        extent.merges() == HistoryExtras.Merges.NAMED
            ? HistoryExtras.Merges.REPORTED
            : extent.merges();
    return new ReadSettings(
        logOptions,
        new HistoryExtras(merges, extent.messages(), extent.notes(), extent.unreachable()),
        allText,
        false,
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
