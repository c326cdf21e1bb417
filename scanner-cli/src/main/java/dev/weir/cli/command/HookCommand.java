package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.ScanCommand;
import dev.weir.cli.scan.ScanRequest;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.settings.Addressee;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.file.FailureWords;
import dev.weir.core.source.SourceException;
import dev.weir.git.CommittedFiles;
import dev.weir.git.GitRepository;
import dev.weir.git.files.GitEnvironment;
import dev.weir.git.hook.CommitMessage;
import dev.weir.git.hook.FileNames;
import dev.weir.git.hook.HookCall;
import dev.weir.git.hook.HookException;
import dev.weir.git.hook.HookScan;
import dev.weir.git.hook.HookStage;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.program.GitPolicy;
import dev.weir.git.source.StagedNames;
import dev.weir.gotemplate.gostd.GoQuote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code weir hook}: scans the changes that a hook is called for. Redacts secrets by default. */
public final class HookCommand {
  /** The stage for the program pre-commit, which describes its call in environment variables. */
  private static final String BY_VARIABLES = "auto";

  /** On a server, HEAD names a branch as it was before the push. */
  private static final String BASE = "HEAD";

  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public HookCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  /** Returns the words of a command line, reordered so that no file name is parsed as a flag. */
  public static List<String> words(List<String> args, Environment environment) {
    boolean names =
        args.size() > 2
            && args.get(0).equals(Command.HOOK.word())
            && args.get(1).equals(BY_VARIABLES);
    return names ? FileNames.last(args, environment.workingDirectory()) : args;
  }

  public int run() {
    console.setLevel(ScanSettings.from(line).withHookDefaults(addressee()).console().level());
    if (waitsForTerminal()) {
      console.warn("waiting for the refs that git passes on standard input; end it with Ctrl-D");
    }
    // Names of refs may hold a secret that the scan is about to find.
    console.hold();
    try {
      int code = run(scan());
      if (noticesLostHooks()) {
        LostHooks.warn(environment, console);
      }
      return code;
    } catch (HookException | SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } finally {
      console.release();
    }
  }

  /** Returns true after a commit or before a push, when a little more time does not matter. */
  private boolean noticesLostHooks() {
    String stage = line.arguments().isEmpty() ? "" : line.arguments().get(0);
    return stage.equals(HookStage.POST_COMMIT.gitName())
        || stage.equals(HookStage.PRE_PUSH.gitName());
  }

  private int run(HookScan scan) {
    if (scan instanceof HookScan.Nothing) {
      console.info("nothing to scan: " + scan.shown());
      return ExitCode.CLEAN;
    }
    if (scan instanceof HookScan.Staged staged) {
      return guarded(staged(staged), null);
    }
    console.info("scanning " + scan.shown());
    if (scan instanceof HookScan.WorkTreeFiles files) {
      return guarded(files(files), files.names());
    }
    if (scan instanceof HookScan.Commits commits) {
      ScanTarget target = target(ScanTarget.Kind.HISTORY);
      return scan(target, commits.selection(), environment.in());
    }
    return message((HookScan.Message) scan);
  }

  private HookScan scan() {
    List<String> words = new ArrayList<>(line.arguments());
    if (line.command() != Command.HOOK) {
      words.add(0, line.command().word());
    }
    if (words.isEmpty()) {
      throw unknown("missing stage");
    }
    String name = words.remove(0);
    HookCall call =
        new HookCall(
            words, environment.variables(), environment.workingDirectory(), environment.in());
    if (name.equals(BY_VARIABLES)) {
      return call.scan();
    }
    HookStage stage = HookStage.named(name);
    if (stage == null) {
      throw unknown("unknown stage " + GoQuote.quote(name));
    }
    return call.scanAt(stage);
  }

  private static UsageException unknown(String what) {
    return new UsageException(
        "hook: "
            + what
            + "; stages are "
            + String.join(", ", HookStage.names())
            + " and "
            + BY_VARIABLES
            + " (for the program pre-commit)",
        ExitCode.USAGE,
        true);
  }

  private static ScanTarget target(ScanTarget.Kind kind) {
    return new ScanTarget(kind, ".", List.of());
  }

  /** Returns a target of files, with the configuration at the top of the work tree. */
  private ScanTarget target(ScanTarget.Kind kind, List<String> files) {
    Path here = environment.workingDirectory().resolve(".");
    Path top = GitEnvironment.of(here, environment.variables()).top();
    String source = top == null || Files.exists(here.resolve(".git")) ? "." : top.toString();
    return new ScanTarget(kind, source, files);
  }

