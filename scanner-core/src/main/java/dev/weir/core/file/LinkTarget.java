package dev.weir.core.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resolves the links in a path as it is written: what a relative link points to is relative to
 * where the path is, so the result stays relative unless a link is absolute. This is what gitleaks
 * shows.
 */
public final class LinkTarget {
  private static final int MOST_LINKS = 255;

  private final Path base;
  private final Deque<String> rest = new ArrayDeque<>();
  private String resolved;

  private LinkTarget(Path base, String path) {
    this.base = base;
    this.resolved = path.startsWith("/") ? "/" : "";
    push(path);
  }

  /**
   * Returns a path without links that leads to the same file.
   *
   * @param base the folder that the path is relative to
   * @throws IOException if a part of the path does not exist, or links lead in a circle
   */
  public static String of(Path base, String path) throws IOException {
    return new LinkTarget(base, path).resolve();
  }

  private String resolve() throws IOException {
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.pop();
      if (name.equals("..")) {
        up();
        continue;
      }
      String next = join(name);
      Path file = base.resolve(next);
      if (!Files.isSymbolicLink(file)) {
        file.getFileSystem().provider().checkAccess(file);
        resolved = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new FileSystemLoopException(next);
      }
      String target = Files.readSymbolicLink(file).toString();
      if (target.startsWith("/")) {
        resolved = "/";
      }
      push(target);
    }
    return resolved.isEmpty() ? "." : resolved;
  }

  private void push(String path) {
    String[] names = path.split("/", -1);
    for (int i = names.length - 1; i >= 0; i--) {
      if (!names[i].isEmpty() && !names[i].equals(".")) {
        rest.push(names[i]);
      }
    }
  }

  private String join(String name) {
    return resolved.isEmpty() || resolved.endsWith("/") ? resolved + name : resolved + "/" + name;
  }

  private void up() {
    if (resolved.isEmpty() || resolved.equals("..") || resolved.endsWith("/..")) {
      resolved = join("..");
    } else if (!resolved.equals("/")) {
      int slash = resolved.lastIndexOf('/');
      resolved = slash < 0 ? "" : resolved.substring(0, Math.max(slash, 1));
    }
  }
}
