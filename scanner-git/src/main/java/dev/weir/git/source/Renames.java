package dev.weir.git.source;

import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Binary;
import dev.weir.git.DiffAttributes;
import dev.weir.git.diff.RenameDetection;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Finds the old names of the added files of a comparison. */
final class Renames {
  /** The old version of a file. */
  record Old(String path, int mode, ObjectId id) {}

  private final List<Side> gone = new ArrayList<>(0);
  private final List<Side> added = new ArrayList<>(0);
  // Filled when the first path is asked for.
  private final Map<String, Integer> byPath = new HashMap<>(0);
  // Null if there is nothing to compare.
  private final @Nullable RenameDetection detection;
  private final String where;
  private final Source.Sink sink;
  // True if a content could not be read.
  private boolean failed;

  /**
   * Finds the files that were renamed without a change. Others are only compared when they are
   * asked for.
   *
   * @param where the owner of the changes, such as a commit, for messages
   * @param sink learns if contents cannot be compared
   */
  Renames(
      List<Change> changes,
      AddedLines.Contents contents,
      DiffAttributes attributes,
      String where,
      Source.Sink sink) {
    for (Change change : changes) {
      if (change.isGone()) {
        gone.add(new Side(change, change.oldMode(), change.oldId(), contents, attributes));
      } else if (change.isAdded()) {
        added.add(new Side(change, change.newMode(), change.newId(), contents, attributes));
      }
    }
    this.detection =
        gone.isEmpty() || added.isEmpty()
            ? null
            : new RenameDetection(gone, added, contents.similarities());
    this.where = where;
    this.sink = sink;
  }

  /** Returns the old version of the n-th added file of the comparison, or null if it is new. */
  @Nullable Old before(int n) {
    int source = source(n);
    if (source == RenameDetection.NONE) {
      return null;
    }
    Side side = gone.get(source);
    return new Old(side.path(), side.mode, side.id);
  }

  private int source(int n) {
    if (detection == null) {
      return RenameDetection.NONE;
    }
    if (failed) {
      return detection.knownSource(n);
    }
    try {
      return detection.source(n);
    } catch (IOException e) {
      failed = true;
      sink.unread(new Unread(where, "renames not detected: " + GitFailure.reason(e)));
      return RenameDetection.NONE;
    }
  }

  /** Returns the old version of the file that is now at this path, or null if it is new. */
  @Nullable Old before(String path) {
    if (byPath.isEmpty()) {
      for (int i = 0; i < added.size(); i++) {
        byPath.putIfAbsent(added.get(i).path(), i);
      }
    }
    Integer found = byPath.get(path);
    return found == null ? null : before(found);
  }

  /** A removed or added file, for rename detection. */
  private record Side(
      Change change, int mode, ObjectId id, AddedLines.Contents contents, DiffAttributes attributes)
      implements RenameDetection.Side {
    @Override
    public String path() {
      return change.path();
    }

    @Override
    public long size() throws IOException {
      return contents.size(id);
    }

    @Override
    public byte[] content() throws IOException {
      return contents.content(mode, id);
    }

    @Override
    public boolean isBinary() throws IOException {
      return switch (attributes.kind(change.path())) {
        case TEXT -> false;
        case BINARY -> true;
        case AUTO -> Binary.isBinary(content());
      };
    }

    @Override
    public boolean isJudgedByContent() {
      return attributes.kind(change.path()) == DiffAttributes.Kind.AUTO;
    }
  }
}
