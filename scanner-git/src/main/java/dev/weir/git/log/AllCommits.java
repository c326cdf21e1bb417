package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.git.GitRepository;
import dev.weir.git.RepositoryReferences;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Selects all commits that a ref, HEAD or the HEAD of a linked work tree leads to. */
final class AllCommits implements CommitSelection {
  private final boolean everything;

  AllCommits(boolean everything) {
    this.everything = everything;
  }

  @Override
  public @Nullable StartedWalk start(GitRepository repository, RevWalk walk, Source.Sink sink)
      throws IOException {
    Set<ObjectId> starts = new LinkedHashSet<>();
    if (!repository.isReadByProgram()) {
      LooseReferences.check(repository, sink::unread);
    }
    RepositoryReferences references = RepositoryReferences.of(repository, everything);
    references.unread().forEach(sink::unread);
    for (Map.Entry<ObjectId, String> tip : references.tips().entrySet()) {
      mark(tip.getValue(), tip.getKey(), walk, sink, starts);
    }
    return starts.isEmpty()
        ? null
        : new StartedWalk(
            new SteadyWalk(walk, starts, sink),
            TreeFilter.ANY_DIFF,
            Collections.unmodifiableSet(starts));
  }

  @Override
  public NamedObjects named(GitRepository repository) throws IOException {
    if (everything) {
      return NamedObjects.of(repository, RepositoryReferences.of(repository, true).tips());
    }
    return new NamedObjects(tags(repository, Constants.R_REFS), List.of());
  }

  @Override
  public boolean isEverything() {
    return everything;
  }

  /** Returns the annotated tags among the references with a prefix. */
  static List<ObjectId> tags(GitRepository repository, String prefix) throws IOException {
    Set<ObjectId> tags = new LinkedHashSet<>();
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(prefix)) {
        // Packed references record whether they are annotated tags.
        if (ref.isPeeled() && ref.getPeeledObjectId() == null) {
          continue;
        }
        addTag(ref.getObjectId(), walk, tags);
      }
    }
    return List.copyOf(tags);
  }

  /** Adds the object if it is an annotated tag. */
  static void addTag(@Nullable ObjectId id, RevWalk walk, Set<ObjectId> tags) {
    try {
      if (id != null
          && !tags.contains(id)
          && GitFailure.guard(() -> walk.parseAny(id)) instanceof RevTag) {
        tags.add(id);
      }
    } catch (IOException e) {
      // The walk reports that the object is missing or damaged.
    }
  }

  @Override
  public boolean walksNotes() {
    return true;
  }

  @Override
  public boolean isBounded() {
    return false;
  }

  @Override
  public boolean isWholeHistory() {
    return true;
  }

  private static void mark(
      String name, @Nullable ObjectId id, RevWalk walk, Source.Sink sink, Set<ObjectId> starts)
      throws IOException {
    RevCommit commit = commit(name, id, walk, sink);
    if (commit != null) {
      starts.add(commit.copy());
      walk.markStart(commit);
    }
  }

  /** Starts a walk at a reference; returns false if the reference leads to no commit. */
  static boolean mark(String name, @Nullable ObjectId id, RevWalk walk, Source.Sink sink)
      throws IOException {
    Set<ObjectId> starts = new LinkedHashSet<>();
    mark(name, id, walk, sink, starts);
    return !starts.isEmpty();
  }

  private static @Nullable RevCommit commit(
      String name, @Nullable ObjectId id, RevWalk walk, Source.Sink sink) throws IOException {
    if (id == null) {
      return null;
    }
    try {
      return GitFailure.guard(() -> walk.parseCommit(id));
    } catch (IncorrectObjectTypeException e) {
      // A tag of a tree or a blob has no history.
      return null;
    } catch (IOException e) {
      // Other references can still be read.
      sink.unread(new Unread(name, GitFailure.kind(e), GitFailure.reason(e)));
      return null;
    }
  }
}
