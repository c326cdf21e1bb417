package dev.weir.git.source;

import dev.weir.core.text.Utf8;
import dev.weir.git.failure.GitFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a merge that are as in none of its parents. The work grows with the sum of the
 * trees, not with the product of files and parents. Trees may be nested to any depth.
 */
final class MergedFiles {
  private final ObjectReader reader;
  private final List<Merged> found = new ArrayList<>();
  // What is still to look at, the next at the end.
  private final Deque<Item> open = new ArrayDeque<>();

  private MergedFiles(ObjectReader reader) {
    this.reader = reader;
  }

  /** A version of a file. */
  record Version(int mode, ObjectId id) {}

  /**
   * A file that differs from the file in each parent.
   *
   * @param versions the different files of that name in the parents
   * @param without the trees of the parents that have no such file
   */
  record Merged(
      String path, Version version, Set<Version> versions, Collection<ObjectId> without) {}

  /** Something to look at. */
  private sealed interface Item {}

  private record File(Merged merged) implements Item {}

  /**
   * A folder.
   *
   * @param path the path with a slash at its end, or nothing for the top
   * @param sides the different folders of that name in the parents, and the parents' trees; the
   *     zero id stands for parents that have no such folder
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Folder(
      byte[] path, ObjectId tree, Map<ObjectId, List<ObjectId>> sides, @Nullable Folder parent)
      implements Item {
    boolean containsItself() {
      for (Folder above = parent; above != null; above = above.parent) {
        if (above.tree.equals(tree)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Returns the files in the order of the merge's tree. */
  static List<Merged> of(ObjectReader reader, Collection<ObjectId> parents, ObjectId tree)
      throws IOException {
    return GitFailure.guard(
        () -> {
          MergedFiles files = new MergedFiles(reader);
          files.find(parents, tree);
          return files.found;
        });
  }

  private void find(Collection<ObjectId> parents, ObjectId tree) throws IOException {
    Map<ObjectId, List<ObjectId>> sides = new LinkedHashMap<>();
    for (ObjectId parent : parents) {
      sides.put(parent, List.of(parent));
    }
    open.addLast(new Folder(new byte[0], tree, sides, null));
    for (long count = 0; !open.isEmpty(); count++) {
      Item item = open.removeLast();
      if (count == TreeChanges.MOST) {
        throw new IOException("it has more than " + TreeChanges.MOST + " files and folders");
      }
      if (item instanceof File file) {
        found.add(file.merged);
      } else if (item instanceof Folder folder && !folder.sides.containsKey(folder.tree)) {
        if (folder.containsItself()) {
          throw new IOException("one of its folders contains itself");
        }
        List<Item> inside = inside(folder);
        for (int i = inside.size() - 1; i >= 0; i--) {
          open.addLast(inside.get(i));
        }
      }
    }
  }

  /** The entries of a name in the folders of the parents. */
  private static final class Named {
    private final Map<Version, List<ObjectId>> versions = new LinkedHashMap<>();
  }

  private List<Item> inside(Folder folder) throws IOException {
    Map<String, Named> named = new HashMap<>();
    for (Map.Entry<ObjectId, List<ObjectId>> side : folder.sides.entrySet()) {
      for (TreeEntries in = entries(side.getKey()); !in.isAtEnd(); in.next()) {
        named
            .computeIfAbsent(in.name(), name -> new Named())
            .versions
            .computeIfAbsent(new Version(in.mode(), in.id()), version -> new ArrayList<>())
            .addAll(side.getValue());
      }
    }
    List<Item> items = new ArrayList<>();
    for (TreeEntries in = entries(folder.tree); !in.isAtEnd(); in.next()) {
      Version version = new Version(in.mode(), in.id());
      Named others = named.getOrDefault(in.name(), new Named());
      if (!others.versions.containsKey(version)) {
        items.add(item(in, version, folder, others));
      }
    }
    return items;
  }

  private static Item item(TreeEntries in, Version version, Folder folder, Named others) {
    Map<ObjectId, List<ObjectId>> sides = new LinkedHashMap<>();
    Set<Version> versions = new LinkedHashSet<>();
    Set<ObjectId> without = new LinkedHashSet<>();
    folder.sides.values().forEach(without::addAll);
    others.versions.forEach(
        (other, parents) -> {
          if (TreeEntries.isTree(other.mode) == in.isTree()) {
            sides.merge(other.id, parents, MergedFiles::both);
            versions.add(other);
            parents.forEach(without::remove);
          }
        });
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    path.writeBytes(folder.path);
    in.writeName(path);
    if (!in.isTree()) {
      String shown = Utf8.decode(path.toByteArray(), 0, path.size());
      return new File(new Merged(shown, version, versions, without));
    }
    path.write('/');
    if (!without.isEmpty()) {
      sides.put(ObjectId.zeroId(), List.copyOf(without));
    }
    return new Folder(path.toByteArray(), version.id, sides, folder);
  }

  private static List<ObjectId> both(List<ObjectId> a, List<ObjectId> b) {
    List<ObjectId> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private TreeEntries entries(ObjectId tree) throws IOException {
    boolean isEmpty = tree.equals(ObjectId.zeroId()) || tree.equals(Constants.EMPTY_TREE_ID);
    return isEmpty
        ? TreeEntries.none()
        : new TreeEntries(reader.open(tree, Constants.OBJ_TREE).getCachedBytes());
  }
}
