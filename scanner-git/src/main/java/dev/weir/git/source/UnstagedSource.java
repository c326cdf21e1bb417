package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Binary;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that tracked files in the work tree have and the index does not. Clean filters
 * are not run: a file is read as it is, except that line ends are converted if git would convert
 * them.
 */
public final class UnstagedSource implements Source {
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private final GitRepository repository;
  private final PathScope scope;
  private final ChangeReading reading;
  private final Path workTree;
  private final boolean convertsLineEnds;
  private final Map<ObjectId, Path> filesById = new HashMap<>();

  /**
   * @param scope the paths to read
   * @param reading how files are read; it only skips paths in archives
   * @throws SourceException if the repository has no work tree
   */
  public UnstagedSource(GitRepository repository, PathScope scope, ChangeReading reading) {
    this.repository = repository;
    this.scope = scope;
    this.reading = reading;
    Path folder = repository.workTree();
    if (folder == null) {
      throw new SourceException("the repository has no work tree, so nothing was scanned");
    }
    this.workTree = folder;
    String autocrlf = repository.config().getString("core", null, "autocrlf");
    this.convertsLineEnds =
        autocrlf != null && (autocrlf.equalsIgnoreCase("true") || autocrlf.equals("input"));
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    try (Blobs blobs = new Blobs(repository)) {
      List<Change> changes = changes(sink);
      AddedLines.Contents contents =
          new AddedLines.Contents() {
            @Override
            public byte[] content(int mode, ObjectId id) throws IOException {
              Path file = filesById.get(id);
              return file == null ? blobs.content(mode, id) : read(file, mode);
            }

            @Override
            public long size(ObjectId id) throws IOException {
              Path file = filesById.get(id);
              return file == null ? blobs.size(id) : Files.size(file);
            }
          };
      new AddedLines(contents, new DiffAttributes(repository), true, reading)
          .push(changes, "work tree", () -> CommitInfo.UNCOMMITTED, sink);
    } catch (IOException e) {
      throw new SourceException(
          "cannot read the unstaged changes: " + GitFailure.reason(e) + ", so nothing was scanned",
          e);
    }
  }

  private List<Change> changes(Sink sink) throws IOException {
    DirCache index = repository.index();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      String path = entry.getPathString();
      if (!scope.contains(path) || entry.isSkipWorkTree() || entry.isAssumeValid()) {
        continue;
      }
      if (entry.getStage() != DirCacheEntry.STAGE_0) {
        if (entry.getStage() == DirCacheEntry.STAGE_2) {
          sink.unread(new Unread(path, "it is in conflict; resolve it and stage it"));
        }
        continue;
      }
      Change change = change(entry, path, sink);
      if (change != null) {
        changes.add(change);
      }
    }
    return changes;
  }

  private @Nullable Change change(DirCacheEntry entry, String path, Sink sink) {
    int oldMode = entry.isIntentToAdd() ? 0 : entry.getRawMode();
    if ((entry.getRawMode() & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK) {
      return null;
    }
    Path file = workTree.resolve(path);
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, NO_FOLLOW);
      if (!entry.isIntentToAdd() && isSurelyUnchanged(entry, found)) {
        return null;
      }
      if (!found.isRegularFile() && !found.isSymbolicLink()) {
        return new Change(path, oldMode, 0, entry.getObjectId(), ObjectId.zeroId());
      }
      int mode = found.isSymbolicLink() ? FileMode.TYPE_SYMLINK : entry.getRawMode();
      // Any id that no object has will do, because the content comes from the file.
      ObjectId id = workFileId(filesById.size() + 1);
      filesById.put(id, file);
      return new Change(path, oldMode, mode, entry.getObjectId(), id);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new Change(path, oldMode, 0, entry.getObjectId(), ObjectId.zeroId());
    } catch (IOException e) {
      sink.unread(new Unread(path, GitFailure.reason(e)));
      return null;
    }
  }

  private static ObjectId workFileId(int number) {
    return new ObjectId(-1, -1, -1, -1, number);
  }

  // A file modified in the same second as the index may have changed after it was staged.
  private static boolean isSurelyUnchanged(DirCacheEntry entry, BasicFileAttributes found) {
    Instant written = found.lastModifiedTime().toInstant();
    Instant known = entry.getLastModifiedInstant();
    return entry.getLength() == (int) found.size()
        && known.getEpochSecond() == written.getEpochSecond()
        && known.getNano() == written.getNano()
        && known.getNano() != 0
        && found.isRegularFile() == FileMode.REGULAR_FILE.equals(entry.getRawMode() & ~0111);
  }

  private byte[] read(Path file, int mode) throws IOException {
    if ((mode & FileMode.TYPE_MASK) == FileMode.TYPE_SYMLINK) {
      return Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = Files.readAllBytes(file);
    return convertsLineEnds ? withoutCarriageReturns(bytes) : bytes;
  }

  private static byte[] withoutCarriageReturns(byte[] bytes) {
    if (Binary.isBinary(bytes)) {
      return bytes;
    }
    byte[] out = new byte[bytes.length];
    int size = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\r' || i + 1 >= bytes.length || bytes[i + 1] != '\n') {
        out[size++] = bytes[i];
      }
    }
    return Arrays.copyOf(out, size);
  }
}
