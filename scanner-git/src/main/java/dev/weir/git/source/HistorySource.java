package dev.weir.git.source;

import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.ledger.Ledger;
import dev.weir.git.ledger.LedgerWalk;
import dev.weir.git.ledger.NewCommitsOnly;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.LooseReferences;
import dev.weir.git.log.NamedObjects;
import dev.weir.git.log.StartedWalk;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.RevWalkException;
import org.eclipse.jgit.lib.ObjectId;
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
  private final HistoryReader reader;
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
    DiffAttributes attributes =
        ledger == null ? new DiffAttributes(repository) : ledger.attributes();
    this.reader = new HistoryReader(repository, selection, extras, reading, attributes);
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
        if (reader.shallow().contains(id)) {
          reportShallow(id, sink);
        }
        Source part = to -> reader.read(reader.commit(id, raw), parentTrees, started.paths(), to);
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
    return ledger == null || starts == null || !reader.shallow().isEmpty()
        ? null
        : new LedgerWalk(ledger, starts);
  }

  /** Pushes new commits and the ledger's results; returns false if a full walk is needed. */
  private boolean pushNewOnly(Sink sink) throws IOException, InterruptedException {
    if (ledger == null || !selection.isWholeHistory() || !reader.shallow().isEmpty()) {
      return false;
    }
    NewCommitsOnly fresh = NewCommitsOnly.of(repository, ledger, selection.isEverything());
    if (fresh == null) {
      return false;
    }
    LooseReferences.check(repository, sink::unread);
    readNamed(sink);
    LedgerWalk known = new LedgerWalk(ledger, fresh.starts());
    for (RevCommit commit : fresh.commits()) {
      byte[] raw = commit.getRawBuffer();
      ObjectId id = commit.copy();
      Source part = to -> reader.read(reader.commit(id, raw), Map.of(), TreeFilter.ANY_DIFF, to);
      known.push(id, commit.getCommitTime(), part, sink);
    }
    known.pushAll(reader::read, sink);
    known.finish();
    return true;
  }

  private void reportShallow(ObjectId id, Sink sink) {
    Skip skip = shallow(repository.name(id));
    if (selection.isBounded()) {
      sink.unread(new Unread(skip.path(), UnreadReason.SHALLOW, skip.detail()));
    } else {
      sink.skipped(skip);
    }
  }

  /** Returns what is missing of a history before a commit of a shallow clone. */
  static Skip shallow(String commit) {
    return new Skip(
        "history before commit " + commit,
        SkipReason.SHALLOW,
        "the clone is shallow; fetch the rest with git fetch --unshallow");
  }

  private void readNamed(Sink sink) throws IOException, InterruptedException {
    NamedObjects named = selection.named(repository);
    for (ObjectId tag : extras.messages() ? named.tags() : List.<ObjectId>of()) {
      Source part = to -> reader.readTag(tag, to);
      if (ledger == null) {
        sink.part(Part.of(part));
      } else {
        LedgerWalk.push(ledger.tag(tag), part, sink);
      }
    }
    for (NamedObjects.NamedContent content : named.contents()) {
      try {
        AddedLines.pushInParts(repository, reader.files(content), content.name(), reading, sink);
      } catch (IOException e) {
        sink.unread(new Unread(content.name(), GitFailure.kind(e), GitFailure.reason(e)));
      }
    }
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
}
