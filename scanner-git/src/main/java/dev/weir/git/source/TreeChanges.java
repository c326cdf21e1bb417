package dev.weir.git.source;

import dev.weir.core.text.Utf8;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Compares trees. Trees may be nested to any depth, and their entries may have any mode and name.
 */
final class TreeChanges {
  private final ObjectReader reader;
  private final List<Change> changes = new ArrayList<>();
  private final Deque<Pair> open = new ArrayDeque<>();
  // The path of the folder that is compared, and behind it room for a name.
  private byte[] path = new byte[256];

  private TreeChanges(ObjectReader reader) {
    this.reader = reader;
  }

  /**
   * Two versions of a folder that are compared.
   *
   * @param path the length of the folder's path, with a slash at its end
   */
  private record Pair(TreeEntries before, TreeEntries after, int path) {}

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
    if (filter != TreeFilter.ANY_DIFF && filter != TreeFilter.ALL) {
      return GitFailure.guard(() -> listed(reader, oldTree, newTree, filter));
    }
    return GitFailure.guard(
        () -> {
          TreeChanges trees = new TreeChanges(reader);
          trees.compare(oldTree, newTree);
          return trees.changes;
        });
  }

  private void compare(@Nullable AnyObjectId oldTree, AnyObjectId newTree) throws IOException {
    if (newTree.equals(oldTree)) {
      return;
    }
    open.addLast(new Pair(entries(oldTree), entries(newTree), 0));
    while (!open.isEmpty()) {
      compareSome(open.getLast());
    }
  }

  /** Compares two versions of a folder up to the next folder inside that differs, or the end. */
  private void compareSome(Pair folder) throws IOException {
    TreeEntries before = folder.before;
    TreeEntries after = folder.after;
    while (!before.isAtEnd() || !after.isAtEnd()) {
      int order = before.isAtEnd() ? 1 : after.isAtEnd() ? -1 : before.compareName(after);
      boolean same = order == 0 && before.mode() == after.mode() && before.hasSameId(after);
      if (same) {
        before.next();
        after.next();
        continue;
      }
      TreeEntries named = order <= 0 ? before : after;
      int length = appendName(named, folder.path);
      ObjectId oldId = order <= 0 ? before.id() : ObjectId.zeroId();
      ObjectId newId = order >= 0 ? after.id() : ObjectId.zeroId();
      int oldMode = order <= 0 ? before.mode() : 0;
      int newMode = order >= 0 ? after.mode() : 0;
      boolean isTree = named.isTree();
      if (order <= 0) {
        before.next();
      }
      if (order >= 0) {
        after.next();
      }
      if (isTree) {
        path[length] = '/';
        open.addLast(
            new Pair(
                entries(order <= 0 ? oldId : null),
                entries(order >= 0 ? newId : null),
                length + 1));
        return;
      }
      changes.add(new Change(Utf8.decode(path, 0, length), oldMode, newMode, oldId, newId));
    }
    open.removeLast();
  }

  /** Writes a name behind the path of its folder; returns the length of both. */
  private int appendName(TreeEntries entry, int folder) {
    int length = folder + entry.nameLength();
    if (length >= path.length) {
      path = Arrays.copyOf(path, 2 * length + 1);
    }
    entry.copyName(path, folder);
    return length;
  }

  private TreeEntries entries(@Nullable AnyObjectId tree) throws IOException {
    return tree == null || tree.equals(Constants.EMPTY_TREE_ID)
        ? TreeEntries.none()
        : new TreeEntries(reader.open(tree, Constants.OBJ_TREE).getCachedBytes());
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
