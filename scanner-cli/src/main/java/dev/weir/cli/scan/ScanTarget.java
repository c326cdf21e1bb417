package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.cli.report.ReportPaths;
import dev.weir.core.rule.TargetPaths;
import dev.weir.git.files.GitEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The target of a scan, as the command line names it.
 *
 * @param kind how the target is read
 * @param source the folder, file or repository as it was written; weir also searches it for a
 *     configuration and an ignore file
 * @param files single files to scan instead of the source; for staged and unstaged changes also
 *     folders
 */
public record ScanTarget(Kind kind, String source, List<String> files) {
  /** How a target is read. */
  public enum Kind {
    HISTORY,
    STAGED,
    UNSTAGED,
    FOLDER,
    INPUT,

    /** A container image, which {@code files} names; the source is the current folder. */
    IMAGE
  }

  public static ScanTarget of(CommandLine line, Console console) {
    List<String> arguments = line.arguments();
    switch (line.command()) {
      case GIT -> {
        Kind kind =
            line.isOn(Flag.STAGED)
                ? Kind.STAGED
                : line.isOn(Flag.PRE_COMMIT) ? Kind.UNSTAGED : Kind.HISTORY;
        if (arguments.size() > 1) {
          // Programs such as lint-staged append the names of all staged files.
          if (kind != Kind.HISTORY && line.persona().readsBeyondGitleaks()) {
            return new ScanTarget(kind, ".", arguments);
          }
          throw new UsageException(
              "accepts at most 1 arg(s), received " + arguments.size(), ExitCode.FAILURE, true);
        }
        return new ScanTarget(kind, orHere(arguments), List.of());
      }
      case DIR -> {
        if (arguments.size() > 1) {
          console.warn(
              "dir takes one path but got "
                  + arguments.size()
                  + "; ignoring them and scanning the current folder");
        }
        return new ScanTarget(Kind.FOLDER, orHere(arguments), List.of());
      }
      case STDIN -> {
        return new ScanTarget(Kind.INPUT, ".", List.of());
      }
      case IMAGE -> {
        if (arguments.size() != 1) {
          throw new UsageException(
              "image takes one image, such as the file that docker save IMAGE -o FILE writes, but"
                  + " got "
                  + arguments.size(),
              ExitCode.USAGE,
              true);
        }
        return new ScanTarget(Kind.IMAGE, ".", arguments);
      }
      case PROTECT -> {
        Kind kind = line.isOn(Flag.STAGED) ? Kind.STAGED : Kind.UNSTAGED;
        return new ScanTarget(kind, line.get(Flag.SOURCE), List.of());
      }
      default -> {
        return detect(line, console);
      }
    }
  }

  private static ScanTarget detect(CommandLine line, Console console) {
    String source = line.get(Flag.SOURCE).isEmpty() ? "." : line.get(Flag.SOURCE);
    List<String> files = line.get(Flag.FILE);
    if (!files.isEmpty()) {
      console.info("--file scans these files without their history; use 'dir PATH' instead");
      return new ScanTarget(Kind.FOLDER, source, files);
    }
    if (line.isOn(Flag.NO_GIT)) {
      return new ScanTarget(Kind.FOLDER, source, List.of());
    }
    return new ScanTarget(line.isOn(Flag.PIPE) ? Kind.INPUT : Kind.HISTORY, source, List.of());
  }

  private static String orHere(List<String> arguments) {
    return arguments.size() == 1 && !arguments.get(0).isEmpty() ? arguments.get(0) : ".";
  }

  /** Returns the files and folders to scan, for a target that is not a repository. */
  List<String> roots(Path workingDirectory) {
    List<String> roots = new ArrayList<>();
    for (String file : files) {
      boolean there = Files.exists(workingDirectory.resolve(file)) || source.equals(".");
      roots.add(there ? file : Path.of(source).resolve(file).toString());
    }
    if (roots.isEmpty()) {
      roots.add(source);
    }
    return roots;
  }