  private int guarded(int code, @Nullable List<String> files) {
    return isOff(Flag.GUARD) || isOff(Flag.SOPS)
        ? code
        : ExitCode.both(code, new GuardCommand(line, environment, console).checkCommit(files));
  }

  private boolean isOff(Flag<Boolean> flag) {
    return line.isGiven(flag) && !line.isOn(flag);
  }

  private int files(HookScan.WorkTreeFiles files) {
    return scan(target(ScanTarget.Kind.FOLDER, files.names()), null, environment.in());
  }

  // "pre-commit run --all-files" in a Git hook differs from a commit only in the file names.
  private int staged(HookScan.Staged staged) {
    int code = ExitCode.CLEAN;
    HookScan.WorkTreeFiles others = new HookScan.WorkTreeFiles(notStaged(staged.names()));
    if (!others.names().isEmpty()) {
      boolean one = others.names().size() == 1;
      console.info(
          "scanning " + others.shown() + (one ? ", which is" : ", which are") + " not staged");
      code = files(others);
    }
    console.info("scanning " + staged.shown());
    int own = scan(target(ScanTarget.Kind.STAGED), null, environment.in());
    return ExitCode.both(code, own);
  }

  private List<String> notStaged(List<String> names) {
    if (names.isEmpty()) {
      return names;
    }
    try (GitRepository repository =
        GitRepository.open(
            environment.workingDirectory().resolve("."), ".", environment.variables())) {
      Set<String> staged = StagedNames.of(repository);
      List<String> others = new ArrayList<>();
      for (String name : names) {
        Path file = environment.workingDirectory().resolve(name).toAbsolutePath();
        String path = repository.pathInWorkTree(file);
        if (path == null || !staged.contains(path)) {
          others.add(name);
        }
      }
      return others;
    }
  }

  private int message(HookScan.Message message) {
    Path here = environment.workingDirectory();
    Path file = GitEnvironment.fileOfGit(message.file(), here, environment.variables());
    try {
      CommitMessage reader =
          new CommitMessage(GitPolicy.READ_OBJECTS, here, environment.variables());
      InputStream text = new ByteArrayInputStream(reader.of(Files.readAllBytes(file)));
      // Pass the name, not the path: most configurations exclude files in .git.
      List<String> name = List.of(String.valueOf(file.getFileName()));
      return scan(target(ScanTarget.Kind.INPUT, name), null, text);
    } catch (IOException e) {
      console.fatal("cannot read " + message.file() + ": " + FailureWords.of(e) + "; not scanned");
      return ExitCode.INCOMPLETE;
    }
  }

  private int scan(ScanTarget target, @Nullable CommitSelection commits, InputStream in) {
    ScanSettings settings = settings();
    console.setLevel(settings.console().level());
    return new ScanCommand(environment.withIn(in), console)
        .run(new ScanRequest(target, commits, settings));
  }

  private boolean isOnServer() {
    String stage = stageName();
    return stage.equals(HookStage.PRE_RECEIVE.gitName())
        || stage.equals(HookStage.UPDATE.gitName());
  }

  private boolean waitsForTerminal() {
    HookStage stage = HookStage.named(stageName());
    return stage != null && stage.readsInput() && environment.inIsTerminal();
  }

  private String stageName() {
    List<String> words = line.arguments();
    boolean named = line.command() == Command.HOOK && !words.isEmpty();
    return named ? words.get(0) : line.command().word();
  }

  /** Returns true if the folder has no configuration, but HEAD names a commit that may have one. */
  private boolean isBaseNeeded() {
    Path here = environment.workingDirectory().resolve(".");
    if (Files.exists(here.resolve(".gitleaks.toml"))) {
      return false;
    }
    try (GitRepository repository = GitRepository.open(here, ".", environment.variables())) {
      new CommittedFiles(repository, BASE);
      return true;
    } catch (SourceException e) {
      // This is the first push, or the scan will report why the repository cannot be read.
      return false;
    }
  }

  private Addressee addressee() {
    return isOnServer() ? Addressee.SENDER : Addressee.AUTHOR;
  }

  private ScanSettings settings() {
    ScanSettings settings = ScanSettings.from(line).withHookDefaults(addressee());
    boolean needsBase = settings.rules().configFrom() == null && isOnServer() && isBaseNeeded();
    return needsBase ? settings.withConfigFrom(BASE) : settings;
  }
}
