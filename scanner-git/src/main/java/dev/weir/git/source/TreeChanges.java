package dev.weir.git.source;

import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Utf8;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Compares trees. Trees may be nested to any depth, and their entries may have any mode and name.
 */
final class TreeChanges {
  /** The most files and folders of one comparison in which each copy of a folder is read. */
  static final int MOST = 1_500_000;

  /** The most folders in each other that JGit reads, whose time grows with their square. */
  private static final int DEEPEST = 10_000;

  private static final int MANY = 10_000;
  private static final int MOST_RECENT = 1_000;
  private static final int MOST_RECENT_BYTES = 10_000;

  private final ObjectReader reader;
  private final @Nullable Problems problems;
  private final List<Change> changes = new ArrayList<>();
  private final Deque<Pair> open = new ArrayDeque<>();
  // The folders that are open, by which one that contains itself is recognised.
  private final Set<ObjectId> openBefore = new HashSet<>();
  private final Set<ObjectId> openAfter = new HashSet<>();
  private final Set<Sides> seen = new HashSet<>();
  private final Map<AnyObjectId, byte[]> recent = new HashMap<>();
  private long count;
  private boolean limited;
  // The path of the folder that is compared, and behind it room for a name.
  private byte[] path = new byte[256];

  private TreeChanges(ObjectReader reader, @Nullable Problems problems) {
    this.reader = reader;
    this.problems = problems;
  }

  /** Receives folders that cannot be read; everything else is compared. */
  @FunctionalInterface
  private interface Problems {
    /**
     * @param path the folder, or empty for all of the comparison
     */
    void report(String path, IOException e);
  }

  /** The ids of two versions of a folder; null for one that does not exist. */
  private record Sides(@Nullable ObjectId before, @Nullable ObjectId after) {}

  /**
   * Two versions of a folder that are compared.
   *
   * @param path the length of the folder's path, with a slash at its end
   */
  private record Pair(Sides sides, TreeEntries before, TreeEntries after, int path) {}

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
    return between(reader, oldTree, newTree, filter, null);
  }

  /**
   * Returns the paths that differ between two trees. Folders that cannot be read are reported to
   * the sink.
   *
   * @param where the owner of the trees, such as a commit, for messages
   * @throws IOException if one of the two trees is missing or damaged
   * @see #between(ObjectReader, AnyObjectId, AnyObjectId, TreeFilter)
   */
  static List<Change> between(Trees trees, TreeFilter filter, String where, Source.Sink sink)
      throws IOException {
    return between(
        trees.reader,
        trees.before,
        trees.after,
        filter,
        (path, e) ->
            sink.unread(
                new Unread(
                    path.isEmpty() ? where : where + ":" + path,
                    GitFailure.kind(e),
                    GitFailure.reason(e))));
  }

  /**
   * Two trees to compare.
   *
   * @param before the old tree, or null for an empty one
   */
  record Trees(ObjectReader reader, @Nullable AnyObjectId before, AnyObjectId after) {}

  private static List<Change> between(
      ObjectReader reader,
      @Nullable AnyObjectId oldTree,
      AnyObjectId newTree,
      TreeFilter filter,
      @Nullable Problems problems)
      throws IOException {
    if (filter != TreeFilter.ANY_DIFF && filter != TreeFilter.ALL) {
      return GitFailure.guard(() -> listed(reader, oldTree, newTree, filter));
    }
    return GitFailure.guard(
        () -> {
          TreeChanges trees = new TreeChanges(reader, problems);
          trees.compare(oldTree, newTree);
          return trees.changes;
        });
  }

  private void compare(@Nullable AnyObjectId oldTree, AnyObjectId newTree) throws IOException {
    if (newTree.equals(oldTree)) {
      return;
    }
    Sides top = new Sides(oldTree == null ? null : oldTree.toObjectId(), newTree.toObjectId());
    open(top, 0);
    while (!open.isEmpty()) {
      compareSome(open.getLast());
    }
    if (limited) {
      report(
          "",
          new IOException(
              "it has more than "
                  + MOST
                  + " files and folders, so of equal folders only one was read"));
    }
  }

  private void open(Sides sides, int length) throws IOException {
    open.addLast(new Pair(sides, entries(sides.before), entries(sides.after), length));
    if (sides.before != null) {
      openBefore.add(sides.before);
    }
    if (sides.after != null) {
      openAfter.add(sides.after);
    }
  }

  /** Compares a folder next, unless that would never end. */
  private void enter(Sides sides, int length) throws IOException {
    count++;
    boolean isSeen = !seen.add(sides);
    if (isSeen && count + changes.size() > MOST) {
      limited = true;
      return;
    }
    try {
      if ((sides.before != null && openBefore.contains(sides.before))
          || (sides.after != null && openAfter.contains(sides.after))) {
        throw new IOException("the folder contains itself");
      }
      open(sides, length + 1);
    } catch (IOException e) {
      report(Utf8.decode(path, 0, length), e);
    }
  }

  private void report(String folder, IOException e) throws IOException {
    if (problems == null) {
      throw e;
    }
    problems.report(folder, e);
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
        enter(new Sides(order <= 0 ? oldId : null, order >= 0 ? newId : null), length);
        return;
      }
      changes.add(new Change(Utf8.decode(path, 0, length), oldMode, newMode, oldId, newId));
    }
    open.removeLast();
    openBefore.remove(folder.sides.before);
    openAfter.remove(folder.sides.after);
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
    if (tree == null || tree.equals(Constants.EMPTY_TREE_ID)) {
      return TreeEntries.none();
    }
    byte[] known = recent.get(tree);
    if (known != null) {
      return new TreeEntries(known);
    }
    byte[] bytes = reader.open(tree, Constants.OBJ_TREE).getCachedBytes();
    // So many folders are often the same ones.
    if (count > MANY && bytes.length <= MOST_RECENT_BYTES) {
      if (recent.size() == MOST_RECENT) {
        recent.clear();
      }
      recent.put(tree.toObjectId(), bytes);
    }
    return new TreeEntries(bytes);
  }

  private static List<Change> listed(
      ObjectReader reader, @Nullable AnyObjectId oldTree, AnyObjectId newTree, TreeFilter filter)
      throws IOException {
    List<Change> changes = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(iterator(reader, oldTree));
      walk.addTree(iterator(reader, newTree));
      walk.setRecursive(true);
      walk.setFilter(AndTreeFilter.create(new Bounds(), filter));
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

  /** Ends a walk through too many entries, or through too many folders in each other. */
  private static final class Bounds extends TreeFilter {
    private long entries;

    @Override
    public boolean include(TreeWalk walk) throws IOException {
      if (++entries > 2L * MOST || walk.getDepth() > DEEPEST) {
        throw new IOException("it has too many files or folders, or they are too deep");
      }
      return true;
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
