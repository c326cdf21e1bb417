package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.EncodedText;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Scope;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Binary;
import dev.weir.core.text.Content;
import dev.weir.git.DiffAttributes;
import dev.weir.git.diff.Hunk;
import dev.weir.git.diff.LineDiff;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Finds the lines that a merge itself adds: lines that are in none of its parents, which {@code git
 * show --cc} marks with a plus in each column. Not thread-safe.
 */
final class MergedLines {
  private final Blobs blobs;
  private final DiffAttributes attributes;
  private final AddedLines added;
  private final boolean reported;

  /**
   * @param added reads hidden text in binary files
   * @param reported false if a finding is only reported as not read
   */
  MergedLines(Blobs blobs, DiffAttributes attributes, AddedLines added, boolean reported) {
    this.reported = reported;
    this.blobs = blobs;
    this.attributes = attributes;
    this.added = added;
  }

  /** A merge that is being read. */
  private record Merge(
      List<ObjectId> parents,
      ObjectId tree,
      String where,
      Supplier<CommitInfo> commit,
      Source.Sink sink,
      Map<Integer, Renames> renames) {}

  /** A file that differs from the file in each parent. */
  private record Merged(String path, int mode, ObjectId id, List<Change> fromParents) {}

  /**
   * Pushes a fragment for each run of such lines.
   *
   * @param parents the trees of the parents
   * @param tree the tree of the merge
   * @param filter the paths to read
   * @param where the merge, for messages
   * @throws IOException if a tree cannot be read
   */
  void push(
      List<ObjectId> parents,
      ObjectId tree,
      TreeFilter filter,
      String where,
      Supplier<CommitInfo> commit,
      Source.Sink sink)
      throws IOException, InterruptedException {
    Merge merge = new Merge(parents, tree, where, commit, sink, new HashMap<>());
    for (Merged file : merged(parents, tree, filter)) {
      try {
        push(file, merge);
      } catch (IOException e) {
        sink.unread(new Unread(where + ":" + file.path, GitFailure.kind(e), GitFailure.reason(e)));
      }
    }
  }

  private List<Merged> merged(List<ObjectId> parents, ObjectId tree, TreeFilter filter)
      throws IOException {
    ObjectReader reader = blobs.reader();
    List<Merged> found = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      for (ObjectId parent : parents) {
        walk.addTree(new CanonicalTreeParser(null, reader, parent));
      }
      walk.addTree(new CanonicalTreeParser(null, reader, tree));
      walk.setRecursive(true);
      walk.setFilter(AndTreeFilter.create(new UnlikeAllParents(), filter));
      while (walk.next()) {
        int last = parents.size();
        String path = TreeChanges.path(walk);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < last; i++) {
          changes.add(
              new Change(
                  path,
                  walk.getRawMode(i),
                  walk.getRawMode(last),
                  walk.getObjectId(i),
                  walk.getObjectId(last)));
        }
        found.add(new Merged(path, walk.getRawMode(last), walk.getObjectId(last), changes));
      }
    }
    return found;
  }

  private void push(Merged file, Merge merge) throws IOException, InterruptedException {
    byte[] after = blobs.content(file.mode, file.id);
    boolean submodule = (file.mode & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK;
    boolean binary = !submodule && isBinary(file.path, after);
    if (binary) {
      Change change = file.fromParents.get(0);
      byte[] text = added.hiddenText(change, after, merge.where, merge.commit, merge.sink);
      if (text == null) {
        return;
      }
      if (text != after) {
        push(file, after, /* converted= */ false, Scope.OTHER_FORM, merge);
      }
      after = text;
    }
    push(file, after, /* converted= */ binary, Scope.WHOLE, merge);
    merge.sink.read(Source.Unit.BLOB);
  }

  private void push(Merged file, byte[] after, boolean converted, Scope scope, Merge merge)
      throws IOException, InterruptedException {
    BitSet lines = null;
    for (int i = 0; i < file.fromParents.size(); i++) {
      byte[] before = before(file.fromParents.get(i), i, merge);
      byte[] text = converted ? AddedLines.orNothing(EncodedText.utf8(before)) : before;
      BitSet unlike = addedLines(LineDiff.hunks(text, after));
      if (lines == null) {
        lines = unlike;
      } else {
        lines.and(unlike);
      }
    }
    if (lines != null) {
      pushRuns(file.path, after, lines, scope, merge);
    }
  }

  private boolean isBinary(String path, byte[] content) {
    return switch (attributes.kind(path)) {
      case TEXT -> false;
      case BINARY -> true;
      case AUTO -> Binary.isBinary(content);
    };
  }

  /** Returns the content of the file in a parent, under the same name or an older one. */
  private byte[] before(Change change, int parent, Merge merge) throws IOException {
    if (change.isOfOtherType()) {
      return AddedLines.orNothing(null);
    }
    if (!change.isAdded()) {
      return blobs.content(change.oldMode(), change.oldId());
    }
    Renames renames = merge.renames.get(parent);
    if (renames == null) {
      List<Change> changes =
          TreeChanges.between(
              blobs.reader(), merge.parents.get(parent), merge.tree, TreeFilter.ANY_DIFF);
      renames = Renames.of(changes, blobs, attributes, merge.where, merge.sink);
      merge.renames.put(parent, renames);
    }
    Renames.Old old = renames.before(change.path());
    return old == null ? AddedLines.orNothing(null) : blobs.content(old.mode(), old.id());
  }

  private static BitSet addedLines(List<Hunk> hunks) {
    BitSet lines = new BitSet();
    for (Hunk hunk : hunks) {
      if (hunk.newLines() > 0) {
        lines.set(hunk.newStart(), hunk.newStart() + hunk.newLines());
      }
    }
    return lines;
  }

  private void pushRuns(String path, byte[] after, BitSet lines, Scope scope, Merge merge)
      throws InterruptedException {
    Charset converted = scope.isFirst() ? null : EncodedText.charset(after);
    int line = 1;
    int at = 0;
    for (int from = lines.nextSetBit(1); from >= 0; from = lines.nextSetBit(line)) {
      at = skip(after, at, from - line);
      int to = lines.nextClearBit(from);
      int end = skip(after, at, to - from);
      Content text = Content.ofOwned(Arrays.copyOfRange(after, at, end));
      Fragment run = new Fragment(path, "", text, from, merge.commit.get(), reported, scope);
      added.pushLines(run, at, converted, merge.sink);
      at = end;
      line = to;
    }
  }

  private static int skip(byte[] text, int from, int lines) {
    int at = from;
    for (int left = lines; left > 0 && at < text.length; at++) {
      if (text[at] == '\n') {
        left--;
      }
    }
    return at;
  }

  /** Selects entries of the last tree that differ from those of all other trees. */
  private static final class UnlikeAllParents extends TreeFilter {
    @Override
    public boolean include(TreeWalk walk) {
      int last = walk.getTreeCount() - 1;
      if (walk.getRawMode(last) == 0) {
        return false;
      }
      for (int i = 0; i < last; i++) {
        if (walk.getRawMode(i) == walk.getRawMode(last) && walk.idEqual(i, last)) {
          return false;
        }
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
