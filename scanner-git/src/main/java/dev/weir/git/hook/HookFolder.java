package dev.weir.git.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Writes and removes hooks in a folder. Hooks that were there before are kept and restored. */
final class HookFolder {
  /** The suffix with which the program pre-commit keeps a hook that was there before its own. */
  private static final String MOVED_BY_PRE_COMMIT = ".legacy";

  private final Path folder;

  HookFolder(Path folder) {
    this.folder = folder;
  }

  /** What was done with one hook. */
  enum Change {
    WRITTEN,
    WRITTEN_BEFORE_ANOTHER,
    RENEWED,
    UNCHANGED,
    REMOVED,
    RESTORED
  }

  /**
   * Writes a hook. A hook that is already there is moved aside, and the script runs it.
   *
   * @throws HookException if a file that is not weir's would be overwritten
   */
  Change write(HookScript script, @Nullable String program) throws IOException {
    Files.createDirectories(folder);
    String text = script.text(program);
    Path ours = ours(script.name());
    if (ours != null) {
      if (Files.readString(ours).equals(text)) {
        return Change.UNCHANGED;
      }
      put(ours, text);
      return Change.RENEWED;
    }
    Path hook = folder.resolve(script.name());
    if (!Files.exists(hook, LinkOption.NOFOLLOW_LINKS)) {
      put(hook, text);
      return Change.WRITTEN;
    }
    Path before = before(script.name());
    if (Files.isDirectory(hook) || Files.exists(before, LinkOption.NOFOLLOW_LINKS)) {
      throw new HookException(
          hook
              + " was not written by weir, and "
              + (Files.isDirectory(hook) ? "is a folder" : before.getFileName() + " already exists")
              + ": move one of them away, or combine them; nothing was changed");
    }
    Files.move(hook, before);
    put(hook, text);
    return Change.WRITTEN_BEFORE_ANOTHER;
  }

  /** Removes weir's hook and restores the one before it; returns null if weir's is not there. */
  @Nullable Change remove(String name) throws IOException {
    Path ours = ours(name);
    if (ours == null) {
      return null;
    }
    Files.delete(ours);
    Path before = before(name);
    if (!Files.exists(before, LinkOption.NOFOLLOW_LINKS)) {
      return Change.REMOVED;
    }
    Path hook = folder.resolve(name);
    if (!ours.equals(hook) && Files.mismatch(hook, before) == -1) {
      // Its owner has already restored it, so keeping it would call it twice.
      Files.delete(before);
      return Change.REMOVED;
    }
    Files.move(before, ours);
    return Change.RESTORED;
  }

  /** Deletes the folder if it is empty, and returns true if it was. */
  boolean deleteIfEmpty() throws IOException {
    try (var files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        return false;
      }
    }
    Files.delete(folder);
    return true;
  }

  /** Returns true if the folder contains a hook of weir. */
  boolean isUsed() {
    try (var files = Files.list(folder)) {
      return files.anyMatch(HookFolder::isOurs);
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable Path ours(String name) {
    for (Path file :
        new Path[] {folder.resolve(name), folder.resolve(name + MOVED_BY_PRE_COMMIT)}) {
      if (isOurs(file)) {
        return file;
      }
    }
    return null;
  }

  private static boolean isOurs(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      return HookScript.isOurs(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path before(String name) {
    return folder.resolve(name + HookScript.BEFORE);
  }

  private static void put(Path hook, String text) throws IOException {
    Files.writeString(hook, text);
    if (hook.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
