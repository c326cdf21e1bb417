package dev.weir.git.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes and removes hooks in a folder. Hooks that were there before are kept and restored. */
final class HookFolder {
  /** The suffix with which the program pre-commit keeps a hook that was there before its own. */
  private static final String MOVED_BY_PRE_COMMIT = ".legacy";

  private final Path folder;

  HookFolder(Path folder) {
    this.folder = folder;
  }

  /** The possible changes of one hook. */
  enum Change {
    WRITTEN,
    /** There is also a file with the name of a hook that weir moved aside, and it is not run. */
    WRITTEN_BESIDE_A_FILE,
    WRITTEN_BEFORE_ANOTHER,
    RENEWED,
    UNCHANGED,
    REMOVED,
    RESTORED
  }

  /**
   * Writes a hook. A hook that is already there is moved aside, and the script runs it.
   *
   * @param stage the hook that weir runs, or null if weir has nothing to do there
   * @param runsOwn true if the script also runs the repository's own hook
   * @throws HookException if a file that is not weir's would be overwritten
   */
  Change write(String name, @Nullable HookStage stage, boolean runsOwn, HookProgram program)
      throws IOException {
    Files.createDirectories(folder);
    Path ours = ours(name);
    if (ours != null) {
      boolean before = HookScript.runsBefore(Files.readAllBytes(ours));
      byte[] script = new HookScript(name, stage, runsOwn, before).bytes(program);
      if (Arrays.equals(Files.readAllBytes(ours), script)) {
        return Change.UNCHANGED;
      }
      put(ours, script);
      return Change.RENEWED;
    }
    Path hook = folder.resolve(name);
    Path before = before(name);
    boolean isBeforeThere = Files.exists(before, LinkOption.NOFOLLOW_LINKS);
    if (!Files.exists(hook, LinkOption.NOFOLLOW_LINKS)) {
      put(hook, new HookScript(name, stage, runsOwn, false).bytes(program));
      return isBeforeThere ? Change.WRITTEN_BESIDE_A_FILE : Change.WRITTEN;
    }
    if (Files.isDirectory(hook) || isBeforeThere) {
      throw new HookException(
          hook
              + " was not written by weir, or was changed since, and "
              + (Files.isDirectory(hook) ? "is a folder" : before.getFileName() + " already exists")
              + ": move one of them away, or combine them; nothing was changed");
    }
    Files.move(hook, before);
    put(hook, new HookScript(name, stage, runsOwn, true).bytes(program));
    return Change.WRITTEN_BEFORE_ANOTHER;
  }

  /** Removes weir's hook and restores the one before it; returns null if weir's is not there. */
  @Nullable Change remove(String name) throws IOException {
    Path ours = ours(name);
    if (ours == null) {
      return null;
    }
    boolean runsBefore = HookScript.runsBefore(Files.readAllBytes(ours));
    Files.delete(ours);
    Path before = before(name);
    if (!runsBefore || !Files.exists(before, LinkOption.NOFOLLOW_LINKS)) {
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

  /** Returns the program that wrote a hook and would write it again, or null. */
  @Nullable HookManager writer(String name) throws IOException {
    Path hook = folder.resolve(name);
    if (!Files.isRegularFile(hook) || ours(name) != null) {
      return null;
    }
    String text = Files.readString(hook, ISO_8859_1);
    for (HookManager manager : HookManager.values()) {
      if (manager.wrote(text)) {
        return manager;
      }
    }
    return null;
  }

  /** Returns true if a hook is weir's, or a hook of someone else that names weir. */
  boolean runsWeir(String name) throws IOException {
    Path hook = folder.resolve(name);
    return ours(name) != null
        || (Files.isRegularFile(hook) && Files.readString(hook, ISO_8859_1).contains("weir"));
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
    try {
      return HookInstaller.isOurs(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path before(String name) {
    return folder.resolve(name + HookScript.BEFORE);
  }

  private static void put(Path hook, byte[] script) throws IOException {
    Files.write(hook, script);
    if (hook.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
