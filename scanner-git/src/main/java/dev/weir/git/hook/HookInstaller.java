package dev.weir.git.hook;

import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes hooks that call weir, into a repository or for all repositories of a user. The folder of
 * the hooks depends on includes, work trees and user settings, so git is asked for it.
 */
public final class HookInstaller {
  private static final String HOOKS_PATH = "core.hooksPath";

  /** The setting that names the hooks that were installed, with blanks between. */
  private static final String RECORD = "weir.hooks";

  private static final String LOCAL = "--local";
  private static final String GLOBAL = "--global";

  /**
   * The hooks that weir writes into a folder for all repositories, so that the repositories' own
   * hooks still run. Excluded are hooks whose mere presence changes what git does
   * (push-to-checkout, proc-receive), and hooks that would start a process for each change of a ref
   * or the index.
   */
  private static final List<String> FORWARDED =
      List.of(
          "applypatch-msg",
          "pre-applypatch",
          "post-applypatch",
          "pre-commit",
          "pre-merge-commit",
          "prepare-commit-msg",
          "commit-msg",
          "post-commit",
          "pre-rebase",
          "post-checkout",
          "post-merge",
          "pre-push",
          "pre-receive",
          "update",
          "post-receive",
          "post-update",
          "pre-auto-gc",
          "post-rewrite",
          "sendemail-validate");

  private final Path workingDirectory;
  private final Map<String, String> variables;

  /**
   * @param workingDirectory a folder of the repository
   * @param variables the environment's variables, including {@code PATH} and {@code HOME}
   */
  public HookInstaller(Path workingDirectory, Map<String, String> variables) {
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    this.variables = variables;
  }

  /**
   * Writes hooks into the repository.
   *
   * @return what was done, one line per hook
   * @throws HookException if the hooks cannot be written; the message says what to do
   */
  public List<String> install(List<HookStage> stages, HookProgram program) throws IOException {
    HookManager.Configuration manager = manager();
    if (manager != null) {
      List<HookStage> missing =
          stages.stream().filter(stage -> !stage.isOnServer() && !manager.runs(stage)).toList();
      if (!missing.isEmpty()) {
        throw new HookException(manager.advice(missing));
      }
      if (stages.stream().noneMatch(HookStage::isOnServer)) {
        return List.of(
            "nothing to do: "
                + manager.name()
                + " makes "
                + manager.manager().programName()
                + " run weir");
      }
    }
    Path folder = repositoryFolder();
    HookFolder hooks = new HookFolder(folder);
    for (HookStage stage : stages) {
      HookManager writer = hooks.writer(stage.gitName());
      if (writer != null) {
        throw new HookException(new HookManager.Configuration(writer, "", "").advice(stages));
      }
    }
    List<String> done = new ArrayList<>();
    for (HookStage stage : stages) {
      HookFolder.Change change = hooks.write(stage.gitName(), stage, false, program);
      done.add(report(change, folder.resolve(stage.gitName())));
    }
    record(LOCAL, stages);
    return done;
  }

  /** Returns the configuration of a program that would undo what this class writes, or null. */
  private HookManager.@Nullable Configuration manager() throws IOException {
    if (isBare()) {
      return null;
    }
    Path top = top();
    for (HookManager manager : HookManager.values()) {
      HookManager.Configuration configuration = manager.configuration(top);
      if (configuration != null) {
        return configuration;
      }
    }
    return null;
  }

  /**
   * Writes down which hooks were installed, so that it can be noticed if another program removes
   * one.
   */
  private void record(String scope, List<HookStage> stages) {
    Set<String> names = new LinkedHashSet<>(recorded(scope));
    stages.forEach(stage -> names.add(stage.gitName()));
    set("config", scope, "--replace-all", RECORD, String.join(" ", names));
  }

  private List<String> recorded(String scope) {
    String names = ask("config", scope, "--get", RECORD);
    return names == null || names.isBlank() ? List.of() : List.of(names.strip().split(" +"));
  }

  private void forget(String scope) {
    if (!recorded(scope).isEmpty()) {
      set("config", scope, "--unset-all", RECORD);
    }
  }

