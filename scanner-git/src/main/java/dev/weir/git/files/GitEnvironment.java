package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places that variables of git's environment name, as absolute paths. No other code of weir
 * resolves these variables.
 *
 * <p>git changes to the top of the work tree before it resolves relative paths, and it runs hooks
 * there. A hook may have changed to a subfolder before it starts weir, so relative paths are never
 * simply relative to the working directory.
 */
public final class GitEnvironment {
  /** How a file in place of a git folder starts, and the most bytes of it to read. */
  private static final String LINK = "gitdir:";

  private static final int MOST_NAMED = 1 << 16;

  private static final String GIT_DIR = "GIT_DIR";
  private static final String WORK_TREE = "GIT_WORK_TREE";
  private static final String COMMON_DIR = "GIT_COMMON_DIR";
  private static final String INDEX = "GIT_INDEX_FILE";
  private static final String OBJECTS = "GIT_OBJECT_DIRECTORY";
  private static final String ALTERNATES = "GIT_ALTERNATE_OBJECT_DIRECTORIES";
  private static final String CEILINGS = "GIT_CEILING_DIRECTORIES";

  /** Variables of which each holds one path. */
  private static final String[] PATHS = {
    GIT_DIR,
    WORK_TREE,
    COMMON_DIR,
    INDEX,
    OBJECTS,
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE"
  };

  private final Map<String, String> given;
  private final Path base;
  private final Path other;
  private final @Nullable Path workTree;
  private final @Nullable Path top;

  /**
   * @param base the folder from which git resolves relative paths
   * @param other the folder from which to resolve what is not there
   * @param workTree the work tree that the variables name, or null
   */
  private GitEnvironment(
      Map<String, String> given,
      Path base,
      Path other,
      @Nullable Path workTree,
      @Nullable Path top) {
    this.given = given;
    this.base = base;
    this.other = other;
    this.workTree = workTree;
    this.top = top;
  }

  /**
   * Returns the places for a command that runs in a folder.
   *
   * @param variables the environment's variables
   */
  public static GitEnvironment of(Path folder, Map<String, String> variables) {
    Path here = real(folder);
    String gitDir = variables.getOrDefault(GIT_DIR, "");
    String workTree = variables.getOrDefault(WORK_TREE, "");
    boolean isRelative = !gitDir.isEmpty() && !isAbsolute(gitDir);
    Path top = isRelative ? folderOf(gitDir, here) : top(here);
    Path base = top == null || isAbsolute(gitDir) ? here : top;
    Path named = null;
    if (!workTree.isEmpty()) {
      named = (isRelative ? base : here).resolve(workTree).normalize();
      base = here.startsWith(named) ? named : base;
      top = named;
    }
    // git takes the current folder for the top if GIT_DIR is set; a hook may have left the top.
    Path other = isAbsolute(gitDir) && top != null ? top : base;
    return new GitEnvironment(variables, base, other, named, top);
  }

  /**
   * Returns the folder that contains {@code .git} or is a bare repository: the nearest one, from
   * this folder upwards. Null if there is none.
   */
  public static @Nullable Path top(Path folder) {
    for (Path at = real(folder); at != null; at = at.getParent()) {
      boolean isGit = at.endsWith(".git");
      if (Files.exists(at.resolve(".git")) || (!isGit && isRepository(at))) {
        return at;
      }
    }
    return null;
  }

  /**
   * Returns a file whose name git passes to a hook, relative to the top of the work tree.
   *
   * @param folder the folder in which the hook stands
   */
  public static Path fileOfGit(String name, Path folder, Map<String, String> variables) {
    Path file = folder.resolve(name);
    Path top = Files.exists(file) ? null : of(folder, variables).top();
    return top == null ? file : top.resolve(name);
  }

  private static boolean isRepository(Path folder) {
    return Files.exists(folder.resolve("HEAD"))
        && (Files.isDirectory(folder.resolve("objects"))
            || Files.exists(folder.resolve("commondir")));
  }

