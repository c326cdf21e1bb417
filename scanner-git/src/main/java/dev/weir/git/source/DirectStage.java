package dev.weir.git.source;

import dev.weir.core.text.Utf8;
import dev.weir.git.files.DirectIndex;
import dev.weir.git.files.DirectRepository;
import dev.weir.git.files.ObjectFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Compares the index of a {@link DirectRepository} with the newest commit. */
final class DirectStage {
  private static final int COMMIT = 1;
  private static final int TREE = 2;
  private static final int ID = 20;

  // The constant of JGit starts Java's cryptography, which takes a tenth of a hook's time.
  private static final ObjectId EMPTY_TREE =
      new ObjectId(0x4b825dc6, 0x42cb6eb9, 0xa060e54b, 0xf8d69288, 0xfbee4904);

  private final DirectIndex index;
  private final ObjectFiles objects;
  private final PathScope scope;
  private final List<Change> changes = new ArrayList<>();
  private int removed;

  private DirectStage(DirectIndex index, ObjectFiles objects, PathScope scope) {
    this.index = index;
    this.objects = objects;
    this.scope = scope;
  }

  /**
   * Returns the changes, ordered by path.
   *
   * @param scope the paths to return
   * @throws IOException if anything is unusual or damaged
   */
  static List<Change> changes(DirectRepository folder, ObjectFiles objects, PathScope scope)
      throws IOException {
    DirectIndex index = DirectIndex.of(folder.index());
    DirectRepository.Head head = folder.head();
    if (head == null) {
      throw new IOException("HEAD is unusual");
    }
    DirectStage stage = new DirectStage(index, objects, scope);
    ObjectId commit = head.commit();
    stage.compare(
        commit == null ? null : stage.treeOf(commit), 0, index.count(), new byte[0], index.root());
    return stage.changes;
  }

  private byte[] read(ObjectId id, int type) throws IOException {
    // git knows the empty tree, although no file holds it.
    if (type == TREE && EMPTY_TREE.equals(id)) {
      return new byte[0];
    }
    ObjectFiles.Stored stored = objects.read(id);
    if (stored == null || stored.type() != type) {
      throw new IOException("an object is missing or of another type");
    }
    return stored.bytes();
  }

  private ObjectId treeOf(ObjectId commit) throws IOException {
    byte[] raw = read(commit, COMMIT);
    int start = "tree ".length();
    ObjectId tree = raw.length < start + 2 * ID ? null : DirectRepository.id(name(raw, start));
    if (tree == null) {
      throw new IOException("a commit is unusual");
    }
    return tree;
  }

  private static String name(byte[] raw, int start) {
    return Utf8.decode(raw, start, start + 2 * ID);
  }

  /**
   * Compares a tree with a part of the index.
   *
   * @param tree the tree, or null for an empty one
   * @param first the first entry of the index in the folder
   * @param end the first entry after the folder
   * @param path the path of the folder, with a slash at its end, or empty
   * @param known the folder in the index's tree cache, or null
   */
  private void compare(
      @Nullable ObjectId tree, int first, int end, byte[] path, DirectIndex.@Nullable Folder known)
      throws IOException {
    TreeEntries old = new TreeEntries(tree == null ? new byte[0] : read(tree, TREE));
    int i = first;
    while (!old.isAtEnd() || i < end) {
      if (i < end) {
        index.check(i);
      }
      int slash = i < end ? slash(i, path.length) : -1;
      int order = order(old, i, end, path.length, slash);
      if (order < 0) {
        gone(old, path, 0);
        old.next();
      } else if (slash < 0) {
        compareFile(order == 0 ? old : null, i++);
        if (order == 0) {
          old.next();
        }
      } else {
        int from = index.path(i) + path.length;
        DirectIndex.Folder folder = known == null ? null : known.folder(index.bytes(), from, slash);
        int behind = behind(i, end, slash + 1 - index.path(i), folder);
        ObjectId before = order == 0 ? old.id() : null;
        boolean same = before != null && folder != null && before.equals(folder.tree());
        if (!same) {
          byte[] inside = Arrays.copyOfRange(index.bytes(), index.path(i), slash + 1);
          compare(before, i, behind, inside, folder);
        }
        i = behind;
        if (order == 0) {
          old.next();
        }
      }
    }
  }

