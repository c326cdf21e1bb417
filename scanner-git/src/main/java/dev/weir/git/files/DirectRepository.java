package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.file.RegularFile;
import dev.weir.core.text.Ascii;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A repository that can be read directly, without JGit: a folder {@code .git} in the work tree,
 * with nothing unusual in its configuration or in the environment. A hook reads such a repository
 * directly, because starting JGit takes longer than the rest of the hook. Anything unusual falls
 * back to JGit.
 */
public final class DirectRepository {
  private static final long MOST_BYTES = 1 << 30;

  /** Variables of which each moves a part of the repository elsewhere. */
  private static final String[] MOVING = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CEILING_DIRECTORIES"
  };

  private static final int NAME_LENGTH = 40;

  private final Path workTree;
  private final Path git;
  private final Path index;

  private DirectRepository(Path workTree, Path git, Path index) {
    this.workTree = workTree;
    this.git = git;
    this.index = index;
  }

  /**
   * Returns the repository that a folder belongs to, or null if there is none or it is unusual.
   *
   * @param environment the environment's variables
   */
  public static @Nullable DirectRepository of(Path folder, Map<String, String> environment) {
    for (String name : MOVING) {
      if (environment.get(name) != null) {
        return null;
      }
    }
    try {
      GitEnvironment places = GitEnvironment.of(folder, environment);
      Path workTree = places.top();
      if (workTree == null || !Files.isDirectory(folder)) {
        return null;
      }
      Path git = workTree.resolve(".git");
      Path named = places.index();
      Path index = named == null ? git.resolve("index") : named;
      DirectRepository found = new DirectRepository(workTree, git, index);
      return found.isWhole() && isUsual(text(git.resolve("config"))) ? found : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private boolean isWhole() {
    return Files.isDirectory(git.resolve("objects"))
        && Files.isDirectory(git.resolve("refs"))
        && Files.isRegularFile(index)
        && !Files.exists(git.resolve("commondir"))
        && !Files.exists(git.resolve("reftable"));
  }

  private static String text(Path file) throws IOException {
    return new String(RegularFile.read(file, MOST_BYTES), ISO_8859_1);
  }

  /** Returns false if a configuration could move a part of the repository, or is not understood. */
  private static boolean isUsual(String config) {
    String section = "";
    int at = 0;
    while (at < config.length()) {
      int end = config.indexOf('\n', at);
      String line = config.substring(at, end < 0 ? config.length() : end).strip();
      at = end < 0 ? config.length() : end + 1;
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
        continue;
      }
      if (line.charAt(line.length() - 1) == '\\') {
        return false;
      }
      if (line.charAt(0) == '[') {
        section = section(line);
        if (section.isEmpty() || section.startsWith("include") || section.equals("extensions")) {
          return false;
        }
      } else if (section.isEmpty() || (section.equals("core") && !isUsualInCore(line))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the name of the section that a line starts, or an empty text for any other line. */
  private static String section(String line) {
    if (line.charAt(line.length() - 1) != ']') {
      return "";
    }
    int end = 1;
    while (Ascii.isLetterOrDigit(line.charAt(end))
        || line.charAt(end) == '-'
        || line.charAt(end) == '.') {
      end++;
    }
    return line.substring(1, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isUsualInCore(String line) {
    int equals = line.indexOf('=');
    String name = (equals < 0 ? line : line.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    String value = equals < 0 ? "" : line.substring(equals + 1).strip();
    return switch (name) {
      case "bare" -> value.equals("false");
      case "repositoryformatversion" -> value.equals("0");
      case "worktree", "attributesfile" -> false;
      default -> true;
    };
  }

  public Path workTree() {
    return workTree;
  }

  /** Returns the folder {@code .git}. */
  public Path git() {
    return git;
  }

  public Path index() {
    return index;
  }

  public Path objects() {
    return git.resolve("objects");
  }

  /** The result of reading HEAD: the newest commit, or null before the first commit. */
  public record Head(@Nullable ObjectId commit) {}

  /** Returns the newest commit, or null if HEAD is not simply a commit or a branch. */
  public @Nullable Head head() throws IOException {
    String head = text(git.resolve("HEAD")).strip();
    if (!head.startsWith("ref:")) {
      ObjectId id = id(head);
      return id == null ? null : new Head(id);
    }
    String branch = head.substring("ref:".length()).strip();
    if (!branch.startsWith("refs/heads/") || branch.contains("..")) {
      return null;
    }
    Path loose = git.resolve(branch);
    if (Files.exists(loose)) {
      ObjectId id = id(text(loose).strip());
      return id == null ? null : new Head(id);
    }
    Path packed = git.resolve("packed-refs");
    return Files.exists(packed) ? inPacked(text(packed), branch) : new Head(null);
  }

  private static @Nullable Head inPacked(String packed, String branch) {
    int at = 0;
    while (at < packed.length()) {
      int end = packed.indexOf('\n', at);
      if (end < 0) {
        return null;
      }
      if (end - at == NAME_LENGTH + 1 + branch.length()
          && packed.charAt(at + NAME_LENGTH) == ' '
          && packed.startsWith(branch, at + NAME_LENGTH + 1)) {
        ObjectId id = id(packed.substring(at, at + NAME_LENGTH));
        return id == null ? null : new Head(id);
      }
      at = end + 1;
    }
    return new Head(null);
  }

  /** Returns the id for its name, or null if the name is not an id. */
  public static @Nullable ObjectId id(String name) {
    if (name.length() != NAME_LENGTH) {
      return null;
    }
    byte[] raw = new byte[NAME_LENGTH / 2];
    for (int i = 0; i < raw.length; i++) {
      int high = Ascii.hexValue(name.charAt(2 * i));
      int low = Ascii.hexValue(name.charAt(2 * i + 1));
      if (high < 0 || low < 0) {
        return null;
      }
      raw[i] = (byte) (high << 4 | low);
    }
    return ObjectId.fromRaw(raw);
  }
}
