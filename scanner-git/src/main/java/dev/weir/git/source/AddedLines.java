package dev.weir.git.source;

import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Context;
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
import dev.weir.core.text.EncodedText;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.diff.Hunk;
import dev.weir.git.diff.LineDiff;
import dev.weir.git.diff.Similarities;
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
class AddedLines {
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

    /** Returns what is known of files that were compared for renames. */
    default Similarities similarities() {
      return new Similarities();
    }
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
  final void push(List<Change> changes, String where, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    Renames renames = new Renames(changes, contents, attributes, where, sink);
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
    attributes.pushUnread(sink);
  }

  /** Returns true if a renamed file is read as if there were no older version of it. */
  boolean isReadAsNew(Renames.Old old, String path) {
    return reading.renames() && reading.paths().readsMore(old.path(), path);
  }

  /** Pushes a fragment without text, so that rules for paths are asked. */
  void pushPath(Change change, Supplier<CommitInfo> commit, Source.Sink sink)
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

  /**
   * Pushes a fragment for each hunk of one change.
   *
   * @param old the older version to compare with, or null to read the whole file
   */
  void push(
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
    Form form = Form.AS_IT_IS;
    if (isBinary(change, before, after)) {
      Hidden hidden = hidden(change, after, where, commit, sink);
      if (hidden == null) {
        return;
      }
      form = hidden.form();
      if (form == Form.CONVERTED) {
        pushHunks(change.path(), before, after, Form.BESIDE_CONVERTED, commit, sink);
      }
      before = form.of(before);
      after = hidden.text();
    }
    pushHunks(change.path(), before, after, form, commit, sink);
    sink.read(Source.Unit.BLOB);
  }

  private void pushHunks(
      String path,
      byte[] before,
      byte[] after,
      Form form,
      Supplier<CommitInfo> commit,
      Source.Sink sink)
      throws InterruptedException {
    for (Hunk hunk : LineDiff.hunks(before, after)) {
      Lines lines = new Lines(path, after, hunk.newFrom(), hunk.newTo(), hunk.newStart());
      push(lines, form, commit.get(), true, sink);
    }
  }

  /**
   * Some lines of a file.
   *
   * @param from the offset of the first byte in the file
   * @param to the offset after the last byte
   * @param number the one-based number of the first line
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Lines(String path, byte[] file, int from, int to, int number) {
    boolean isWholeFile() {
      return from == 0 && to == file.length;
    }
  }

  /**
   * Pushes lines of a file, and again without the zeros of UTF-16 and UTF-32 in them.
   *
   * @param reported false if a finding is only reported as not read
   */
  void push(Lines lines, Form form, CommitInfo commit, boolean reported, Source.Sink sink)
      throws InterruptedException {
    boolean empty = lines.from >= lines.to;
    Content text =
        empty
            ? Content.empty()
            : Content.ofOwned(Arrays.copyOfRange(lines.file, lines.from, lines.to));
    Fragment fragment =
        new Fragment(
            lines.path,
            "",
            text,
            lines.number,
            commit,
            reported,
            form.scope(),
            form.isBytes(),
            null,
            /* document= */ null);
    if (reading.context() && !empty && !lines.isWholeFile()) {
      fragment = fragment.within(new Context(lines.file, lines.from, lines.to));
    }
    sink.fragment(fragment);
    Charset converted = form == Form.BESIDE_CONVERTED ? EncodedText.charset(lines.file) : null;
    Fragment wide = files.allText() ? WideRuns.of(fragment, lines.from, converted) : null;
    if (wide != null) {
      sink.fragment(wide);
    }
  }

  /** The form in which a file is read. */
  enum Form {
    /** The file is text. */
    AS_IT_IS,
    /** The file is converted to UTF-8. */
    CONVERTED,
    /** The bytes of a file that is also converted. */
    BESIDE_CONVERTED,
    /** The bytes of a file that is no text. */
    BYTES;

    /** Returns another version of the file in this form, to compare with. */
    byte[] of(byte[] other) {
      return this == CONVERTED || this == AS_IT_IS ? orNothing(EncodedText.utf8(other)) : other;
    }

    boolean isBytes() {
      return this == BYTES;
    }

    Scope scope() {
      return this == BESIDE_CONVERTED ? Scope.OTHER_FORM : Scope.WHOLE;
    }
  }

  /** What is read of a file that git treats as binary. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Hidden(byte[] text, Form form) {}

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
      return new Hidden(text, text == after ? Form.AS_IT_IS : Form.CONVERTED);
    }
    String why = "git treats it as binary";
    if (reading.binaries() && Binary.isBinary(after)) {
      pushPath(change, commit, sink);
      String application = FileFragments.application(after);
      if (application == null && after.length <= LARGEST_BINARY) {
        return new Hidden(after, Form.BYTES);
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