  /** Returns the position of the first slash in an entry's path after its folder, or -1. */
  private int slash(int i, int folder) {
    byte[] bytes = index.bytes();
    for (int k = index.path(i) + folder; k < index.pathEnd(i); k++) {
      if (bytes[k] == '/') {
        return k;
      }
    }
    return -1;
  }

  /**
   * Compares the entry of the tree with that of the index; 0 means that both have the same name.
   */
  private int order(TreeEntries old, int i, int end, int folder, int slash) {
    if (old.isAtEnd() || i == end) {
      return old.isAtEnd() ? 1 : -1;
    }
    byte[] bytes = index.bytes();
    int from = index.path(i) + folder;
    int to = slash < 0 ? index.pathEnd(i) : slash;
    return old.compareName(bytes, from, to, slash >= 0);
  }

  /** Returns the first entry after the folder that contains entry {@code i}. */
  private int behind(int i, int end, int length, DirectIndex.@Nullable Folder folder)
      throws IOException {
    int count = folder == null ? -1 : folder.entries();
    if (count > 0) {
      int behind = i + count;
      if (behind > end
          || !isWithin(behind - 1, i, length)
          || (behind < end && isWithin(behind, i, length))) {
        throw new IOException("the index's tree cache does not match its entries");
      }
      return behind;
    }
    int behind = i + 1;
    while (behind < end && isWithin(behind, i, length)) {
      behind++;
    }
    return behind;
  }

  private boolean isWithin(int entry, int i, int length) {
    int from = index.path(entry);
    return index.pathEnd(entry) - from > length
        && Arrays.equals(
            index.bytes(),
            from,
            from + length,
            index.bytes(),
            index.path(i),
            index.path(i) + length);
  }

  private void compareFile(@Nullable TreeEntries old, int i) {
    int oldMode = old == null ? 0 : old.mode();
    ObjectId oldId = old == null ? ObjectId.zeroId() : old.id();
    boolean none = index.isMeantToBeAdded(i);
    int newMode = none ? 0 : index.mode(i);
    ObjectId newId = none ? ObjectId.zeroId() : index.id(i);
    if (oldMode != newMode || !oldId.equals(newId)) {
      add(
          Arrays.copyOfRange(index.bytes(), index.path(i), index.pathEnd(i)),
          oldMode,
          newMode,
          oldId,
          newId);
    }
  }

  // Removed files only matter as older versions of new ones, which are otherwise read completely.
  private void gone(TreeEntries old, byte[] folder, int depth) throws IOException {
    if (++removed > StagedSource.MOST_REMOVED || depth > StagedSource.DEEPEST_REMOVED) {
      return;
    }
    byte[] path = Arrays.copyOf(folder, folder.length + old.nameLength());
    old.copyName(path, folder.length);
    if (!old.isTree()) {
      add(path, old.mode(), 0, old.id(), ObjectId.zeroId());
      return;
    }
    byte[] inside = Arrays.copyOf(path, path.length + 1);
    inside[path.length] = '/';
    for (TreeEntries in = new TreeEntries(read(old.id(), TREE)); !in.isAtEnd(); in.next()) {
      gone(in, inside, depth + 1);
    }
  }

  private void add(byte[] path, int oldMode, int newMode, ObjectId oldId, ObjectId newId) {
    String name = Utf8.decode(path, 0, path.length);
    if (scope.contains(name)) {
      changes.add(new Change(name, oldMode, newMode, oldId, newId));
    }
  }
}
