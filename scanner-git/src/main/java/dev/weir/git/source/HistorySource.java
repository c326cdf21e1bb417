package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import dev.weir.core.text.Utf8;
import dev.weir.git.CommitText;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.Mailmap;
import dev.weir.git.Mailmaps;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.ledger.Ledger;
import dev.weir.git.ledger.LedgerWalk;
import dev.weir.git.ledger.NewCommitsOnly;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.LooseReferences;
import dev.weir.git.log.NamedObjects;
import dev.weir.git.log.StartedWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.RevWalkException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.notes.Note;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that the commits of a repository add, newest commit first, and the texts that
 * {@link HistoryExtras} adds.
 */
public final class HistorySource implements Source {
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
  private final @Nullable Ledger ledger;
  // True if the walk ended before the history did.
  private boolean broken;

  /** Creates a source that reads all selected commits, without a ledger. */
  public HistorySource(
      GitRepository repository,
      CommitSelection selection,
      HistoryExtras extras,
      ChangeReading reading) {
    this(repository, selection, extras, reading, null);
  }

  /**
   * Creates a source.
   *
   * @param selection the commits and paths to read
   * @param extras the texts to read in addition to added lines
   * @param reading how files are read; it only skips paths in archives
   * @param ledger the recorded results, or null to read all commits; only used for a whole history
   */
  public HistorySource(
      GitRepository repository,
      CommitSelection selection,
      HistoryExtras extras,
      ChangeReading reading,
      @Nullable Ledger ledger) {
    this.ledger = ledger;
    this.repository = repository;
    this.selection = selection;
    this.extras = extras;
    this.reading = reading;
    this.attributes = ledger == null ? new DiffAttributes(repository) : ledger.attributes();
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

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      if (pushNewOnly(sink)) {
        return;
      }
      StartedWalk started =
          GitFailure.guard(() -> Optional.ofNullable(selection.start(repository, walk, sink)))
              .orElse(null);
      readNamed(sink);
      if (started == null) {
        return;
      }
      StartedWalk.Commits commits = started.commits();
      int left = selection.maxCount();
      int skip = selection.skip();
      LedgerWalk known = recorded(started);
      for (RevCommit commit = next(commits, sink); commit != null; commit = next(commits, sink)) {
        byte[] raw = commit.getRawBuffer();
        commit.disposeBody();
        ObjectId id = commit.copy();
        Map<ObjectId, ObjectId> parentTrees = treesOfParents(commit);
        if (skip > 0) {
          skip--;
          continue;
        }
        if (left-- == 0) {
          break;
        }
        if (shallow.contains(id)) {
          reportShallow(id, sink);
        }
        Source part = to -> readCommit(id, raw, parentTrees, started.paths(), to);
        if (known == null) {
          sink.part(Part.of(part));
        } else {
          known.push(id, commit.getCommitTime(), part, sink);
        }
      }
      if (known != null && !broken) {
        known.finish();
      }
    } catch (IOException e) {
      sink.unread(new Unread("the rest of the history", GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  private @Nullable LedgerWalk recorded(StartedWalk started) {
    Set<ObjectId> starts = started.starts();
    return ledger == null || starts == null || !shallow.isEmpty()
        ? null
        : new LedgerWalk(ledger, starts);
  }

  /** Pushes new commits and the ledger's results; returns false if a full walk is needed. */
  private boolean pushNewOnly(Sink sink) throws IOException, InterruptedException {
    if (ledger == null || !selection.isWholeHistory() || !shallow.isEmpty()) {
      return false;
    }
    NewCommitsOnly fresh = NewCommitsOnly.of(repository, ledger, selection.isEverything());
    if (fresh == null) {
      return false;
    }
    LooseReferences.check(repository, sink);
    readNamed(sink);
    LedgerWalk known = new LedgerWalk(ledger, fresh.starts());
    for (RevCommit commit : fresh.commits()) {
      byte[] raw = commit.getRawBuffer();
      ObjectId id = commit.copy();
      Source part = to -> readCommit(id, raw, Map.of(), TreeFilter.ANY_DIFF, to);
      known.push(id, commit.getCommitTime(), part, sink);
    }
    known.pushAll(this::readAgain, sink);
    known.finish();
    return true;
  }

  private void readAgain(ObjectId id, Sink sink) throws InterruptedException {
    ObjectReader reader = blobs.get().reader();
    byte[] raw;
    try {
      raw = GitFailure.guard(() -> reader.open(id, Constants.OBJ_COMMIT).getBytes());
    } catch (IOException e) {
      String where = "commit " + repository.name(id);
      sink.unread(new Unread(where, GitFailure.kind(e), GitFailure.reason(e)));
      return;
    }
    readCommit(id, raw, Map.of(), TreeFilter.ANY_DIFF, sink);
  }

  private void reportShallow(ObjectId id, Sink sink) {
    String where = "history before commit " + repository.name(id);
    String why = "the clone is shallow; fetch the rest with git fetch --unshallow";
    if (selection.isBounded()) {
      sink.unread(new Unread(where, UnreadReason.SHALLOW, why));
    } else {
      sink.skipped(new Skip(where, SkipReason.SHALLOW, why));
    }
  }

  private void readNamed(Sink sink) throws IOException, InterruptedException {
    NamedObjects named = selection.named(repository);
    Messages messages = new Messages(repository, mailmap);
    for (ObjectId tag : extras.messages() ? named.tags() : List.<ObjectId>of()) {
      Source part = to -> messages.pushTag(blobs.get().reader(), tag, to);
      if (ledger == null) {
        sink.part(Part.of(part));
      } else {
        LedgerWalk.push(ledger.tag(tag), part, sink);
      }
    }
    for (NamedObjects.NamedContent content : named.contents()) {
      try {
        AddedLines.pushInParts(repository, files(content), content.name(), reading, sink);
      } catch (IOException e) {
        sink.unread(new Unread(content.name(), GitFailure.kind(e), GitFailure.reason(e)));
      }
    }
  }

  private List<Change> files(NamedObjects.NamedContent content) throws IOException {
    if (content.isFolder()) {
      ObjectReader reader = blobs.get().reader();
      return TreeChanges.between(reader, null, content.id(), TreeFilter.ALL);
    }
    int mode = FileMode.REGULAR_FILE.getBits();
    return List.of(new Change(content.name(), 0, mode, ObjectId.zeroId(), content.id()));
  }

  private @Nullable RevCommit next(StartedWalk.Commits commits, Sink sink) {
    try {
      return GitFailure.guard(() -> Optional.ofNullable(commits.next())).orElse(null);
    } catch (RevWalkException e) {
      broken = true;
      sink.unread(new Unread("the rest of the history", String.valueOf(e.getMessage())));
      return null;
    } catch (IOException e) {
      broken = true;
      sink.unread(new Unread("the rest of the history", GitFailure.kind(e), GitFailure.reason(e)));
      return null;
    }
  }

  /** Returns the trees of the parents that the walk has read. */
  private static Map<ObjectId, ObjectId> treesOfParents(RevCommit commit) {
    Map<ObjectId, ObjectId> trees = new HashMap<>();
    for (RevCommit parent : commit.getParents()) {
      ObjectId tree = parent.getTree();
      if (tree != null) {
        trees.put(parent.copy(), tree.copy());
      }
    }
    return trees;
  }

  /**
   * @param parentTrees the trees of parents that are known already
   */
  private void readCommit(
      ObjectId id, byte[] raw, Map<ObjectId, ObjectId> parentTrees, TreeFilter paths, Sink sink)
      throws InterruptedException {
    List<ObjectId> parents = parents(raw);
    if (shallow.contains(id)) {
      parents = List.of();
    }
    String name = repository.name(id);
    Blobs own = blobs.get();
    ObjectReader reader = own.reader();
    Supplier<CommitInfo> commit = new Lazy(() -> info(id, raw, reader));
    if (extras.messages()) {
      Messages.pushCommit(raw, commit, sink);
    }
    if (extras.notes() && !selection.walksNotes()) {
      pushNotes(id, reader, commit, sink);
    }
    boolean otherTypes = selection.showsOtherTypes() || reading.typeChanges();
    AddedLines added = new AddedLines(own, attributes, otherTypes, reading);
    boolean merge = parents.size() > 1 && !selection.showsMerges();
    try {
      if (!merge) {
        ObjectId parent = parents.isEmpty() ? null : treeOf(parents.get(0), parentTrees, reader);
        TreeChanges.Trees trees = new TreeChanges.Trees(reader, parent, tree(raw));
        added.push(TreeChanges.between(trees, paths, name, sink), name, commit, sink);
      } else if (extras.merges() != HistoryExtras.Merges.SKIPPED) {
        List<ObjectId> trees = new ArrayList<>();
        for (ObjectId parent : parents) {
          trees.add(treeOf(parent, parentTrees, reader));
        }
        boolean reported = extras.merges() == HistoryExtras.Merges.REPORTED;
        new MergedLines(own, attributes, added, reported)
            .push(trees, tree(raw), paths, name, commit, sink);
      } else {
        sink.skipped(new Skip("commit " + name, SkipReason.MERGE, "it is a merge"));
      }
      sink.read(Unit.COMMIT);
    } catch (IOException e) {
      sink.unread(new Unread("commit " + name, GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  private static ObjectId treeOf(
      ObjectId commit, Map<ObjectId, ObjectId> known, ObjectReader reader) throws IOException {
    ObjectId tree = known.get(commit);
    if (tree != null) {
      return tree;
    }
    return GitFailure.guard(() -> tree(reader.open(commit, Constants.OBJ_COMMIT).getBytes()));
  }

  private void pushNotes(ObjectId id, ObjectReader reader, Supplier<CommitInfo> commit, Sink sink)
      throws InterruptedException {
    for (NoteMap map : allNotes) {
      try {
        byte[] text = noteIn(map, id, reader);
        if (text != null) {
          Messages.pushNote(text, commit, sink);
        }
      } catch (IOException e) {
        String where = "note of commit " + repository.name(id);
        sink.unread(new Unread(where, GitFailure.kind(e), GitFailure.reason(e)));
      }
    }
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
