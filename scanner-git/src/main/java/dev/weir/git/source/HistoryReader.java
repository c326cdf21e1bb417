package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Utf8;
import dev.weir.git.CommitText;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.Mailmap;
import dev.weir.git.Mailmaps;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.NamedObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.notes.Note;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Reads what single commits and tags of a history add. Thread-safe. */
final class HistoryReader {
  private final GitRepository repository;
  private final CommitSelection selection;
  private final HistoryExtras extras;
  private final ChangeReading reading;
  private final DiffAttributes attributes;
  private final Mailmap mailmap;
  private final @Nullable NoteMap notes;
  private final List<NoteMap> allNotes;
  private final Set<ObjectId> shallow = new HashSet<>();
  private final ThreadLocal<Blobs> blobs;

  /**
   * @param selection the commits that are read
   * @param extras the texts to read in addition to added lines
   * @param reading how files are read; it only skips paths in archives
   * @throws SourceException if the repository cannot be read
   */
  HistoryReader(
      GitRepository repository,
      CommitSelection selection,
      HistoryExtras extras,
      ChangeReading reading,
      DiffAttributes attributes) {
    this.repository = repository;
    this.selection = selection;
    this.extras = extras;
    this.reading = reading;
    this.attributes = attributes;
    RecentBlobs recent = new RecentBlobs();
    this.blobs = ThreadLocal.withInitial(() -> new Blobs(repository, recent));
    try {
      this.mailmap = GitFailure.guard(() -> Mailmaps.of(repository));
      this.notes =
          GitFailure.guard(
                  () ->
                      Optional.ofNullable(
                          readNotes(
                              repository, repository.jgit().exactRef(Constants.R_NOTES_COMMITS))))
              .orElse(null);
      this.allNotes = GitFailure.guard(() -> readAllNotes(repository, selection, extras));
      shallow.addAll(
          GitFailure.guard(() -> repository.jgit().getObjectDatabase().getShallowCommits()));
    } catch (IOException e) {
      throw new SourceException("cannot read the repository: " + GitFailure.reason(e), e);
    }
  }

  /**
   * A commit that is read.
   *
   * @param name its full id
   * @param raw its bytes
   * @param info what reports show of it, computed when it is first needed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Commit(ObjectId id, String name, byte[] raw, Supplier<CommitInfo> info) {
    List<ObjectId> parents() {
      return HistoryReader.parents(raw);
    }

    ObjectId tree() {
      return HistoryReader.tree(raw);
    }
  }

  /** Returns the commits whose parents are missing on purpose. */
  Set<ObjectId> shallow() {
    return shallow;
  }

  /** Returns what reads the contents of files, on this thread. */
  Blobs blobs() {
    return blobs.get();
  }

  Commit commit(ObjectId id, byte[] raw) {
    ObjectReader reader = blobs.get().reader();
    return new Commit(id, repository.name(id), raw, new Lazy(() -> info(id, raw, reader)));
  }

  /**
   * Reads the bytes of a commit.
   *
   * @throws IOException if it is missing or damaged
   */
  byte[] raw(ObjectId id) throws IOException {
    ObjectReader reader = blobs.get().reader();
    return GitFailure.guard(() -> reader.open(id, Constants.OBJ_COMMIT).getBytes());
  }

  /** Reads a commit of which only the id is known. */
  void read(ObjectId id, Source.Sink sink) throws InterruptedException {
    byte[] raw;
    try {
      raw = raw(id);
    } catch (IOException e) {
      String where = "commit " + repository.name(id);
      sink.unread(new Unread(where, GitFailure.kind(e), GitFailure.reason(e)));
      return;
    }
    read(commit(id, raw), Map.of(), TreeFilter.ANY_DIFF, sink);
  }

