package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.core.ScannerException;
import dev.weir.doctor.DiskFiles;
import dev.weir.doctor.IndexedFiles;
import dev.weir.git.GitRepository;
import dev.weir.git.files.GitEnvironment;
import dev.weir.git.source.IndexContent;
import dev.weir.git.source.StagedNames;
import dev.weir.guard.GuardProblem;
import dev.weir.guard.Guards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code weir guard}, and the guard of hooks: whether files that must be encrypted are completely
 * encrypted. No key is needed.
 */
public final class GuardCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private String folder = ".";

  public GuardCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  /**
   * Checks the named files as they are on disk, and the tracked files in the named folders; or else
   * all staged or all tracked files.
   */
  public int run() {
    Set<GuardProblem> problems = new LinkedHashSet<>();
    int count;
    try {
      List<String> names = line.arguments();
      if (!names.isEmpty()) {
        count = named(names, problems);
      } else if (line.isOn(Flag.STAGED)) {
        count = staged(problems);
      } else {
        count = tracked(problems);
      }
    } catch (ScannerException | IOException e) {
      return notRead(e);
    }
    print(problems);
    if (!problems.isEmpty()) {
      console.warn(problems.size() + (problems.size() == 1 ? " problem" : " problems") + " found");
      return ExitCode.FAILURE;
    }
    console.info(
        count == 0
            ? "no file has to be encrypted: SOPS, ansible-vault, git-crypt, SealedSecrets and dotenvx"
                + " are not used here"
            : count + (count == 1 ? " file is" : " files are") + " completely encrypted");
    return ExitCode.CLEAN;
  }

  /**
   * Checks the files of a scan: all tracked files for a history, otherwise the staged ones.
   *
   * @return the exit code; only severe problems count as a failure
   */
  public int checkTarget(ScanTarget target) {
    folder = target.source();
    boolean all = target.kind() == ScanTarget.Kind.HISTORY;
    return guard(problems -> all ? tracked(problems) : staged(problems));
  }

  /**
   * Checks the files that the next commit changes, for a hook.
   *
   * @param names files to check on disk instead of the staged ones, or null
   * @return the exit code; only severe problems count as a failure
   */
  int checkCommit(@Nullable List<String> names) {
    if (!GuardPresence.isPossible(environment)) {
      return ExitCode.CLEAN;
    }
    return guard(problems -> names == null ? staged(problems) : files(names, problems));
  }

  /** A check of files. It returns how many of them a rule covers. */
  @FunctionalInterface
  private interface Check {
    int run(Set<GuardProblem> problems) throws IOException;
  }

  private int guard(Check check) {
    Set<GuardProblem> problems = new LinkedHashSet<>();
    try {
      check.run(problems);
    } catch (ScannerException | IOException e) {
      return notRead(e);
    }
    print(problems);
    boolean severe = problems.stream().anyMatch(GuardProblem::isSevere);
    return severe ? ExitCode.FAILURE : ExitCode.CLEAN;
  }

  private int notRead(Exception e) {
    console.fatal(e.getMessage() + "; whether files are encrypted was not checked");
    return ExitCode.INCOMPLETE;
  }

  private GitRepository repository() {
    return GitRepository.open(
        environment.workingDirectory().resolve(folder), folder, environment.variables());
  }

  private int staged(Set<GuardProblem> problems) throws IOException {
    try (GitRepository repository = repository()) {
      IndexContent index = new IndexContent(repository);
      Set<String> changed = StagedNames.of(repository);
      List<String> names =
          index.names().stream()
              .filter(name -> changed.contains(name) || index.isInConflict(name))
              .toList();
      return check(names, index, repository, problems);
    }
  }

  private int tracked(Set<GuardProblem> problems) throws IOException {
    try (GitRepository repository = repository()) {
      IndexContent index = new IndexContent(repository);
      return check(index.names(), index, repository, problems);
    }
  }

  private int check(
      Iterable<String> names,
      IndexContent index,
      GitRepository repository,
      Set<GuardProblem> problems)
      throws IOException {
    IndexedFiles files = new IndexedFiles(repository, index);
    Guards.Checked checked = Guards.all(files).check(names);
    problems.addAll(checked.problems());
    for (String name : files.untracked()) {
      console.warn(name + " is not in the index: its rules count here, but not in a clone");
    }
    return checked.covered();
  }

  private int named(List<String> names, Set<GuardProblem> problems) throws IOException {
    List<String> files = new ArrayList<>();
    int count = 0;
    for (String name : names) {
      Path path = environment.workingDirectory().resolve(name);
      if (Files.isDirectory(path)) {
        count += folder(name, path.toRealPath(), problems);
      } else {
        files.add(name);
      }
    }
    return files.isEmpty() ? count : count + files(files, problems);
  }

  private int folder(String name, Path path, Set<GuardProblem> problems) throws IOException {
    if (path.toFile().list() == null) {
      throw new IOException(name + ": the folder cannot be listed");
    }
    folder = name;
    try (GitRepository repository = repository()) {
      IndexContent index = new IndexContent(repository);
      Path top = repository.workTree();
      if (top == null) {
        return check(index.names(), index, repository, problems);
      }
      String inside = top.toRealPath().relativize(path).toString().replace('\\', '/');
      List<String> names =
          index.names().stream()
              .filter(each -> inside.isEmpty() || each.startsWith(inside + "/"))
              .toList();
      if (names.isEmpty()) {
        console.warn(name + ": git tracks no file in this folder");
      }
      return check(names, index, repository, problems);
    }
  }

  private int files(List<String> names, Set<GuardProblem> problems) throws IOException {
    Path here = environment.workingDirectory().resolve(".").toRealPath();
    Path found = GitEnvironment.top(here);
    Path top = found == null ? here : found;
    List<String> paths = new ArrayList<>();
    for (String name : names) {
      Path file = here.resolve(name).normalize();
      if (!file.startsWith(top)) {
        throw new IOException(name + " is not below " + top);
      }
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(name + ": no such file");
      }
      paths.add(top.relativize(file).toString().replace('\\', '/'));
    }
    if (found == null) {
      return check(new DiskFiles(top, paths, null), paths, problems);
    }
    try (GitRepository repository = repository()) {
      IndexedFiles tracked = new IndexedFiles(repository, new IndexContent(repository));
      return check(new DiskFiles(top, paths, tracked), paths, problems);
    }
  }

  private static int check(DiskFiles files, List<String> paths, Set<GuardProblem> problems)
      throws IOException {
    Guards.Checked checked = Guards.all(files).check(paths);
    problems.addAll(checked.problems());
    return checked.covered();
  }

  private void print(Set<GuardProblem> problems) {
    for (GuardProblem problem : problems) {
      String place =
          console.shown(problem.path()) + (problem.line() > 0 ? ":" + problem.line() : "");
      environment
          .out()
          .print(
              "  "
                  + place
                  + "  "
                  + problem.id()
                  + "  "
                  + console.shown(problem.reason())
                  + "\n      fix: "
                  + console.shown(problem.remedy())
                  + "\n");
    }
    environment.out().flush();
  }
}
