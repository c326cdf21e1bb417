package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weir.core.file.FailureWords;
import dev.weir.git.hook.HookException;
import dev.weir.git.hook.HookInstaller;
import dev.weir.git.hook.HookProgram;
import dev.weir.git.hook.PathLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes hooks into a repository or a template folder, for {@code --install}. */
final class HookWriter {
  private static final List<String> HOOKS =
      List.of("commit-msg", "pre-commit", "prepare-commit-msg");

  /**
   * This hook is only written if there is none yet: git-secrets has no such hook, but the user may
   * have one.
   */
  private static final String OWN = "pre-push";

  private static final String MARK = "# git-secrets hook, written by weir";
  private static final String PROGRAM = "git-secrets";

  private final UserGit git;
  private final Caller caller;

  HookWriter(UserGit git, Caller caller) {
    this.git = git;
    this.caller = caller;
  }

  /**
   * A folder for hooks.
   *
   * @param folder the folder
   * @param shown the folder, as messages show it
   */
  private record Place(Path folder, String shown) {}

  /**
   * Writes the hooks.
   *
   * @param directory a repository, a template folder, or empty for this repository
   * @param force true to overwrite hooks
   */
  void write(String directory, boolean force) {
    try {
      Place place = directory.isEmpty() ? here() : there(directory);
      Files.createDirectories(place.folder());
      Map<String, Path> files = new LinkedHashMap<>();
      for (String hook : HOOKS) {
        files.put(hook, file(place, hook));
      }
      for (Path file : files.values()) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !force) {
          throw new GitSecretsException(shown(place, file) + " already exists. Use -f to force", 1);
        }
      }
      files.put(OWN, file(place, OWN));
      for (Map.Entry<String, Path> entry : files.entrySet()) {
        write(place, entry.getKey(), entry.getValue());
      }
    } catch (HookException e) {
      throw new GitSecretsException(String.valueOf(e.getMessage()), 1);
    } catch (IOException e) {
      throw new GitSecretsException("Could not write hooks: " + FailureWords.withFile(e), 1);
    }
  }

  private Place here() {
    UserGit.Answer own = git.ask("rev-parse", "--git-dir");
    if (own.code() != 0) {
      throw new GitSecretsException(own.errors().strip() + "\nNot in a Git repository", 1);
    }
    return ofRepository(caller.folder(), Bytes.text(own.line()));
  }

  private Place there(String directory) {
    Path folder = caller.folder().resolve(directory);
    String name = directory.replaceFirst("(.)/+$", "$1");
    if (Files.exists(folder.resolve(".git"))) {
      return ofRepository(folder, name + "/.git");
    }
    return new Place(folder.resolve("hooks"), name + "/hooks");
  }

  /**
   * Returns the hooks folder that git uses: linked work trees share one, core.hooksPath may set it.
   */
  private Place ofRepository(Path folder, String gitDir) {
    Path hooks = new HookInstaller(folder, caller.variables()).hooksFolder();
    boolean isUsual = hooks.equals(folder.toAbsolutePath().resolve(gitDir + "/hooks").normalize());
    boolean isUsualHere =
        hooks.equals(caller.folder().toAbsolutePath().resolve(gitDir + "/hooks").normalize());
    return new Place(hooks, isUsual || isUsualHere ? gitDir + "/hooks" : hooks.toString());
  }

  /**
   * Returns the file to write: in the folder {@code HOOK.d} if there is one, or the file that
   * weir's own hook calls first, or the hook itself.
   */
  private static Path file(Place place, String hook) throws IOException {
    Path folder = place.folder().resolve(hook + ".d");
    Path file = place.folder().resolve(hook);
    return Files.isDirectory(folder) ? folder.resolve(PROGRAM) : HookInstaller.beforeOurs(file);
  }

  private static String shown(Place place, Path file) {
    return place.shown() + "/" + place.folder().relativize(file);
  }

  private void write(Place place, String hook, Path file) throws IOException {
    String shown = shown(place, file);
    if (hook.equals(OWN) && Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOurs(file, hook)) {
      caller.printError(
          shown
              + " was not written by weir and was left unchanged; git secrets will not scan what"
              + " you push");
      return;
    }
    // A link is replaced, not followed: other repositories may use its target.
    Files.deleteIfExists(file);
    Files.writeString(file, script(hook));
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (caller.outIsTerminal()) {
      boolean plain = !caller.variable("NO_COLOR").isEmpty();
      caller.out().print(plain ? "✓ " : "\u001b[32m✓\u001b[0m ");
    }
    caller.out().print("Installed " + hook + " hook to " + shown + "\n");
  }

  /** Returns true if weir wrote the file, perhaps for a program in another place. */
  private boolean isOurs(Path file, String hook) throws IOException {
    return withoutPlaces(new String(Files.readAllBytes(file), UTF_8))
        .equals(withoutPlaces(script(hook)));
  }

  private static String withoutPlaces(String script) {
    return script.replaceAll("(?m)^(program|WEIR_JAVA)='.*'$", "$1");
  }

  private String script(String hook) {
    HookProgram program = requireNonNull(caller.program());
    String command = "--" + hook.replace('-', '_') + "_hook -- \"$@\"";
    List<String> lines = program.lines("program", "git-secrets " + command, "");
    return """
        #!/bin/sh
        %s; 'git secrets --install -f' rewrites it.
        %s
        %s
        if ! { [ -f "$program" ] && [ -x "$program" ]; }; then
          program=$(command -v weir) || program=$(command -v git-secrets) || {
            echo '%s: weir is neither at its installed place nor on the PATH: nothing was scanned.' >&2
            exit 1
          }
        fi
        case ${program##*/} in
          git-secrets) exec "$program" %s ;;
          *) exec "$program" git-secrets %s ;;
        esac
        """
        .formatted(
            MARK,
            String.join("\n", PathLines.ALL),
            String.join("\n", lines),
            hook,
            command,
            command);
  }
}
