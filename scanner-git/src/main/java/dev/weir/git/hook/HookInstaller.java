package dev.weir.git.hook;

import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes hooks that call weir, into a repository or for all repositories of a user. Where hooks lie
 * depends on includes, work trees and the user's settings, which git alone reads as git does.
 */
public final class HookInstaller {
  private static final String HOOKS_PATH = "core.hooksPath";

  /**
   * What git looks for in the folder that is set for all repositories. Left out are hooks whose
   * mere presence changes what git does (push-to-checkout, proc-receive), and those that would cost
   * a process at each change of a ref or of the index.
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
   * @param variables the environment's variables, of which {@code PATH} and {@code HOME} count
   */
  public HookInstaller(Path workingDirectory, Map<String, String> variables) {
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    this.variables = variables;
  }

  /**
   * Writes hooks into the repository.
   *
   * @param program the program's full path, or null if it is to be found on the path
   * @return what was done, a line each
   * @throws HookException if they cannot be written there; the message says what to do
   */
  public List<String> install(List<HookStage> stages, @Nullable String program) throws IOException {
    Path folder = repositoryFolder();
    HookFolder hooks = new HookFolder(folder);
    List<String> done = new ArrayList<>();
    for (HookStage stage : stages) {
      HookScript script = new HookScript(stage.gitName(), stage, false);
      done.add(said(hooks.write(script, program), folder.resolve(stage.gitName())));
    }
    return done;
  }

  /** Takes weir's hooks out of the repository, and returns what was done. */
  public List<String> uninstall() throws IOException {
    List<String> done = new ArrayList<>();
    Path set = folderThatIsSet();
    Path common = commonFolder();
    for (Path folder : set == null || isForAll() ? List.of(common) : List.of(common, set)) {
      done.addAll(remove(folder));
    }
    return done;
  }

  /**
   * Writes hooks for all repositories of the user. Hooks of a repository, which git leaves aside
   * from then on, are run by the hooks written here.
   */
  public List<String> installForAll(List<HookStage> stages, @Nullable String program)
      throws IOException {
    String set = ask("config", "--global", "--type=path", "--get", HOOKS_PATH);
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
      String said =
          said(hooks.write(new HookScript(name, stage, isOwn), program), folder.resolve(name));
      if (stage != null) {
        done.add(said);
      }
    }
    if (set == null) {
      set("config", "--global", HOOKS_PATH, own.toString());
      done.add("set " + HOOKS_PATH + " = " + own + " in your global configuration");
    }
    return done;
  }

  /** Takes out what {@link #installForAll} wrote. */
  public List<String> uninstallForAll() throws IOException {
    String set = ask("config", "--global", "--type=path", "--get", HOOKS_PATH);
    Path own = ownFolder();
    Path folder = set == null ? own : Path.of(set);
    List<String> done = remove(folder);
    boolean gone = !Files.isDirectory(own) || new HookFolder(own).deleteIfEmpty();
    if (set != null && own.equals(Path.of(set)) && gone) {
      set("config", "--global", "--unset", HOOKS_PATH);
      done.add("unset " + HOOKS_PATH + " in your global configuration");
    }
    return done;
  }

  private static List<String> remove(Path folder) throws IOException {
    HookFolder hooks = new HookFolder(folder);
    List<String> done = new ArrayList<>();
    for (String name : FORWARDED) {
      HookFolder.Change change = hooks.remove(name);
      if (change != null) {
        done.add(said(change, folder.resolve(name)));
      }
    }
    return done;
  }

  private static String said(HookFolder.Change change, Path hook) {
    return switch (change) {
      case WRITTEN -> "wrote " + hook;
      case WRITTEN_BEFORE_ANOTHER ->
          "wrote "
              + hook
              + "; the hook that was there runs first, kept as "
              + hook.getFileName()
              + HookScript.BEFORE;
      case RENEWED -> "renewed " + hook;
      case UNCHANGED -> "nothing to do for " + hook;
      case REMOVED -> "removed " + hook;
      case RESTORED -> "removed weir from " + hook + " and put back what was there before";
    };
  }

  /**
   * Returns the folder from which git runs the hooks of the repository.
   *
   * @throws HookException if there is none that is the repository's own
   */
  public Path hooksFolder() {
    return repositoryFolder();
  }

  /** Returns where a hook has to lie to run before weir's own, or its usual place without that. */
  public static Path beforeOurs(Path hook) throws IOException {
    boolean ours = Files.isRegularFile(hook) && HookScript.isOurs(Files.readAllBytes(hook));
    return ours ? hook.resolveSibling(hook.getFileName() + HookScript.BEFORE) : hook;
  }

  private Path repositoryFolder() {
    Path set = folderThatIsSet();
    if (set == null) {
      return commonFolder();
    }
    if (isForAll()) {
      if (new HookFolder(set).isUsed() && set.equals(ownFolder())) {
        // Our hooks there run those of the repository.
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
          "husky writes the hooks of this repository anew at each npm install; add the line"
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

  /** Returns where git runs hooks: the top of the work tree, or a bare repository. */
  private Path top() {
    boolean bare = repository("--is-bare-repository").equals("true");
    return workingDirectory.resolve(repository(bare ? "--git-dir" : "--show-toplevel")).normalize();
  }

  private String repository(String what) {
    String said = ask("rev-parse", what);
    if (said == null) {
      throw new HookException("not a git repository: " + workingDirectory);
    }
    return said;
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

  /** Returns what git prints, without its last line end, or null if it exits with another code. */
  private @Nullable String ask(String... words) {
    try {
      GitProcess.Answer answer =
          GitProcess.ask(
              GitPolicy.USER_SETTINGS, List.of(words), new byte[0], workingDirectory, variables);
      return answer.code() == 0 ? answer.text().replaceFirst("\\R$", "") : null;
    } catch (IOException e) {
      throw new HookException("cannot ask git, which knows where hooks lie: " + e.getMessage());
    }
  }
}
