package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.files.DirectRepository;
import dev.weir.git.files.ObjectFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Reads the lines that the next commit would add: the index compared with the newest commit. */
public final class StagedSource implements Source {
  /** The most removed files and folders that are compared with new ones, as older versions. */
  static final int MOST_REMOVED = 100_000;

  /** The most removed folders in each other that are compared with new ones. */
  static final int DEEPEST_REMOVED = 1_000;

  private final GitRepository repository;
  private final PathScope scope;
  private final ChangeReading reading;

  /**
   * @param scope the paths to read
   * @param reading how files are read; it only skips paths in archives
   */
  public StagedSource(GitRepository repository, PathScope scope, ChangeReading reading) {
    this.repository = repository;
    this.scope = scope;
    this.reading = reading;
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    DirectRepository direct = repository.direct();
    if (direct != null && pushDirectly(direct, sink)) {
      return;
    }
    try (Blobs blobs = new Blobs(repository)) {
      List<Change> changes = GitFailure.guard(() -> changes(blobs.reader(), sink));
      push(changes, blobs, sink);
    } catch (IOException e) {
      throw new SourceException(
          "cannot read the staged changes: " + GitFailure.reason(e) + ", so nothing was scanned",
          e);
    }
  }

  /** Returns false if JGit is needed to find the staged changes; then nothing was pushed. */
  private boolean pushDirectly(DirectRepository direct, Sink sink) throws InterruptedException {
    boolean known = false;
    try (ObjectFiles objects = new ObjectFiles(direct.objects());
        DirectContents contents = new DirectContents(repository, objects)) {
      List<Change> changes = DirectStage.changes(direct, objects, scope);
      known = true;
      push(changes, contents, sink);
    } catch (IOException e) {
      // Nothing is pushed before all changes are known; after that only closing can fail.
      return known;
    }
    return true;
  }

  private void push(List<Change> changes, AddedLines.Contents contents, Sink sink)
      throws InterruptedException {
    new AddedLines(contents, new DiffAttributes(repository), true, reading)
        .push(changes, "index", () -> CommitInfo.UNCOMMITTED, sink);
  }

  private List<Change> changes(ObjectReader reader, Sink sink) throws IOException {
    Repository jgit = repository.jgit();
    DirCache index = repository.index();
    ObjectId head = jgit.resolve(Constants.HEAD + "^{tree}");
    List<Change> changes = new ArrayList<>();
    Set<String> conflicts = new HashSet<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(TreeChanges.iterator(reader, head));
      walk.addTree(new DirCacheIterator(index));
      walk.setRecursive(true);
      walk.setFilter(AndTreeFilter.create(new RemovedLimit(), TreeFilter.ANY_DIFF));
      while (walk.next()) {
        String path = TreeChanges.path(walk);
        if (!scope.contains(path)) {
          continue;
        }
        DirCacheIterator staged = walk.getTree(1, DirCacheIterator.class);
        DirCacheEntry entry = staged == null ? null : staged.getDirCacheEntry();
        if (entry != null && entry.getStage() != DirCacheEntry.STAGE_0) {
          // A conflict has up to three entries, one for each side.
          if (conflicts.add(path)) {
            sink.unread(new Unread(path, "it is in conflict; resolve it and stage it"));
          }
          continue;
        }
        boolean none = entry == null || entry.isIntentToAdd();
        if (none && walk.getRawMode(0) == 0) {
          continue;
        }
        changes.add(
            new Change(
                path,
                walk.getRawMode(0),
                none ? 0 : walk.getRawMode(1),
                walk.getObjectId(0),
                none ? ObjectId.zeroId() : walk.getObjectId(1)));
      }
    }
    return changes;
  }

  /** Skips removed files when there are too many. */
  private static final class RemovedLimit extends TreeFilter {
    private int removed;

    @Override
    public boolean include(TreeWalk walk) {
      return walk.getRawMode(1) != 0
          || (++removed <= MOST_REMOVED && walk.getDepth() <= DEEPEST_REMOVED);
    }

    @Override
    public boolean shouldBeRecursive() {
      return false;
    }

    @Override
    public TreeFilter clone() {
      return this;
    }
  }
}
