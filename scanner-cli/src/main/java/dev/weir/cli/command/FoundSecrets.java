package dev.weir.cli.command;

import dev.weir.cli.scan.Ignores;
import dev.weir.cli.scan.UnreadHints;
import dev.weir.cli.settings.LimitSettings;
import dev.weir.cli.verify.VerifiedScan;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectOptions.Selection;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.finding.IgnoreFile;
import dev.weir.core.rule.AllowComments;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.DirectorySource;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.SkippedPaths;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.document.Documents;
import dev.weir.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the results of a scan in memory, for commands that print something else. */
public final class FoundSecrets implements ScanListener {
  private static final char INNER = FileFragments.INNER_PATH;

  private final List<Finding> findings = new ArrayList<>();
  private final List<Dropped> dropped = new ArrayList<>();
  private final Set<IgnoreEntry> used = new HashSet<>();
  private final List<String> notRead = new ArrayList<>();

  /** A candidate that was suppressed, and the reason. */
  public record Dropped(Finding finding, Suppression why) {}

  private FoundSecrets() {}

  /** Scans a source with default options. */
  public static FoundSecrets in(Source source, RuleSet rules, Ignores ignores)
      throws InterruptedException {
    return in(source, rules, ignores, (Supplier<FragmentDetector>) null);
  }

  /** Scans a source with default options, except that identifiers are not reported. */
  static FoundSecrets withoutIdentifiers(Source source, RuleSet rules, Ignores ignores)
      throws InterruptedException {
    FoundSecrets found = new FoundSecrets();
    new Scanner(rules, options(ignores).withDetect(withoutIdentifiers(rules)), null)
        .scan(source, found);
    return found;
  }

  /** Scans a source as these options say. */
  static FoundSecrets in(Source source, RuleSet rules, Ignores ignores, DetectOptions detect)
      throws InterruptedException {
    FoundSecrets found = new FoundSecrets();
    new Scanner(rules, options(ignores).withDetect(detect), null).scan(source, found);
    return found;
  }

  /**
   * Scans a source with default options.
   *
   * @param others makes detectors besides rules, or null
   */
  static FoundSecrets in(
      Source source, RuleSet rules, Ignores ignores, @Nullable Supplier<FragmentDetector> others)
      throws InterruptedException {
    FoundSecrets found = new FoundSecrets();
    new Scanner(rules, options(ignores).withDetect(options(rules)), others).scan(source, found);
    return found;
  }

  private static DetectOptions options(RuleSet rules) {
    List<String> comments =
        rules.allowComments().isEmpty() ? AllowComments.DEFAULT : rules.allowComments();
    return DetectOptions.defaults()
        .withSearchRejected(true)
        .withAllowComments(AllowComments.scanners(comments));
  }

  private static DetectOptions withoutIdentifiers(RuleSet rules) {
    return options(rules).withSelection(new Selection(true, Confidence.LOW, false, true));
  }

  private static ScanOptions options(Ignores ignores) {
    return ScanOptions.defaults()
        .withThreads(LimitSettings.threads(0))
        .withIgnored(ignores.fingerprints(), ignores.secrets());
  }

  /**
   * Scans a source with default options, except that identifiers are not reported, and asks whether
   * the wanted findings are live. They are passed on and not kept.
   */
  static FoundSecrets verified(
      VerifiedScan scan,
      Source source,
      RuleSet rules,
      Predicate<Finding> wanted,
      BiConsumer<Finding, Verdict> to)
      throws InterruptedException {
    FoundSecrets found = new FoundSecrets();
    ScanOptions options = options(Ignores.NONE).withDetect(withoutIdentifiers(rules));
    scan.scan(new Scanner(rules, options, null), source, found, wanted, to);
    return found;
  }

  /** Returns ignores that hold only entries for secrets. */
  public static Ignores only(IgnoreEntries entries) {
    return new Ignores(IgnoreFile.NONE, entries);
  }

  /**
   * Returns a source for one file, or for all files of a folder. Documents are read; archives are
   * opened if the path leads into one.
   */
  public static Source files(Path workingDirectory, String path) {
    String root = onDisk(workingDirectory, path);
    int depth = (int) path.substring(root.length()).chars().filter(c -> c == INNER).count();
    ArchiveLimits archives = new ArchiveLimits(depth, 0, ArchiveLimits.DEFAULT_ENTRIES);
    FileReading reading =
        new FileReading(archives, SkippedPaths.NONE, true).withDocuments(Documents.readers());
    return new DirectorySource(workingDirectory, root, DirectorySource.Options.ALL, reading);
  }

  /**
   * Returns the part of a path that is on disk: the path of an archive or document if the path
   * leads into it, such as {@code app.sqlite!table users row 7}.
   */
  public static String onDisk(Path folder, String path) {
    for (int i = path.indexOf(INNER); i > 0; i = path.indexOf(INNER, i + 1)) {
      String outer = path.substring(0, i);
      if (Files.isRegularFile(folder.resolve(outer)) && !Files.exists(folder.resolve(path))) {
        return outer;
      }
    }
    return path;
  }

  public List<Finding> findings() {
    return findings;
  }

  public List<Dropped> dropped() {
    return dropped;
  }

  /** Returns the ignore entries that suppressed at least one candidate. */
  public Set<IgnoreEntry> used() {
    return used;
  }

  /** Returns the path and reason of each thing that could not be read or is not there. */
  public List<String> notRead() {
    return notRead;
  }

  @Override
  public void onFinding(Finding finding) {
    findings.add(finding);
  }

  @Override
  public boolean wantsSuppressed() {
    return true;
  }

  @Override
  public void onSuppressed(Finding candidate, Suppression why) {
    if (why instanceof Suppression.IgnoredSecret ignored) {
      used.add(ignored.entry());
    }
    dropped.add(new Dropped(candidate, why));
  }

  @Override
  public void onSkipped(Skip skip) {
    if (skip.reason() == SkipReason.SHALLOW) {
      notRead.add(skip.path() + ": " + skip.detail());
    }
  }

  @Override
  public void onUnread(Unread plain) {
    Unread unread = UnreadHints.withFlag(plain);
    notRead.add(unread.path() + ": " + unread.reason());
  }
}
