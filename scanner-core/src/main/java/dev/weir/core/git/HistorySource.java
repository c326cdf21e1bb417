package dev.weir.core.git;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevWalkException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.notes.Note;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The lines that the commits of a repository add, newest commit first. A merge adds nothing, as
 * {@code git log -p} has it.
 */
public final class HistorySource implements Source {
  private final GitRepository repository;
  private final CommitSelection selection;
  private final ArchiveLimits archives;
  private final Predicate<String> skipPath;
  private final DiffAttributes attributes;
  private final Mailmap mailmap;
  private final @Nullable NoteMap notes;
  private final Set<ObjectId> shallow = new HashSet<>();
  private final ThreadLocal<Blobs> blobs;

  /**
   * @param selection which commits and paths
   * @param archives how far archives are opened
   * @param skipPath tells which paths in an archive are left out
   */
  public HistorySource(
      GitRepository repository,
      CommitSelection selection,
      ArchiveLimits archives,
      Predicate<String> skipPath) {
    this.repository = repository;
    this.selection = selection;
    this.archives = archives;
    this.skipPath = skipPath;
    this.attributes = new DiffAttributes(repository);
    this.blobs = ThreadLocal.withInitial(() -> new Blobs(repository));
    try {
      this.mailmap = Mailmaps.of(repository);
      this.notes = readNotes();
      shallow.addAll(repository.jgit().getObjectDatabase().getShallowCommits());
    } catch (IOException e) {
      throw new SourceException("cannot read the repository: " + AddedLines.reason(e), e);
    }
  }

  private @Nullable NoteMap readNotes() throws IOException {
    Ref ref = repository.jgit().exactRef(Constants.R_NOTES_COMMITS);
    if (ref == null || ref.getObjectId() == null) {
      return null;
    }
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      return NoteMap.read(walk.getObjectReader(), walk.parseCommit(ref.getObjectId()));
    }
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      CommitSelection.Commits commits = selection.start(repository, walk, sink);
      if (commits == null) {
        return;
      }
      int left = selection.maxCount();
      int skip = selection.skip();
      for (RevCommit commit = next(commits, sink);
          commit != null;
          commit = next(commits, sink)) {
        byte[] raw = commit.getRawBuffer();
        commit.disposeBody();
        ObjectId id = commit.copy();
        if (skip > 0) {
          skip--;
          continue;
        }
        if (left-- == 0) {
          break;
        }
        if (shallow.contains(id)) {
          sink.unreadable(
              "history before commit " + repository.name(id),
              "the clone is shallow; fetch the rest with git fetch --unshallow");
        }
        sink.part(part -> readCommit(id, raw, part));
      }
    } catch (IOException e) {
      sink.unreadable("the rest of the history", AddedLines.reason(e));
    }
  }

  private static @Nullable RevCommit next(CommitSelection.Commits commits, Sink sink)
      throws IOException {
    try {
      return commits.next();
    } catch (MissingObjectException e) {
      sink.unreadable("the rest of the history", AddedLines.reason(e));
      return null;
    } catch (RevWalkException e) {
      sink.unreadable("the rest of the history", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void readCommit(ObjectId id, byte[] raw, Sink sink) throws InterruptedException {
    List<ObjectId> parents = parents(raw);
    if (shallow.contains(id)) {
      parents = List.of();
    }
    if (parents.size() > 1 && !selection.showsMerges()) {
      return;
    }
    Blobs own = blobs.get();
    ObjectReader reader = own.reader();
    List<Change> changes;
    try {
      ObjectId parentTree =
          parents.isEmpty()
              ? null
              : tree(reader.open(parents.get(0), Constants.OBJ_COMMIT).getBytes());
      changes = changes(reader, parentTree, tree(raw), selection.pathFilter());
    } catch (IOException e) {
      sink.unreadable("commit " + repository.name(id), AddedLines.reason(e));
      return;
    }
    new AddedLines(own, attributes, selection.showsOtherTypes(), archives, skipPath)
        .push(changes, repository.name(id), new Lazy(() -> info(id, raw, reader)), sink);
  }

  private CommitInfo info(ObjectId id, byte[] raw, ObjectReader reader) {
    return CommitText.of(repository.name(id), raw, mailmap, note(id, reader));
  }

  private String note(ObjectId id, ObjectReader reader) {
    if (notes == null) {
      return "";
    }
    synchronized (notes) {
      try {
        Note note = notes.getNote(id);
        if (note == null) {
          return "";
        }
        byte[] bytes = reader.open(note.getData(), Constants.OBJ_BLOB).getBytes();
        return Utf8.decode(bytes, 0, bytes.length);
      } catch (IOException e) {
        return "";
      }
    }
  }

  /** The commit's data, made once. */
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

  /** Returns what differs between two trees, in their order. */
  static List<Change> changes(
      ObjectReader reader, @Nullable AnyObjectId oldTree, AnyObjectId newTree, TreeFilter filter)
      throws IOException {
    List<Change> changes = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      if (oldTree == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(new CanonicalTreeParser(null, reader, oldTree));
      }
      walk.addTree(new CanonicalTreeParser(null, reader, newTree));
      walk.setRecursive(true);
      walk.setFilter(filter);
      while (walk.next()) {
        Change change =
            new Change(
                path(walk),
                walk.getRawMode(0),
                walk.getRawMode(1),
                walk.getObjectId(0),
                walk.getObjectId(1));
        changes.add(change);
      }
    }
    return changes;
  }

  static String path(TreeWalk walk) {
    byte[] raw = walk.getRawPath();
    return Utf8.decode(raw, 0, raw.length);
  }
}