  /** Returns the folder, from this one upwards, in which a relative name is a git folder. */
  private static Path folderOf(String gitDir, Path here) {
    for (Path at = here; at != null; at = at.getParent()) {
      Path named = at.resolve(gitDir);
      if (isRepository(named) || Files.isRegularFile(named)) {
        return at;
      }
    }
    return here;
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  private static boolean isAbsolute(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Path existing(String value) {
    Path first = base.resolve(value);
    Path second = other.resolve(value);
    return Files.exists(first) || !Files.exists(second) ? first : second;
  }

  /** Returns all variables, with absolute paths in those that name places for git. */
  public Map<String, String> variables() {
    Map<String, String> all = new HashMap<>(given);
    for (String name : PATHS) {
      Path path = path(name);
      if (path != null) {
        all.put(name, path.toString());
      }
    }
    List<Path> alternates = alternates();
    if (!alternates.isEmpty()) {
      StringBuilder text = new StringBuilder();
      for (Path entry : alternates) {
        text.append(text.length() == 0 ? "" : File.pathSeparator).append(quoted(entry.toString()));
      }
      all.put(ALTERNATES, text.toString());
    }
    return all;
  }

  /** Returns the top of the work tree, or a bare repository; null if there is no repository. */
  public @Nullable Path top() {
    return top;
  }

  private @Nullable Path path(String name) {
    String value = given.getOrDefault(name, "");
    if (value.isEmpty()) {
      return null;
    }
    return name.equals(WORK_TREE) ? workTree : existing(value);
  }

  /** Returns the git folder, also if the variable names a file that names the folder. */
  public @Nullable Path gitDir() {
    Path named = path(GIT_DIR);
    if (named == null || !Files.isRegularFile(named)) {
      return named;
    }
    try (InputStream in = Files.newInputStream(named)) {
      String text = new String(in.readNBytes(MOST_NAMED), UTF_8).strip();
      return text.startsWith(LINK)
          ? named.resolveSibling(text.substring(LINK.length()).strip())
          : named;
    } catch (IOException e) {
      return named;
    }
  }

  public @Nullable Path workTree() {
    return path(WORK_TREE);
  }

  public @Nullable Path commonDir() {
    return path(COMMON_DIR);
  }

  public @Nullable Path index() {
    return path(INDEX);
  }

  public @Nullable Path objects() {
    return path(OBJECTS);
  }

  /** Returns the folders of further objects. */
  public List<Path> alternates() {
    List<Path> folders = new ArrayList<>();
    for (String entry : entries(given.getOrDefault(ALTERNATES, ""))) {
      folders.add(existing(entry));
    }
    return folders;
  }

  /** Returns the folders above which git looks for no repository. */
  public List<Path> ceilings() {
    List<Path> folders = new ArrayList<>();
    for (String entry : given.getOrDefault(CEILINGS, "").split(File.pathSeparator, -1)) {
      // git ignores relative ones.
      if (isAbsolute(entry)) {
        folders.add(Path.of(entry));
      }
    }
    return folders;
  }

  /** Splits a list of paths. An entry that starts with a quote is quoted like a string in C. */
  private static List<String> entries(String list) {
    List<String> entries = new ArrayList<>();
    int at = 0;
    while (at < list.length()) {
      ByteArrayOutputStream unquoted = new ByteArrayOutputStream();
      int end = list.charAt(at) == '"' ? unquote(list, at, unquoted) : -1;
      String entry = unquoted.toString(UTF_8);
      if (end < 0) {
        int separator = list.indexOf(File.pathSeparatorChar, at);
        end = separator < 0 ? list.length() : separator;
        entry = list.substring(at, end);
      }
      if (!entry.isEmpty()) {
        entries.add(entry);
      }
      at = end + 1;
    }
    return entries;
  }

  /** Returns a line of git's that may be quoted like a string in C, without its quotes. */
  static String unquoted(String line) {
    ByteArrayOutputStream unquoted = new ByteArrayOutputStream();
    int end = line.startsWith("\"") ? unquote(line, 0, unquoted) : -1;
    return end == line.length() ? unquoted.toString(UTF_8) : line;
  }

  /**
   * Reads a quoted entry and returns the position behind it, or -1 if it is not correctly quoted:
   * then git takes it as it is.
   */
  private static int unquote(String list, int start, ByteArrayOutputStream to) {
    int i = start + 1;
    while (i < list.length() && list.charAt(i) != '"') {
      int c = list.codePointAt(i);
      i += Character.charCount(c);
      if (c != '\\') {
        to.writeBytes(Character.toString(c).getBytes(UTF_8));
        continue;
      }
      int escape = i < list.length() ? "abfnrtv\\\"".indexOf(list.charAt(i)) : -1;
      if (escape >= 0) {
        to.write("\007\b\f\n\r\t\013\\\"".charAt(escape));
        i++;
      } else if (i + 3 <= list.length() && list.substring(i, i + 3).matches("[0-3][0-7]{2}")) {
        to.write(Integer.parseInt(list.substring(i, i + 3), 8));
        i += 3;
      } else {
        return -1;
      }
    }
    int end = i + 1;
    boolean isWhole =
        i < list.length() && (end == list.length() || list.charAt(end) == File.pathSeparatorChar);
    return isWhole ? end : -1;
  }

  private static String quoted(String path) {
    if (path.indexOf(File.pathSeparatorChar) < 0 && path.charAt(0) != '"') {
      return path;
    }
    return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
