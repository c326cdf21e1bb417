package dev.weir.git.source;

import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Lists the paths that the next commit would change. */
public final class StagedNames {
  private StagedNames() {}

  /**
   * Returns the paths, relative to the top of the work tree.
   *
   * @throws SourceException if the index or the newest commit cannot be read
   */
  public static Set<String> of(GitRepository repository) {
    Repository jgit = repository.jgit();
    Set<String> names = new HashSet<>();
    try (ObjectReader reader = jgit.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      ObjectId head = jgit.resolve(Constants.HEAD + "^{tree}");
      walk.addTree(TreeChanges.iterator(reader, head));
      walk.addTree(new DirCacheIterator(repository.index()));
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        names.add(TreeChanges.path(walk));
      }
      return names;
    } catch (IOException e) {
      throw new SourceException("cannot read the staged changes: " + GitFailure.reason(e), e);
    }
  }
}