  /**
   * Reads a commit.
   *
   * @param parentTrees the trees of parents that are known already
   */
  void read(Commit commit, Map<ObjectId, ObjectId> parentTrees, TreeFilter paths, Source.Sink sink)
      throws InterruptedException {
    readMessages(commit, sink);
    readNotes(commit, sink);
    AddedLines added = added(blobs.get());
    try {
      if (isMerge(commit)) {
        readMerge(commit, parentTrees, paths, added, sink);
      } else {
        added.push(changes(commit, parentTrees, paths, sink), commit.name(), commit.info(), sink);
      }
      sink.read(Source.Unit.COMMIT);
    } catch (IOException e) {
      sink.unread(new Unread("commit " + commit.name(), GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  /** Returns true if a commit is compared with all its parents. */
  boolean isMerge(Commit commit) {
    return !selection.showsMerges()
        && !shallow.contains(commit.id())
        && commit.parents().size() > 1;
  }

  /** Returns true if a file whose type changed is read as a new one. */
  boolean readsOtherTypes() {
    return selection.showsOtherTypes() || reading.typeChanges();
  }

  AddedLines added(AddedLines.Contents contents) {
    return new AddedLines(contents, attributes, readsOtherTypes(), reading);
  }

  /** Reads the header and the message, if messages are read. */
  void readMessages(Commit commit, Source.Sink sink) throws InterruptedException {
    if (extras.messages()) {
      Messages.pushCommit(commit.raw(), commit.info(), sink);
    }
  }

  /** Returns true if notes are read with their commits. */
  boolean readsNotes() {
    return extras.notes() && !selection.walksNotes();
  }

  /** Reads the notes of a commit, if they are not read as commits of their own. */
  void readNotes(Commit commit, Source.Sink sink) throws InterruptedException {
    if (readsNotes()) {
      ObjectReader reader = blobs.get().reader();
      for (NoteMap map : allNotes) {
        try {
          byte[] text = noteIn(map, commit.id(), reader);
          if (text != null) {
            Messages.pushNote(text, commit.info(), sink);
          }
        } catch (IOException e) {
          String where = "note of commit " + commit.name();
          sink.unread(new Unread(where, GitFailure.kind(e), GitFailure.reason(e)));
        }
      }
    }
  }

  /**
   * Returns the changes of a commit that is no merge, or that is compared with its first parent.
   *
   * @param parentTrees the trees of parents that are known already
   */
  List<Change> changes(
      Commit commit, Map<ObjectId, ObjectId> parentTrees, TreeFilter paths, Source.Sink sink)
      throws IOException {
    List<ObjectId> parents = shallow.contains(commit.id()) ? List.<ObjectId>of() : commit.parents();
    ObjectReader reader = blobs.get().reader();
    ObjectId parent = parents.isEmpty() ? null : treeOf(parents.get(0), parentTrees, reader);
    TreeChanges.Trees trees = new TreeChanges.Trees(reader, parent, commit.tree());
    return TreeChanges.between(trees, paths, commit.name(), sink);
  }

  /** Reads the lines that a merge itself adds. */
  void readMerge(
      Commit commit,
      Map<ObjectId, ObjectId> parentTrees,
      TreeFilter paths,
      AddedLines added,
      Source.Sink sink)
      throws IOException, InterruptedException {
    if (extras.merges() == HistoryExtras.Merges.SKIPPED) {
      sink.skipped(new Skip("commit " + commit.name(), SkipReason.MERGE, "it is a merge"));
      return;
    }
    Blobs own = blobs.get();
    List<ObjectId> trees = new ArrayList<>();
    for (ObjectId parent : commit.parents()) {
      trees.add(treeOf(parent, parentTrees, own.reader()));
    }
    boolean reported = extras.merges() == HistoryExtras.Merges.REPORTED;
    new MergedLines(own, attributes, added, reported)
        .push(trees, commit.tree(), paths, commit.name(), commit.info(), sink);
  }

  /** Reads the message of an annotated tag. */
  void readTag(ObjectId tag, Source.Sink sink) throws InterruptedException {
    new Messages(repository, mailmap).pushTag(blobs.get().reader(), tag, sink);
  }

  /** Returns the files of a reference that names no commit, as additions. */
  List<Change> files(NamedObjects.NamedContent content) throws IOException {
    if (content.isFolder()) {
      return TreeChanges.between(blobs.get().reader(), null, content.id(), TreeFilter.ALL);
    }
    int mode = FileMode.REGULAR_FILE.getBits();
    return List.of(new Change(content.name(), 0, mode, ObjectId.zeroId(), content.id()));
  }

  private static ObjectId treeOf(
      ObjectId commit, Map<ObjectId, ObjectId> known, ObjectReader reader) throws IOException {
    ObjectId tree = known.get(commit);
    if (tree != null) {
      return tree;
    }
    return GitFailure.guard(() -> tree(reader.open(commit, Constants.OBJ_COMMIT).getBytes()));
  }

  private static @Nullable NoteMap readNotes(GitRepository repository, @Nullable Ref ref)
      throws IOException {
    if (ref == null || ref.getObjectId() == null) {
      return null;
    }
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      return NoteMap.read(walk.getObjectReader(), walk.parseCommit(ref.getObjectId()));
    }
  }

  private static List<NoteMap> readAllNotes(
      GitRepository repository, CommitSelection selection, HistoryExtras extras)
      throws IOException {
    List<NoteMap> all = new ArrayList<>();
    if (extras.notes() && !selection.walksNotes()) {
      for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_NOTES)) {
        NoteMap map = readNotes(repository, ref);
        if (map != null) {
          all.add(map);
        }
      }
    }
    return all;
  }

  private CommitInfo info(ObjectId id, byte[] raw, ObjectReader reader) {
    return CommitText.of(repository.name(id), raw, mailmap, note(id, reader));
  }

  private String note(ObjectId id, ObjectReader reader) {
    if (notes == null) {
      return "";
    }
    try {
      byte[] bytes = noteIn(notes, id, reader);
      return bytes == null ? "" : Utf8.decode(bytes, 0, bytes.length);
    } catch (IOException e) {
      return "";
    }
  }

  private static byte @Nullable [] noteIn(NoteMap map, ObjectId id, ObjectReader reader)
      throws IOException {
    Note note;
    synchronized (map) {
      note = map.getNote(id);
    }
    return note == null ? null : reader.open(note.getData(), Constants.OBJ_BLOB).getBytes();
  }

  /** Computes a commit's data when it is first needed. */
  private static final class Lazy implements Supplier<CommitInfo> {
    private final Supplier<CommitInfo> maker;
    private @Nullable CommitInfo made;

    Lazy(Supplier<CommitInfo> maker) {
      this.maker = maker;
    }

    @Override
    public CommitInfo get() {
      CommitInfo known = made;
      if (known == null) {
        known = maker.get();
        made = known;
      }
      return known;
    }
  }

  private static ObjectId tree(byte[] raw) {
    return ObjectId.fromString(raw, "tree ".length());
  }

  private static List<ObjectId> parents(byte[] raw) {
    List<ObjectId> parents = new ArrayList<>(1);
    int at = "tree ".length() + Constants.OBJECT_ID_STRING_LENGTH + 1;
    while (at + 7 < raw.length && raw[at] == 'p' && raw[at + 1] == 'a' && raw[at + 2] == 'r') {
      parents.add(ObjectId.fromString(raw, at + "parent ".length()));
      at += "parent ".length() + Constants.OBJECT_ID_STRING_LENGTH + 1;
    }
    return parents;
  }
}
