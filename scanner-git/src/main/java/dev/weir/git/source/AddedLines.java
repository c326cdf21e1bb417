package dev.weir.git.source;

import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Context;
import dev.weir.core.source.EncodedText;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.ForwardingSink;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Binary;
import dev.weir.core.text.Content;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.diff.Hunk;
import dev.weir.git.diff.LineDiff;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Makes fragments of changes: one for the added lines of each hunk. Not thread-safe. */
final class AddedLines {
  private static final int FILES_PER_PART = 64;
  private static final int BYTES_PER_MEGABYTE = 1_000_000;
  private static final int LARGEST_BINARY = 10 * BYTES_PER_MEGABYTE;
  private static final byte[] NOTHING = new byte[0];

  private final Contents contents;
  private final DiffAttributes attributes;
  private final boolean withOtherTypes;
  private final FileReading files;
  private final ChangeReading reading;

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
      Contents contents, DiffAttributes attributes, boolean withOtherTypes, ChangeReading reading) {
    this.files = reading.files();
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
      Renames.Old old;
      if (change.isAdded()) {
        old = renames.before(next++);
        old = old != null && isReadAsNew(old, change.path()) ? null : old;
      } else if (change.isOfOtherType()) {
        if (!withOtherTypes) {
          continue;
        }
        old = null;
      } else {
        old = new Renames.Old(change.path(), change.oldMode(), change.oldId());
      }
      if (old == null || !old.id().equals(change.newId())) {
        push(change, old, where, commit, sink);
      } else if (reading.renames()) {
        pushPath(change, commit, sink);
      }
    }
  }

  /** Returns true if a renamed file is read as if there were no older version of it. */
  boolean isReadAsNew(Renames.Old old, String path) {
    return reading.renames() && reading.paths().readsMore(old.path(), path);
  }

  /** Pushes a fragment without text, so that rules for paths are asked. */
  private void pushPath(Change change, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    if (reading.paths().names(change.path())) {
      sink.fragment(new Fragment(change.path(), "", Content.empty(), 1, commit.get()));
    }
  }

  /** Pushes whole files that belong to no commit, in parts that workers can read in parallel. */
  static void pushInParts(
      GitRepository repository,
      List<Change> files,
      String where,
      ChangeReading reading,
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
      Renames.@Nullable Old old,
      String where,
      Supplier<CommitInfo> commit,
      Source.Sink sink)
      throws InterruptedException {
    byte[] after;
    byte[] before;
    try {
      after = contents.content(change.newMode(), change.newId());
      before = old == null ? NOTHING : contents.content(old.mode(), old.id());
    } catch (IOException e) {
      sink.unread(
          new Unread(where + ":" + change.path(), GitFailure.kind(e), GitFailure.reason(e)));
      return;
    }
    boolean binary = false;
    if (isBinary(change, before, after)) {
      Hidden hidden = hidden(change, after, where, commit, sink);
      if (hidden == null) {
        return;
      }
      binary = hidden.binary();
      before = hidden.likewise(before);
      after = hidden.text();
    }
    for (Hunk hunk : LineDiff.hunks(before, after)) {
      sink.fragment(fragment(change, after, hunk, binary, commit.get()));
    }
    sink.read(Source.Unit.BLOB);
  }

  private Fragment fragment(
      Change change, byte[] after, Hunk hunk, boolean binary, CommitInfo commit) {
    int from = hunk.newFrom();
    int to = hunk.newTo();
    Content text =
        hunk.newLines() == 0 ? Content.empty() : Content.ofOwned(Arrays.copyOfRange(after, from, to));
    Fragment fragment = new Fragment(change.path(), "", text, hunk.newStart(), commit);
    if (binary) {
      fragment = fragment.asBinary();
    }
    return reading.context() ? inContext(fragment, after, from, to) : fragment;
  }

  /** Returns the fragment as a piece of its file, unless it is the whole file. */
  private static Fragment inContext(Fragment fragment, byte[] file, int from, int to) {
    return from == to || (from == 0 && to == file.length)
        ? fragment
        : fragment.within(new Context(file, from, to));
  }

  /** Returns a fragment of some lines of a file, for the same reading as all others. */
  Fragment piece(String path, byte[] file, int from, int to, int firstLine, CommitInfo commit) {
    Content text = Content.ofOwned(Arrays.copyOfRange(file, from, to));
    Fragment fragment = new Fragment(path, "", text, firstLine, commit);
    return reading.context() ? inContext(fragment, file, from, to) : fragment;
  }

  /**
   * What is read of a file that git treats as binary.
   *
   * @param text the text
   * @param binary true if it is no text but the bytes of the file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Hidden(byte[] text, boolean binary) {
    /** Returns what is read of another version of the file, to compare with. */
    byte[] likewise(byte[] other) {
      return binary ? other : orNothing(EncodedText.utf8(other));
    }
  }

  /**
   * Returns what is read of a file that git treats as binary, or null; then the file was pushed as
   * an archive or reported as skipped.
   */
  @Nullable Hidden hidden(
      Change change, byte[] after, String where, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    if (files.archives().opensArchives()
        && FileFragments.archiveFormat(after, change.path()) != null) {
      pushArchive(change.path(), after, where, commit, sink);
      return null;
    }
    byte[] text = files.allText() ? EncodedText.utf8(after) : null;
    if (text != null) {
      return new Hidden(text, false);
    }
    String why = "git treats it as binary";
    if (reading.binaries()) {
      pushPath(change, commit, sink);
      String application = FileFragments.application(after);
      if (application == null && after.length <= LARGEST_BINARY) {
        return new Hidden(after, true);
      }
      why =
          application == null
              ? "it is binary and larger than " + LARGEST_BINARY / BYTES_PER_MEGABYTE + " MB"
              : "its first bytes are those of " + application;
    }
    Content whole = Content.ofOwned(after);
    sink.binary(() -> new Fragment(change.path(), "", whole, 1, commit.get()));
    sink.skipped(new Skip(where + ":" + change.path(), SkipReason.BINARY, why));
    return null;
  }

  static byte[] orNothing(byte @Nullable [] text) {
    return text == null ? NOTHING : text;
  }

  private void pushArchive(
      String path, byte[] bytes, String where, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    try {
      FileFragments.push(
          ArchiveReader.channel(bytes), path, "", commit.get(), files, new Placed(where, sink));
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