  /** Returns the hooks that were installed and that another program removed. */
  public List<Path> lost() throws IOException {
    List<Path> lost = new ArrayList<>();
    List<String> forAll = recorded(GLOBAL);
    if (!forAll.isEmpty()) {
      String set = ask("config", GLOBAL, "--type=path", "--get", HOOKS_PATH);
      addLost(forAll, set == null ? ownFolder() : Path.of(set), null, lost);
    }
    List<String> here = recorded(LOCAL);
    if (!here.isEmpty()) {
      Path folder = folderThatIsSet();
      addLost(here, folder == null || isForAll() ? commonFolder() : folder, manager(), lost);
    }
    return lost;
  }

  private static void addLost(
      List<String> names, Path hooks, HookManager.@Nullable Configuration manager, List<Path> lost)
      throws IOException {
    for (String name : names) {
      HookStage stage = HookStage.named(name);
      boolean isRun = stage == null || (manager != null && manager.runs(stage));
      if (!isRun && !new HookFolder(hooks).runsWeir(name)) {
        lost.add(hooks.resolve(name));
      }
    }
  }

  /** Removes weir's hooks from the repository, and returns what was done. */
  public List<String> uninstall() throws IOException {
    List<String> done = new ArrayList<>();
    Path set = folderThatIsSet();
    Path common = commonFolder();
    for (Path folder : set == null || isForAll() ? List.of(common) : List.of(common, set)) {
      done.addAll(remove(folder));
    }
    forget(LOCAL);
    return done;
  }

  /**
   * Writes hooks for all repositories of the user. From then on git ignores the hooks of a
   * repository; the hooks written here run them.
   */
  public List<String> installForAll(List<HookStage> stages, HookProgram program)
      throws IOException {
    String set = ask("config", GLOBAL, "--type=path", "--get", HOOKS_PATH);
    Path own = ownFolder();
    boolean isOwn = set == null || own.equals(Path.of(set));
    Path folder = isOwn ? own : Path.of(set);
    if (!folder.isAbsolute()) {
      throw new HookException(
          "your global "
              + HOOKS_PATH
              + " is '"
              + set
              + "', a different folder in each repository;"
              + " set it to one folder, or run weir install in each repository");
    }
    HookFolder hooks = new HookFolder(folder);
    List<String> done = new ArrayList<>();
    List<String> names = stages.stream().map(HookStage::gitName).toList();
    for (String name : isOwn ? FORWARDED : names) {
      HookStage stage = names.contains(name) ? HookStage.named(name) : null;
      String line = report(hooks.write(name, stage, isOwn, program), folder.resolve(name));
      if (stage != null) {
        done.add(line);
      }
    }
    record(GLOBAL, stages);
    if (set == null) {
      set("config", GLOBAL, HOOKS_PATH, own.toString());
      done.add("set " + HOOKS_PATH + " = " + own + " in your global configuration");
    }
    return done;
  }

  /** Removes what {@link #installForAll} wrote. */
  public List<String> uninstallForAll() throws IOException {
    String set = ask("config", GLOBAL, "--type=path", "--get", HOOKS_PATH);
    Path own = ownFolder();
    Path folder = set == null ? own : Path.of(set);
    List<String> done = remove(folder);
    boolean gone = !Files.isDirectory(own) || new HookFolder(own).deleteIfEmpty();
    if (set != null && own.equals(Path.of(set)) && gone) {
      set("config", GLOBAL, "--unset", HOOKS_PATH);
      done.add("unset " + HOOKS_PATH + " in your global configuration");
    }
    forget(GLOBAL);
    return done;
  }

  private static List<String> remove(Path folder) throws IOException {
    HookFolder hooks = new HookFolder(folder);
    List<String> done = new ArrayList<>();
    for (String name : FORWARDED) {
      HookFolder.Change change = hooks.remove(name);
      if (change != null) {
        done.add(report(change, folder.resolve(name)));
      }
    }
    return done;
  }

  private static String report(HookFolder.Change change, Path hook) {
    return switch (change) {
      case WRITTEN -> "wrote " + hook;
      case WRITTEN_BESIDE_A_FILE ->
          "wrote "
              + hook
              + "; weir did not write "
              + hook.getFileName()
              + HookScript.BEFORE
              + ", and the hook does not run it";
      case WRITTEN_BEFORE_ANOTHER ->
          "wrote "
              + hook
              + "; the hook that was there before is kept and runs first, as "
              + hook.getFileName()
              + HookScript.BEFORE;
      case RENEWED -> "updated " + hook;
      case UNCHANGED -> "nothing to do for " + hook;
      case REMOVED -> "removed " + hook;
      case RESTORED -> "removed weir from " + hook + " and restored what was there before";
    };
  }

