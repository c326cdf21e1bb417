package dev.weir.cli.agent;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.known.KnownDetection;
import dev.weir.cli.known.KnownFiles;
import dev.weir.cli.process.Environment;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.settings.Addressee;
import dev.weir.cli.settings.KnownSettings;
import dev.weir.cli.settings.RuleSettings;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Links;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.DirectorySource;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import dev.weir.git.files.GitEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches texts and files for secrets, with the configuration, the ignore files and the known
 * values of the repository that an agent works in. Not thread-safe.
 */
final class EventScan {
  private final CommandLine line;
  private final Console console;
  private final Path folder;
  private final Environment environment;
  private @Nullable Scanner scanner;
  private @Nullable RuleSet rules;

  /**
   * Creates a scan for a folder.
   *
   * @param named the folder that the agent names; the current one if there is no such folder
   */
  EventScan(CommandLine line, Environment environment, Console console, String named) {
    this.line = line;
    this.console = console;
    Path here = environment.workingDirectory().resolve(".").toAbsolutePath().normalize();
    Path given = path(here, named);
    this.folder = given != null && Files.isDirectory(given) ? given : here;
    Path top = GitEnvironment.of(folder, environment.variables()).top();
    this.environment = environment.withWorkingDirectory(top == null ? folder : top);
  }

  private static @Nullable Path path(Path here, String name) {
    try {
      return here.resolve(name).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Returns a search for the files that a name stands for in the folder the agent works in. */
  NamedFiles files(boolean withFolders) {
    return new NamedFiles(folder, environment.variables(), withFolders);
  }

  /** Returns the path of a file as findings and ignore files have it. */
  String shown(Path file) {
    Path top = environment.workingDirectory();
    Path real = file;
    try {
      real = file.toRealPath();
    } catch (IOException e) {
      // It may not exist yet.
    }
    Path inside = real.startsWith(top) ? real : file;
    String shown = inside.startsWith(top) ? top.relativize(inside).toString() : file.toString();
    return shown.replace('\\', '/');
  }

  /** Returns the path of a file that need not exist, as findings and ignore files have it. */
  String shown(String name) {
    Path file = name.isEmpty() ? null : path(folder, name);
    return file == null ? name : shown(file);
  }

  RuleSet rules() throws Configuration.UnusableException, IOException {
    scanner();
    RuleSet loaded = rules;
    return loaded == null ? new RuleSet(List.of(), List.of(), List.of()) : loaded;
  }

  private Scanner scanner() throws Configuration.UnusableException, IOException {
    Scanner made = scanner;
    if (made == null) {
      RuleSet loaded = new Configuration(environment, console).load(line, ".");
      ScanTarget target = new ScanTarget(ScanTarget.Kind.FOLDER, ".", List.of("."));
      RuleSettings settings = RuleSettings.from(line);
      Ignores ignores = Ignores.load(settings, line.persona(), target, environment, console, null);
      ScanSettings all = ScanSettings.from(line).withHookDefaults(Addressee.AUTHOR);
      ScanOptions options =
          ScanOptions.defaults()
              .withDetect(all.detect().options(all.limits(), loaded))
              .withThreads(1)
              .withTargets(new TargetPaths(List.of(environment.workingDirectory().toString())))
              .withIgnored(ignores.fingerprints(), ignores.secrets());
      KnownDetection.Values known = known(all);
      made =
          new Scanner(
              loaded,
              options,
              known == null ? null : known.detectors(all.limits().maxDecodeDepth(), Links.NONE));
      rules = loaded;
      scanner = made;
    }
    return made;
  }

  /** Known values that were imported count without a flag: they cost nothing if there are none. */
  private KnownDetection.@Nullable Values known(ScanSettings settings) {
    KnownSettings known = settings.detect().known();
    if (!line.isGiven(Flag.ASK_KNOWN)
        && Files.isRegularFile(KnownFiles.store(line, environment).values())) {
      known = new KnownSettings(true, true, List.of(), known.file(), known.key());
    }
    return known.isAsked() ? KnownDetection.values(known, environment, console) : null;
  }

  /** A finding, and the text that it is in. */
  record Found(int text, int line, Finding finding) {}

  /** Returns the secrets in texts, each of which has the path of a file or an empty one. */
  List<Found> in(List<Fragment> texts)
      throws Configuration.UnusableException, IOException, InterruptedException {
    // The lines of all texts are counted on, so that the line of a finding tells its text.
    List<Fragment> numbered = new ArrayList<>();
    int[] first = new int[texts.size() + 1];
    int next = 1;
    for (int i = 0; i < texts.size(); i++) {
      Fragment text = texts.get(i);
      first[i] = next;
      numbered.add(new Fragment(text.path(), "", text.content(), next, null));
      next += lines(text.content()) + 1;
    }
    first[texts.size()] = next;
    Collected collected = new Collected();
    Source source =
        sink -> {
          for (Fragment text : numbered) {
            sink.fragment(text);
          }
        };
    scanner().scan(source, collected);
    List<Found> found = new ArrayList<>();
    for (Finding finding : collected.findings) {
      int at = finding.location().startLine();
      int text = 0;
      while (first[text + 1] <= at) {
        text++;
      }
      found.add(new Found(text, at - first[text] + 1, finding));
    }
    return found;
  }

  private static int lines(Content text) {
    int lines = 1;
    byte[] bytes = text.bytes();
    for (int i = 0; i < text.length(); i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  static Fragment text(String path, String text) {
    return new Fragment(path, "", Content.ofOwned(Utf8.encode(text)), 1, null);
  }

  /** The results of reading one file. */
  record FileScan(List<Finding> findings, String notRead) {}

  /** Returns the secrets in a file. */
  FileScan in(Path file) throws Configuration.UnusableException, IOException, InterruptedException {
    Collected collected = new Collected();
    Source source =
        new DirectorySource(
            environment.workingDirectory(),
            shown(file),
            DirectorySource.Options.ALL.following(true),
            FileReading.withoutArchives(true).withOverlap(FileReading.MOST_OVERLAP));
    scanner().scan(source, collected);
    return new FileScan(collected.findings, collected.notRead);
  }

  /** Collects what a scan finds. */
  private static final class Collected implements ScanListener {
    private final List<Finding> findings = new ArrayList<>();
    private String notRead = "";

    @Override
    public void onFinding(Finding finding) {
      findings.add(finding);
    }

    @Override
    public void onUnread(Unread unread) {
      notRead = unread.reason();
    }
  }
}
