package dev.weir.git.files;

import dev.weir.core.file.FailureWords;
import dev.weir.core.file.RegularFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Checks that git's files are regular files, because JGit waits forever for a pipe and reads a
 * device until the memory is full.
 */
public final class GitFolderCheck {
  private static final long MOST_BYTES = 1L << 30;

  /** The files that JGit or weir reads as a whole. */
  private static final String[] FILES = {
    "HEAD",
    "config",
    "config.worktree",
    "packed-refs",
    "index",
    "shallow",
    "commondir",
    "gitdir",
    "info/attributes",
    "info/grafts",
    "objects/info/alternates",
    "objects/info/commit-graph",
    "objects/pack/multi-pack-index",
  };

  private GitFolderCheck() {}

  /**
   * Checks a git folder.
   *
   * @throws IOException if one of git's files is a pipe, a device or too large; the message names
   *     it
   */
  public static void check(File git) throws IOException {
    Path folder = git.toPath();
    for (String name : FILES) {
      check(folder.resolve(name), MOST_BYTES);
    }
    checkAll(folder.resolve("refs"));
    // A pack is read in pieces, so it can have any size.
    checkEach(folder.resolve("objects/pack"));
  }

  /**
   * Checks the git folder that a folder belongs to, and what looks like one in the folders above.
   *
   * @throws IOException as {@link #check(File)}
   */
  public static void checkAbove(File folder) throws IOException {
    for (File at = folder.getAbsoluteFile(); at != null; at = at.getParentFile()) {
      for (File git : new File[] {new File(at, ".git"), at}) {
        if (new File(git, "objects").exists() && new File(git, "refs").exists()) {
          check(git);
        }
      }
    }
  }

  /**
   * Checks a git folder and the one that it shares with other work trees.
   *
   * @throws IOException as {@link #check(File)}
   */
  public static void checkBoth(File git) throws IOException {
    check(git);
    File shared = new File(git, "commondir");
    if (shared.isFile()) {
      check(git.toPath().resolve(Files.readString(shared.toPath()).strip()).toFile());
    }
  }

  private static void check(Path file, long most) throws IOException {
    try {
      RegularFile.check(file, most);
    } catch (NoSuchFileException e) {
      // Not every repository has every file.
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + FailureWords.of(e), e);
    }
  }

  private static void checkEach(Path folder) throws IOException {
    File[] files = folder.toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      if (!file.isFile() && !file.isDirectory() && file.exists()) {
        throw new IOException(file + " cannot be read: not a regular file");
      }
    }
  }

  private static void checkAll(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isRegularFile()) {
              check(file, MOST_BYTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // JGit reports it.
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
