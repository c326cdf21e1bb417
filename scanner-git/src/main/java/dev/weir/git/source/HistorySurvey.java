package dev.weir.git.source;

import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.git.GitRepository;
import dev.weir.git.Mailmaps;
import dev.weir.git.Provenance;
import dev.weir.git.ReadConditions;
import dev.weir.git.RemoteLinks;
import dev.weir.git.RepositoryReferences;
import dev.weir.git.Revisions;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.LooseReferences;
import dev.weir.git.log.NamedObjects;
import dev.weir.git.log.StartedWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is new in a history since it was read, and divides it into slices for {@link
 * HistoryUnits}.
 */
public final class HistorySurvey {
  /** The most commits and tags of a slice. */
  public static final int MOST_LINES = 2_000;

  static final String TAG = "tag";
  static final String FOLDER = "folder";
  private static final String FILE = "file";

  private final GitRepository repository;
  private final CommitSelection selection;
  private final HistoryExtras extras;
  private final RepositoryReferences references;

  /**
   * Reads the references.
   *
   * @param selection the commits to read
   * @param extras the texts to read in addition to added lines
   * @throws IOException if the references cannot be listed
   */
  public HistorySurvey(GitRepository repository, CommitSelection selection, HistoryExtras extras)
      throws IOException {
    this.repository = repository;
    this.selection = selection;
    this.extras = extras;
    this.references =
        GitFailure.guard(() -> RepositoryReferences.of(repository, selection.isEverything()));
  }

  /**
   * A part of a walk.
   *
   * @param text for {@link HistoryUnits#list}
   * @param position the number of commits and tags before it
   * @param lines the number of commits and tags in it
   */
  public record Slice(String text, long position, long lines) {}

  /**
   * The news of a history.
   *
   * @param isFull true if the slices are the whole history
   * @param isComplete false if the walk ended early, which was reported
   * @param commits the number of commits in the slices
   * @param gone the full ids of commits and tags that no reference leads to any more
   */
  public record News(
      boolean isFull, boolean isComplete, long commits, List<Slice> slices, List<String> gone) {
    public News {
      slices = List.copyOf(slices);
      gone = List.copyOf(gone);
    }
  }

  /** Returns true if the history can be read in slices, and later only what is new. */
  public boolean isDivisible() {
    return !repository.isReadByProgram()
        && selection.isWholeHistory()
        && selection.walksNotes()
        && !extras.unreachable()
        && references.tips().values().stream().noneMatch(name -> name.indexOf('\n') >= 0);
  }

  /** Returns the full ids of everything that references name, sorted. */
  public String tips() {
    Set<String> names = new TreeSet<>();
    for (ObjectId id : references.tips().keySet()) {
      names.add(repository.name(id));
    }
    return String.join(" ", names);
  }

  /**
   * Returns the full id of the newest commit of a branch.
   *
   * @param branch a branch of this repository or of its remote, or empty for HEAD
   * @return empty if HEAD leads to no commit
   * @throws IOException if there is no such branch
   */
  public String newest(String branch) throws IOException {
    if (branch.isEmpty()) {
      return Provenance.of(repository).revision();
    }
    for (String folder : new String[] {Constants.R_HEADS, Constants.R_REMOTES + "origin/"}) {
      ObjectId found = Revisions.resolve(repository, folder + branch + "^{commit}");
      if (found != null) {
        return repository.name(found);
      }
    }
    throw new IOException("it has no branch " + branch);
  }

  /** Returns true if a reference cannot be read; {@link #news} says which. */
  public boolean hasDamagedReferences() {
    List<Unread> damaged = new ArrayList<>(references.unread());
    if (!repository.isReadByProgram()) {
      LooseReferences.check(repository, damaged::add);
    }
    return !damaged.isEmpty();
  }

  /**
   * Returns a text that differs if the same commits could have other findings: attributes, replaced
   * objects, missing parents, names of people, notes, links.
   *
   * @throws IOException if the repository cannot be read
   */
  public String conditions() throws IOException {
    List<String> all = new ArrayList<>();
    all.add(ReadConditions.everywhere(repository));
    Set<String> shallow = new TreeSet<>();
    GitFailure.guard(() -> repository.jgit().getObjectDatabase().getShallowCommits())
        .forEach(id -> shallow.add(id.name()));
    all.add(shallow.toString());
    all.add(GitFailure.guard(() -> Mailmaps.text(repository)));
    Ref notes =
        GitFailure.guard(
                () -> Optional.ofNullable(repository.jgit().exactRef(Constants.R_NOTES_COMMITS)))
            .orElse(null);
    all.add(notes == null ? "" : String.valueOf(notes.getObjectId()));
    all.add(RemoteLinks.webAddress(repository));
    return String.join("\n", all);
  }