  /**
   * Returns the folders whose own paths do not count for allowlists: of a target that is written as
   * an absolute path, the working directory, or else the top of its repository, or else itself.
   */
  TargetPaths paths(Path workingDirectory) {
    List<String> folders = new ArrayList<>();
    for (String root : roots(workingDirectory)) {
      Path path = Path.of(root).normalize();
      if (path.isAbsolute()) {
        folders.add(place(path, workingDirectory.toAbsolutePath().normalize()).toString());
      }
    }
    return new TargetPaths(folders);
  }

  private static Path place(Path target, Path workingDirectory) {
    if (target.startsWith(workingDirectory)) {
      return workingDirectory;
    }
    Path parent = target.getParent();
    Path folder = parent == null || Files.isDirectory(target) ? target : parent;
    for (Path top = folder; top != null; top = top.getParent()) {
      if (Files.exists(top.resolve(".git"))) {
        return top;
      }
    }
    return folder;
  }

  /**
   * Returns the files and folders to which a scan of changes is limited; empty for the whole
   * repository. Without an argument, weir reads all of it wherever it stands. gitleaks reads the
   * current folder; but a hook that git runs is about the whole index.
   */
  List<Path> limits(Persona persona, Environment environment) {
    List<Path> limits = new ArrayList<>();
    boolean isHook = environment.isSet("GIT_INDEX_FILE") || environment.isSet("GIT_DIR");
    boolean isWhole = persona.readsBeyondGitleaks() || isHook;
    if (!source.equals(".") || !files.isEmpty() || !isWhole) {
      for (String path : files.isEmpty() ? List.of(source) : files) {
        limits.add(environment.workingDirectory().resolve(path).toAbsolutePath().normalize());
      }
    }
    return limits;
  }

  /** Returns the folder from which to look for the repository. */
  Path folder(Path workingDirectory) {
    Path first = workingDirectory.resolve(isGit() && !files.isEmpty() ? files.get(0) : source);
    Path parent = first.toAbsolutePath().getParent();
    return parent == null || !Files.isRegularFile(first) ? first : parent;
  }

  /**
   * Returns the folder that may hold the configuration: the target, or else, in weir's own mode,
   * the top of the work tree that the target is in.
   */
  String configFolder(Persona persona, Environment environment) {
    Path folder = folder(environment.workingDirectory());
    if (!isGit() || !persona.readsBeyondGitleaks() || !Files.isDirectory(folder)) {
      return source;
    }
    boolean isOwn = Files.exists(folder.resolve(Configuration.TARGET_FILE));
    Path top = isOwn ? folder : GitEnvironment.of(folder, environment.variables()).top();
    boolean isSource = folder.equals(environment.workingDirectory().resolve(source));
    return top == null || (isOwn && isSource) ? source : top.toString();
  }

  /** Returns the folder that the paths of findings are below, or are relative to. */
  Path folderOfPaths(Path workingDirectory) {
    boolean isHere = !isGit() && (kind == Kind.INPUT || !files.isEmpty());
    return isHere ? workingDirectory : folder(workingDirectory);
  }

  /** Returns the text that the paths of findings have in place of that folder. */
  String prefixOfPaths(Path workingDirectory) {
    Path path = Path.of(kind == Kind.INPUT || !files.isEmpty() ? "" : source).normalize();
    boolean isFile = Files.isRegularFile(workingDirectory.resolve(path));
    Path folder = isFile ? path.getParent() : path;
    return folder == null || folder.toString().isEmpty() ? "" : folder + "/";
  }

  /**
   * Returns how paths are shown to platforms. In a scan of a repository they know the paths; those
   * of other files become relative to the top of their work tree, or else to the working directory.
   */
  ReportPaths reportPaths(Environment environment) {
    if (isGit() || kind == Kind.INPUT || kind == Kind.IMAGE) {
      return ReportPaths.AS_THEY_ARE;
    }
    Path here = environment.workingDirectory().toAbsolutePath().normalize();
    Path folder = files.isEmpty() ? folder(here).toAbsolutePath().normalize() : here;
    Path top = GitEnvironment.of(folder, environment.variables()).top();
    return new ReportPaths(here, top == null ? here : top.toAbsolutePath().normalize());
  }

  boolean isGit() {
    return kind == Kind.HISTORY || kind == Kind.STAGED || kind == Kind.UNSTAGED;
  }
}