  /**
   * Returns the folder from which git runs the repository's hooks.
   *
   * @throws HookException if that folder does not belong to the repository
   */
  public Path hooksFolder() {
    return repositoryFolder();
  }

  /**
   * Returns the path of a hook that runs before weir's, or the usual path if weir's is not there.
   * From then on, weir's runs what is at that path.
   */
  public static Path beforeOurs(Path hook) throws IOException {
    if (!isOurs(hook)) {
      return hook;
    }
    byte[] script = Files.readAllBytes(hook);
    if (!HookScript.runsBefore(script)) {
      Files.write(hook, HookScript.withBefore(script));
    }
    return hook.resolveSibling(hook.getFileName() + HookScript.BEFORE);
  }

  /** Returns true if weir wrote this hook, and nobody changed it. */
  public static boolean isOurs(Path hook) throws IOException {
    return Files.isRegularFile(hook, LinkOption.NOFOLLOW_LINKS)
        && HookScript.isOurs(Files.readAllBytes(hook));
  }

  private Path repositoryFolder() {
    Path set = folderThatIsSet();
    if (set == null) {
      return commonFolder();
    }
    if (isForAll()) {
      if (new HookFolder(set).isUsed() && set.equals(ownFolder())) {
        // weir's hooks there run those of the repository.
        return commonFolder();
      }
      throw new HookException(
          HOOKS_PATH
              + " is set to "
              + set
              + " for all repositories, so git would not run hooks written here",
          /* forAllHelps= */ true);
    }
    if (set.endsWith(Path.of(".husky", "_"))) {
      throw new HookException(
          "husky rewrites the hooks of this repository at each npm install; add the line"
              + " 'weir hook pre-commit' to .husky/pre-commit instead, and see docs/hooks.md");
    }
    return set;
  }

  /** Returns the folder that core.hooksPath names, or null. */
  private @Nullable Path folderThatIsSet() {
    String set = ask("config", "--type=path", "--get", HOOKS_PATH);
    return set == null || set.isEmpty() ? null : top().resolve(set).normalize();
  }

  private boolean isForAll() {
    String scope = ask("config", "--show-scope", "--get", HOOKS_PATH);
    return scope != null && !scope.startsWith("local") && !scope.startsWith("worktree");
  }

  private Path commonFolder() {
    return workingDirectory.resolve(repository("--git-common-dir")).normalize().resolve("hooks");
  }

  /** Returns the folder in which git runs hooks: the top of the work tree, or a bare repository. */
  private Path top() {
    return workingDirectory
        .resolve(repository(isBare() ? "--git-dir" : "--show-toplevel"))
        .normalize();
  }

  private boolean isBare() {
    return repository("--is-bare-repository").equals("true");
  }

  private String repository(String what) {
    String answer = ask("rev-parse", what);
    if (answer == null) {
      throw new HookException("not a git repository: " + workingDirectory);
    }
    return answer;
  }

  private Path ownFolder() {
    String set = variables.getOrDefault("XDG_CONFIG_HOME", "");
    if (!set.isEmpty()) {
      return Path.of(set, "weir", "hooks");
    }
    String home = variables.getOrDefault("HOME", "");
    if (home.isEmpty()) {
      throw new HookException("HOME is not set, so git has no configuration for all repositories");
    }
    return Path.of(home, ".config", "weir", "hooks");
  }

  /** Changes a setting. */
  private void set(String... words) {
    if (ask(words) == null) {
      throw new HookException("git " + String.join(" ", words) + " failed in " + workingDirectory);
    }
  }

  /** Returns git's output without its last line end, or null if git fails. */
  private @Nullable String ask(String... words) {
    try {
      GitProcess.Answer answer =
          GitProcess.ask(
              GitPolicy.USER_SETTINGS, List.of(words), new byte[0], workingDirectory, variables);
      return answer.code() == 0 ? answer.text().replaceFirst("\\R$", "") : null;
    } catch (IOException e) {
      throw new HookException(
          "cannot run git, which finds the folder of the hooks: " + e.getMessage());
    }
  }
}