  /**
   * Returns what is new.
   *
   * @param oldTips the {@link #tips} that were read, or empty to read everything
   * @param sink receives what cannot be read
   */
  public News news(String oldTips, Source.Sink sink) throws IOException {
    if (!isDivisible()) {
      return new News(true, true, 1, List.of(new Slice(HistoryUnits.WHOLE, 0, 1)), List.of());
    }
    NamedObjects named = selection.named(repository);
    Read before = oldTips.isEmpty() ? null : read(oldTips);
    Set<ObjectId> contents = new HashSet<>();
    named.contents().forEach(content -> contents.add(content.id()));
    if (before != null && !before.contents.equals(contents)) {
      // Findings in named files do not say which reference they are from.
      before = null;
    }
    List<String> lines = new ArrayList<>();
    for (ObjectId tag : extras.messages() ? named.tags() : List.<ObjectId>of()) {
      if (before == null || !before.tips.contains(tag)) {
        lines.add(TAG + " " + tag.name());
      }
    }
    for (NamedObjects.NamedContent one :
        before == null ? named.contents() : List.<NamedObjects.NamedContent>of()) {
      lines.add((one.isFolder() ? FOLDER : FILE) + " " + one.id().name() + " " + one.name());
    }
    int others = lines.size();
    Set<ObjectId> met = new HashSet<>();
    boolean isComplete = walk(before, met, lines, sink);
    List<String> gone = new ArrayList<>();
    if (before != null && isComplete) {
      collectGone(before, met, gone);
    }
    return new News(before == null, isComplete, lines.size() - others, slices(lines), gone);
  }

  /** Adds the new commits, newest first; returns false if the walk ended early. */
  private boolean walk(
      @Nullable Read before, Set<ObjectId> met, List<String> lines, Source.Sink sink)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      StartedWalk started =
          GitFailure.guard(() -> Optional.ofNullable(selection.start(repository, walk, sink)))
              .orElse(null);
      if (started == null) {
        return true;
      }
      StartedWalk.Commits commits = started.commits();
      for (RevCommit commit = next(commits); commit != null; commit = next(commits)) {
        commit.disposeBody();
        ObjectId id = commit.copy();
        met.add(id);
        if (before == null || !before.commits.contains(id)) {
          lines.add(id.name());
        }
      }
      return true;
    } catch (IOException e) {
      sink.unread(new Unread("the rest of the history", GitFailure.kind(e), GitFailure.reason(e)));
      return false;
    }
  }

  private static @Nullable RevCommit next(StartedWalk.Commits commits) throws IOException {
    return GitFailure.guard(() -> Optional.ofNullable(commits.next())).orElse(null);
  }

  private void collectGone(Read before, Set<ObjectId> met, List<String> gone) throws IOException {
    for (ObjectId id : before.commits) {
      if (!met.contains(id)) {
        gone.add(id.name());
      }
    }
    Set<ObjectId> tags = new HashSet<>();
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      for (ObjectId tip : references.tips().keySet()) {
        collectTags(walk, tip, tags);
      }
    } catch (IOException e) {
      // The walk reported it.
    }
    for (ObjectId id : before.tags) {
      if (!tags.contains(id)) {
        gone.add(id.name());
      }
    }
  }

  private static List<Slice> slices(List<String> lines) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += MOST_LINES) {
      List<String> some = lines.subList(i, Math.min(lines.size(), i + MOST_LINES));
      slices.add(new Slice(String.join("\n", some), i, some.size()));
    }
    return slices;
  }

  /** The objects that were read before: those that references named, and what they lead to. */
  private record Read(
      Set<ObjectId> tips, Set<ObjectId> commits, Set<ObjectId> tags, Set<ObjectId> contents) {}

  /** Returns what was read, or null if some of it is missing. */
  private @Nullable Read read(String oldTips) {
    Read read = new Read(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      walk.setRetainBody(false);
      for (String name : oldTips.split(" ", -1)) {
        ObjectId id = ObjectId.fromString(name);
        read.tips.add(id);
        RevObject object = collectTags(walk, id, read.tags);
        if (object instanceof RevCommit commit) {
          GitFailure.guard(
              () -> {
                walk.markStart(commit);
                return commit;
              });
        } else {
          read.contents.add(object.copy());
        }
      }
      collect(walk, read.commits);
      return read;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static void collect(RevWalk walk, Collection<ObjectId> commits) throws IOException {
    while (true) {
      RevCommit commit = GitFailure.guard(() -> Optional.ofNullable(walk.next())).orElse(null);
      if (commit == null) {
        return;
      }
      commits.add(commit.copy());
    }
  }

  /** Adds the tags that an object begins with, and returns what they lead to. */
  private static RevObject collectTags(RevWalk walk, ObjectId id, Collection<ObjectId> tags)
      throws IOException {
    RevObject object = GitFailure.guard(() -> walk.parseAny(id));
    while (object instanceof RevTag tag) {
      tags.add(tag.copy());
      object = GitFailure.guard(() -> walk.parseAny(tag.getObject()));
    }
    return object;
  }
}
