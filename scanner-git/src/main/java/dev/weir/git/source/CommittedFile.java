package dev.weir.git.source;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.PathRules;
import dev.weir.core.source.Source;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Reads one file completely, as a commit has it. */
public final class CommittedFile implements Source {
  private final GitRepository repository;
  private final Change file;
  private final FileReading reading;

  private CommittedFile(GitRepository repository, Change file, FileReading reading) {
    this.repository = repository;
    this.file = file;
    this.reading = reading;
  }

  /**
   * Returns the file of a commit, or null if the commit has no such file.
   *
   * @param commit the full id of the commit
   * @param path the path from the top of the work tree
   * @param reading how files are read; it only skips paths in archives
   * @throws IOException if the commit or one of its trees cannot be read
   */
  public static @Nullable CommittedFile of(
      GitRepository repository, String commit, String path, FileReading reading)
      throws IOException {
    if (path.isEmpty()) {
      return null;
    }
    List<Change> found = GitFailure.guard(() -> at(repository, commit, path));
    return found.isEmpty() ? null : new CommittedFile(repository, found.get(0), reading);
  }

  private static List<Change> at(GitRepository repository, String commit, String path)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository.jgit());
        TreeWalk found =
            TreeWalk.forPath(
                walk.getObjectReader(), path, walk.parseCommit(repository.id(commit)).getTree())) {
      if (found == null || found.isSubtree()) {
        return List.of();
      }
      return List.of(
          new Change(
              path,
              FileMode.TYPE_MISSING,
              found.getRawMode(0),
              ObjectId.zeroId(),
              found.getObjectId(0)));
    }
  }

  /** Returns the id of the content. */
  public String content() {
    return repository.name(file.newId());
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    AddedLines.pushInParts(
        repository, List.of(file), "commit", ChangeReading.full(reading, PathRules.NONE), sink);
  }
}
