package dev.weir.git.source;

import dev.weir.core.text.Utf8;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Compares trees. */
final class TreeChanges {
  private TreeChanges() {}

  /**
   * Returns the paths that differ between two trees, in the order of the trees.
   *
   * @param oldTree the old tree, or null for an empty one
   * @param filter the paths to compare
   * @throws IOException if a tree is missing or damaged
   */
  static List<Change> between(
      ObjectReader reader, @Nullable AnyObjectId oldTree, AnyObjectId newTree, TreeFilter filter)
      throws IOException {
    return GitFailure.guard(() -> listed(reader, oldTree, newTree, filter));
  }

  private static List<Change> listed(
      ObjectReader reader, @Nullable AnyObjectId oldTree, AnyObjectId newTree, TreeFilter filter)
      throws IOException {
    List<Change> changes = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(iterator(reader, oldTree));
      walk.addTree(iterator(reader, newTree));
      walk.setRecursive(true);
      walk.setFilter(filter);
      while (walk.next()) {
        Change change =
            new Change(
                path(walk),
                walk.getRawMode(0),
                walk.getRawMode(1),
                walk.getObjectId(0),
                walk.getObjectId(1));
        changes.add(change);
      }
    }
    return changes;
  }

  /** Returns an iterator over the entries of a tree; null means an empty tree. */
  static AbstractTreeIterator iterator(ObjectReader reader, @Nullable AnyObjectId tree)
      throws IOException {
    return tree == null ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, tree);
  }

  /** Returns the path of the walk's current entry. */
  static String path(TreeWalk walk) {
    byte[] raw = walk.getRawPath();
    return Utf8.decode(raw, 0, raw.length);
  }
}
