package dev.weir.git.source;

import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.EncodedText;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.ForwardingSink;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Scope;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.source.WideRuns;
import dev.weir.core.text.Binary;
import dev.weir.core.text.Content;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.diff.Hunk;
import dev.weir.git.diff.LineDiff;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Makes fragments of changes: one for the added lines of each hunk. Not thread-safe. */
final class AddedLines {
  private static final int FILES_PER_PART = 64;
  private static final byte[] NOTHING = new byte[0];

  private final Contents contents;
  private final DiffAttributes attributes;
  private final boolean withOtherTypes;
  private final FileReading reading;

  /** Reads the two sides of a change. */
  interface Contents {
    byte[] content(int mode, ObjectId id) throws IOException;

    long size(ObjectId id) throws IOException;
  }

  /**
   * @param withOtherTypes true to read a file whose type changed, for example to a link, as a new
   *     file
   * @param reading how files are read; archives are read completely
   */
  AddedLines(
      Contents contents, DiffAttributes attributes, boolean withOtherTypes, FileReading reading) {
    this.contents = contents;
    this.attributes = attributes;
    this.withOtherTypes = withOtherTypes;
    this.reading = reading;
  }

  /**
   * Pushes a fragment for each hunk.
   *
   * @param changes the changes, in tree order
   * @param where the owner of the changes, such as a commit, for messages
   * @param commit the commit, only computed if there is a fragment
   */
  void push(List<Change> changes, String where, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    Renames renames = Renames.of(changes, contents, attributes, where, sink);
    int next = 0;
    for (Change change : changes) {
      if (change.isGone()) {
        continue;
      }
      ObjectId oldId = change.oldId();
      int oldMode = change.oldMode();
      if (change.isAdded()) {
        Renames.Old old = renames.before(next++);
        if (old != null) {
          oldId = old.id();
          oldMode = old.mode();
        }
      } else if (change.isOfOtherType()) {
        if (!withOtherTypes) {
          continue;
        }
        oldMode = 0;
      }
      if (oldMode == 0 || !oldId.equals(change.newId())) {
        push(change, oldMode, oldId, where, commit, sink);
      }
    }
    attributes.pushUnread(sink);
  }

  /** Pushes whole files that belong to no commit, in parts that workers can read in parallel. */
  static void pushInParts(
      GitRepository repository,
      List<Change> files,
      String where,
      FileReading reading,
      Source.Sink sink)
      throws InterruptedException {
    DiffAttributes attributes = new DiffAttributes(repository);
    for (int i = 0; i < files.size(); i += FILES_PER_PART) {
      List<Change> some = files.subList(i, Math.min(files.size(), i + FILES_PER_PART));
      sink.part(
          Part.of(
              part -> {
                try (Blobs blobs = new Blobs(repository)) {
                  new AddedLines(blobs, attributes, true, reading)
                      .push(some, where, () -> CommitInfo.UNCOMMITTED, part);
                }
              }));
    }
  }

  private void push(
      Change change,
      int oldMode,
      ObjectId oldId,
      String where,
      Supplier<CommitInfo> commit,
      Source.Sink sink)
      throws InterruptedException {
    byte[] after;
    byte[] before;
    try {
      after = contents.content(change.newMode(), change.newId());
      before = oldMode == 0 ? NOTHING : contents.content(oldMode, oldId);
    } catch (IOException e) {
      sink.unread(
          new Unread(where + ":" + change.path(), GitFailure.kind(e), GitFailure.reason(e)));
      return;
    }
    if (isBinary(change, before, after)) {
      byte[] text = hiddenText(change, after, where, commit, sink);
      if (text == null) {
        return;
      }
      if (text != after) {
        pushHunks(change.path(), before, after, Scope.OTHER_FORM, commit, sink);
      }
      after = text;
      before = orNothing(EncodedText.utf8(before));
    }
    pushHunks(change.path(), before, after, Scope.WHOLE, commit, sink);
    sink.read(Source.Unit.BLOB);
  }

  private void pushHunks(
      String path,
      byte[] before,
      byte[] after,
      Scope scope,
      Supplier<CommitInfo> commit,
      Source.Sink sink)
      throws InterruptedException {
    Charset converted = scope.isFirst() ? null : EncodedText.charset(after);
    for (Hunk hunk : LineDiff.hunks(before, after)) {
      Content text =
          hunk.newLines() == 0
              ? Content.empty()
              : Content.ofOwned(Arrays.copyOfRange(after, hunk.newFrom(), hunk.newTo()));
      Fragment lines = new Fragment(path, "", text, hunk.newStart(), commit.get(), true, scope);
      pushLines(lines, hunk.newFrom(), converted, sink);
    }
  }

  /**
   * Pushes lines of a file, and again without the zeros of UTF-16 and UTF-32 in them.
   *
   * @param offset where the lines are in the file
   * @param converted the encoding from which the file is converted as well, or null
   */
  void pushLines(Fragment lines, int offset, @Nullable Charset converted, Source.Sink sink)
      throws InterruptedException {
    sink.fragment(lines);
    Fragment wide = reading.allText() ? WideRuns.of(lines, offset, converted) : null;
    if (wide != null) {
      sink.fragment(wide);
    }
  }

  /**
   * Returns the text of a file that git treats as binary, or null if the file has no text; then it
   * was pushed as an archive or reported as skipped.
   */
  byte @Nullable [] hiddenText(
      Change change, byte[] after, String where, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    if (reading.archives().opensArchives()
        && FileFragments.archiveFormat(after, change.path()) != null) {
      pushArchive(change.path(), after, where, commit, sink);
      return null;
    }
    byte[] text = reading.allText() ? EncodedText.utf8(after) : null;
    if (text == null) {
      Content whole = Content.ofOwned(after);
      sink.binary(() -> new Fragment(change.path(), "", whole, 1, commit.get()));
      sink.skipped(
          new Skip(where + ":" + change.path(), SkipReason.BINARY, "git treats it as binary"));
    }
    return text;
  }

  static byte[] orNothing(byte @Nullable [] text) {
    return text == null ? NOTHING : text;
  }

  private void pushArchive(
      String path, byte[] bytes, String where, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    try {
      FileFragments.push(
          ArchiveReader.channel(bytes), path, "", commit.get(), reading, new Placed(where, sink));
      sink.read(Source.Unit.BLOB);
    } catch (IOException e) {
      sink.unread(new Unread(where + ":" + path, GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  /** Adds the commit to the paths of files that are not read. */
  private static final class Placed extends ForwardingSink {
    private final String where;

    Placed(String where, Source.Sink to) {
      super(to);
      this.where = where;
    }

    @Override
    protected Source.Sink around(Source.Sink other) {
      return new Placed(where, other);
    }

    @Override
    public void unread(Unread unread) {
      super.unread(new Unread(where + ":" + unread.path(), unread.kind(), unread.reason()));
    }

    @Override
    public void skipped(Skip skip) {
      super.skipped(new Skip(where + ":" + skip.path(), skip.reason(), skip.detail()));
    }
  }

  boolean isBinary(Change change, byte[] before, byte[] after) {
    if ((change.newMode() & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK) {
      return false;
    }
    return switch (attributes.kind(change.path())) {
      case TEXT -> false;
      case BINARY -> true;
      case AUTO -> Binary.isBinary(before) || Binary.isBinary(after);
    };
  }
}
