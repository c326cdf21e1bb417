package dev.weir.git.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Programs that write the hooks of a repository from a configuration in it, each time that the
 * configuration changes or the project is built. They move hooks of others aside or delete them, so
 * weir must be called by their configuration.
 */
public enum HookManager {
  LEFTHOOK(
      "lefthook",
      "lefthook",
      "lefthook install",
      "lefthook.yml lefthook.yaml lefthook.toml lefthook.json lefthook.jsonc"
          + " .lefthook.yml .lefthook.yaml .lefthook.toml .lefthook.json"
          + " .lefthook.jsonc .config/lefthook.yml .config/lefthook.yaml"
          + " .config/lefthook.toml .config/lefthook.json .config/lefthook.jsonc"
          + " lefthook-local.yml lefthook-local.yaml .lefthook-local.yml"
          + " .lefthook-local.yaml"),
  SIMPLE_GIT_HOOKS(
      "simple-git-hooks",
      "simple_git_hooks",
      "npx simple-git-hooks",
      ".simple-git-hooks.js .simple-git-hooks.cjs .simple-git-hooks.mjs"
          + " .simple-git-hooks.json simple-git-hooks.js simple-git-hooks.cjs"
          + " simple-git-hooks.mjs simple-git-hooks.json"),
  HUSKY("husky", "husky", "", ".husky"),
  YORKIE("yorkie", "yorkie", "node node_modules/yorkie/bin/install.js", ""),
  OVERCOMMIT("overcommit", "overcommit", "", ".overcommit.yml");

  private static final String PACKAGE = "package.json";

  private final String programName;
  private final String mark;
  private final String apply;
  private final String files;

  /**
   * @param mark a text that occurs in the hooks that the manager writes, in lower case
   * @param apply the command that writes the hooks again, or empty
   * @param files the files and folders that may hold the configuration, with blanks between
   */
  HookManager(String programName, String mark, String apply, String files) {
    this.programName = programName;
    this.mark = mark;
    this.apply = apply;
    this.files = files;
  }

  public String programName() {
    return programName;
  }

  /**
   * The configuration of a manager in a repository.
   *
   * @param name the path of the first file, relative to the top of the work tree; empty if it is
   *     not known
   * @param text the text of all files
   */
  public record Configuration(HookManager manager, String name, String text) {
    /** Returns true if the configuration runs weir in a hook, or gitleaks before a commit. */
    public boolean runs(HookStage stage) {
      String scanners = stage == HookStage.PRE_COMMIT ? "(?:weir|gitleaks)" : "weir";
      String pattern =
          manager == HUSKY
              ? "^\\.husky/" + stage.gitName() + ":.*\\b" + scanners + "\\b"
              : "\\bweir\\b.*\\b"
                  + stage.gitName()
                  + "\\b"
                  + (stage == HookStage.PRE_COMMIT ? "|\\bgitleaks\\b" : "");
      return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).find();
    }

    /** Returns what to do so that these hooks run weir. */
    String advice(List<HookStage> stages) {
      StringBuilder advice = new StringBuilder(manager.programName);
      advice
          .append(" writes the hooks of this repository from ")
          .append(name.isEmpty() ? "its configuration" : name)
          .append(", so weir's would be lost; nothing was changed. Add weir there:");
      for (HookStage stage : stages) {
        advice.append(manager == HUSKY ? "\n.husky/" + stage.gitName() + ": " : "\n");
        advice.append(linesFor(stage));
      }
      return advice.append(manager.apply.isEmpty() ? "" : "\nand run: " + manager.apply).toString();
    }

    private String linesFor(HookStage stage) {
      String hook = stage.gitName();
      String words = words(stage, "\"$1\"", "\"$@\"");
      return switch (manager) {
        case LEFTHOOK ->
            hook
                + ":\n  jobs:\n    - name: weir\n      run: weir hook "
                + (hook + " " + words(stage, "{1}", "{1} {2}")).strip()
                + (stage.readsInput() ? "\n      use_stdin: true" : "");
        case SIMPLE_GIT_HOOKS, YORKIE ->
            "\""
                + hook
                + "\": \"weir hook "
                + (hook + " " + words).strip().replace("\"", "\\\"")
                + "\"";
        case HUSKY -> "weir hook " + (hook + " " + words).strip();
        case OVERCOMMIT -> "command: ['weir', 'hook', '" + hook + "']";
      };
    }

    private static String words(HookStage stage, String one, String all) {
      return switch (stage) {
        case COMMIT_MSG -> one;
        case PRE_PUSH, UPDATE -> all;
        default -> "";
      };
    }
  }

  /** Returns true if the manager wrote this hook. */
  public boolean wrote(String hook) {
    return hook.lines()
        .filter(HookManager::isCode)
        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(mark));
  }

  /**
   * Returns the manager's configuration, or null if there is none.
   *
   * @param top the top of a work tree
   */
  public @Nullable Configuration configuration(Path top) throws IOException {
    List<String> found = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String name : files.isEmpty() ? new String[0] : files.split(" ")) {
      Path file = top.resolve(name);
      if (Files.isDirectory(file)) {
        found.add(name);
        addFolder(file, name, text);
      } else if (Files.isRegularFile(file)) {
        found.add(name);
        read(file)
            .lines()
            .filter(HookManager::isCode)
            .forEach(line -> text.append(line).append('\n'));
      }
    }
    Path json = top.resolve(PACKAGE);
    if (this != LEFTHOOK && this != OVERCOMMIT && Files.isRegularFile(json)) {
      String written = read(json);
      if (written.contains("\"" + programName + "\"")) {
        found.add(PACKAGE);
        text.append(written);
      }
    }
    return found.isEmpty() ? null : new Configuration(this, found.get(0), text.toString());
  }

  /** Adds each line of the scripts in a folder, after the name of its script. */
  private static void addFolder(Path folder, String name, StringBuilder text) throws IOException {
    for (HookStage stage : HookStage.values()) {
      Path script = folder.resolve(stage.gitName());
      if (Files.isRegularFile(script)) {
        read(script)
            .lines()
            .filter(HookManager::isCode)
            .forEach(
                line -> text.append(name + "/" + stage.gitName() + ":").append(line).append('\n'));
      }
    }
  }

  private static boolean isCode(String line) {
    return !line.strip().startsWith("#");
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), ISO_8859_1);
  }
}
