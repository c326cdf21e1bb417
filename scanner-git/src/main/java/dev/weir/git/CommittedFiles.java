package dev.weir.git;

import dev.weir.core.source.SourceException;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Reads the files of one revision, regardless of what is checked out. */
public final class CommittedFiles {
  private final GitRepository repository;
  private final ObjectId tree;

  /**
   * @param revision a commit, tag or branch, in git's syntax
   * @throws SourceException if there is no such revision
   */
  public CommittedFiles(GitRepository repository, String revision) {
    this.repository = repository;
    try {
      ObjectId found = Revisions.resolve(repository, revision + "^{tree}");
      if (found == null) {
        throw new SourceException("unknown revision " + revision);
      }
      tree = found;
    } catch (IOException | IllegalArgumentException e) {
      throw new SourceException("cannot read revision " + revision, e);
    }
  }

  private CommittedFiles(GitRepository repository, ObjectId tree) {
    this.repository = repository;
    this.tree = tree;
  }

  /**
   * Returns the files of a commit.
   *
   * @param commit its full id
   * @throws IOException if it cannot be read
   */
  public static CommittedFiles of(GitRepository repository, String commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      ObjectId id = repository.id(commit);
      return new CommittedFiles(
          repository, GitFailure.guard(() -> walk.parseCommit(id)).getTree().copy());
    }
  }

  /**
   * Returns the paths of the files that have one of these names, in any folder.
   *
   * @param names names without a folder
   * @throws IOException if a folder cannot be read
   */
  public List<String> named(Set<String> names) throws IOException {
    List<String> found = new ArrayList<>();
    try (ObjectReader reader = repository.jgit().newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (GitFailure.guard(walk::next)) {
        if (names.contains(walk.getNameString())) {
          found.add(walk.getPathString());
        }
      }
    }
    return found;
  }

  /**
   * Returns true if there is something with a path: a file, a folder, a link or a submodule.
   *
   * @param path the path from the top of the tree, with {@code /}
   * @throws IOException if a folder cannot be read
   */
  public boolean has(String path) throws IOException {
    try (ObjectReader reader = repository.jgit().newObjectReader();
        TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
      return walk != null;
    }
  }

  /**
   * Returns the bytes of a regular file, or null if there is no such file.
   *
   * @param path the path from the top of the tree, with {@code /}
   * @throws IOException if the file exists and cannot be read
   */
  public byte @Nullable [] read(String path) throws IOException {
    try (ObjectReader reader = repository.jgit().newObjectReader();
        TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
      if (walk == null
          || (!walk.getFileMode().equals(FileMode.REGULAR_FILE)
              && !walk.getFileMode().equals(FileMode.EXECUTABLE_FILE))) {
        return null;
      }
      return reader.open(walk.getObjectId(0)).getBytes();
    }
  }
}
