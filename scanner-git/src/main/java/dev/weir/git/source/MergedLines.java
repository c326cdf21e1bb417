package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Binary;
import dev.weir.git.DiffAttributes;
import dev.weir.git.diff.Hunk;
import dev.weir.git.diff.LineDiff;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines that a merge itself adds: lines that are in none of its parents, which {@code git
 * show --cc} marks with a plus in each column. Not thread-safe.
 */
final class MergedLines {
  /** A merge of so many parents is not searched for renames, so more of its lines are read. */
  private static final int MOST_RENAMES = 100;

  private static final byte[] NOTHING = new byte[0];

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
      ObjectId tree,
      String where,
      Supplier<CommitInfo> commit,
      Source.Sink sink,
      Map<ObjectId, Renames> renames) {}

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
    Merge merge = new Merge(tree, where, commit, sink, new HashMap<>());
    for (MergedFiles.Merged file : merged(new LinkedHashSet<>(parents), tree, filter)) {
      try {
        push(file, merge);
      } catch (IOException e) {
        sink.unread(
            new Unread(where + ":" + file.path(), GitFailure.kind(e), GitFailure.reason(e)));
      }
    }
  }

  private List<MergedFiles.Merged> merged(Set<ObjectId> parents, ObjectId tree, TreeFilter filter)
      throws IOException {
    List<MergedFiles.Merged> all = MergedFiles.of(blobs.reader(), parents, tree);
    if (filter == TreeFilter.ANY_DIFF || all.isEmpty()) {
      return all;
    }
    // A file that is as in no parent also differs from the first one.
    Set<String> chosen = new HashSet<>();
    ObjectId first = parents.iterator().next();
    for (Change change : TreeChanges.between(blobs.reader(), first, tree, filter)) {
      chosen.add(change.path());
    }
    return all.stream().filter(file -> chosen.contains(file.path())).toList();
  }

  private void push(MergedFiles.Merged file, Merge merge) throws IOException, InterruptedException {
    MergedFiles.Version version = file.version();
    byte[] after = blobs.content(version.mode(), version.id());
    boolean submodule = (version.mode() & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK;
    AddedLines.Form form = AddedLines.Form.AS_IT_IS;
    if (!submodule && isBinary(file.path(), after)) {
      Change change = new Change(file.path(), 0, version.mode(), ObjectId.zeroId(), version.id());
      AddedLines.Hidden hidden = added.hidden(change, after, merge.where, merge.commit, merge.sink);
      if (hidden == null) {
        return;
      }
      form = hidden.form();
      if (form == AddedLines.Form.CONVERTED) {
        push(file, after, AddedLines.Form.BESIDE_CONVERTED, merge);
      }
      after = hidden.text();
    }
    push(file, after, form, merge);
    merge.sink.read(Source.Unit.BLOB);
  }

  private void push(MergedFiles.Merged file, byte[] after, AddedLines.Form form, Merge merge)
      throws IOException, InterruptedException {
    BitSet lines = null;
    for (MergedFiles.Version version : file.versions()) {
      byte[] before =
          ofSameType(version, file) ? blobs.content(version.mode(), version.id()) : NOTHING;
      lines = both(lines, before, after, form);
    }
    // Renames are only searched for lines that no file of the same name has.
    Set<ObjectId> compared = new HashSet<>();
    for (ObjectId parent : file.without()) {
      if (lines != null && lines.isEmpty()) {
        return;
      }
      Renames.Old old =
          file.without().size() > MOST_RENAMES ? null : before(file.path(), parent, merge);
      if (old == null) {
        lines = both(lines, NOTHING, after, form);
      } else if (compared.add(old.id())) {
        lines = both(lines, blobs.content(old.mode(), old.id()), after, form);
      }
    }
    if (lines != null) {
      pushRuns(file.path(), after, form, lines, merge);
    }
  }

  private static boolean ofSameType(MergedFiles.Version version, MergedFiles.Merged file) {
    int type = file.version().mode() & FileMode.TYPE_MASK;
    return (version.mode() & FileMode.TYPE_MASK) == type;
  }

  /** Returns those of the lines, or of all if they are null, that the older version has not. */
  private static BitSet both(
      @Nullable BitSet lines, byte[] before, byte[] after, AddedLines.Form form) {
    byte[] text = form == AddedLines.Form.AS_IT_IS ? before : form.of(before);
    BitSet unlike = addedLines(LineDiff.hunks(text, after));
    if (lines != null) {
      unlike.and(lines);
    }
    return unlike;
  }

  private boolean isBinary(String path, byte[] content) {
    return switch (attributes.kind(path)) {
      case TEXT -> false;
      case BINARY -> true;
      case AUTO -> Binary.isBinary(content);
    };
  }

  private Renames.@Nullable Old before(String path, ObjectId parent, Merge merge)
      throws IOException {
    Renames renames = merge.renames.get(parent);
    if (renames == null) {
      List<Change> changes =
          TreeChanges.between(blobs.reader(), parent, merge.tree, TreeFilter.ANY_DIFF);
      renames = new Renames(changes, blobs, attributes, merge.where, merge.sink);
      merge.renames.put(parent, renames);
    }
    Renames.Old old = renames.before(path);
    return old == null || added.isReadAsNew(old, path) ? null : old;
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

  private void pushRuns(String path, byte[] after, AddedLines.Form form, BitSet lines, Merge merge)
      throws InterruptedException {
    int line = 1;
    int at = 0;
    for (int from = lines.nextSetBit(1); from >= 0; from = lines.nextSetBit(line)) {
      at = skip(after, at, from - line);
      int to = lines.nextClearBit(from);
      int end = skip(after, at, to - from);
      AddedLines.Lines run = new AddedLines.Lines(path, after, at, end, from);
      added.push(run, form, merge.commit.get(), reported, merge.sink);
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
}
