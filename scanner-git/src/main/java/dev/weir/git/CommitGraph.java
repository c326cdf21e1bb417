package dev.weir.git;

import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** How the commits of a repository are connected, as far as the repository has them. */
public final class CommitGraph {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{7,64}");

  private final GitRepository repository;

  public CommitGraph(GitRepository repository) {
    this.repository = repository;
  }

  /**
   * Returns true if the history was cut when the repository was cloned.
   *
   * @throws IOException if that cannot be read
   */
  public boolean isShallow() throws IOException {
    return !GitFailure.guard(() -> repository.jgit().getObjectDatabase().getShallowCommits())
        .isEmpty();
  }

  /** Returns true if the repository was cloned without the contents of all files. */
  public boolean isPartial() {
    Config config = repository.config();
    for (String remote : config.getSubsections("remote")) {
      if (config.getBoolean("remote", remote, "promisor", false)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the full id of a commit, or null if there is none.
   *
   * @param id an id, perhaps shortened, also of an annotated tag; null for anything else
   * @throws IOException if it cannot be read
   */
  public @Nullable String commit(String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      return null;
    }
    ObjectId found = Revisions.resolve(repository, id);
    // A branch may have a name that looks like a shortened id.
    return found == null || !repository.name(found).startsWith(id) ? null : commit(found);
  }

  /**
   * Returns the id of the commit that a reference leads to, or null if there is none.
   *
   * @param name {@code HEAD} or the full name of a reference; not a revision such as {@code main~1}
   * @throws IOException if it cannot be read
   */
  public @Nullable String reference(String name) throws IOException {
    ObjectId id = pointed(name);
    return id == null ? null : commit(id);
  }

  /**
   * Returns the id of the object that a reference points to, or null if the reference or the object
   * is not there.
   *
   * @param name as for {@link #reference}
   * @throws IOException if it cannot be read
   */
  public @Nullable String target(String name) throws IOException {
    ObjectId id = pointed(name);
    if (id == null) {
      return null;
    }
    boolean isThere = GitFailure.guard(() -> repository.jgit().getObjectDatabase().has(id));
    return isThere ? repository.name(id) : null;
  }

  private @Nullable ObjectId pointed(String name) throws IOException {
    if (!name.equals(Constants.HEAD) && !Repository.isValidRefName(name)) {
      return null;
    }
    Ref ref = repository.jgit().exactRef(name);
    return ref == null ? null : ref.getObjectId();
  }

  private @Nullable String commit(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      return repository.name(GitFailure.guard(() -> walk.parseCommit(id)));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return null;
    }
  }

  /**
   * Returns the ids of a commit's parents, without those that the repository does not have.
   *
   * @throws IOException if the commit cannot be read
   */
  public List<String> parents(String commit) throws IOException {
    List<String> parents = new ArrayList<>(2);
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      for (RevCommit parent : parsed(walk, commit).getParents()) {
        parents.add(repository.name(parent));
      }
    }
    return parents;
  }

  /**
   * Returns true if some commit leads to both of these, or one of them to the other.
   *
   * @throws IOException if the history cannot be read
   */
  public boolean areRelated(String one, String other) throws IOException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(parsed(walk, one));
      walk.markStart(parsed(walk, other));
      return GitFailure.guard(() -> walk.next() != null);
    }
  }

  /**
   * Returns the ids of the tagged commits that are met first on the way back from a commit.
   *
   * @param commit its own tags do not count
   * @throws IOException if the history cannot be read
   */
  public List<String> tagsBefore(String commit) throws IOException {
    List<String> found = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      Set<ObjectId> tagged = tagged(walk);
      RevCommit start = parsed(walk, commit);
      Set<ObjectId> seen = new HashSet<>();
      Deque<RevCommit> left = new ArrayDeque<>(List.of(start));
      while (!left.isEmpty()) {
        RevCommit next = left.pop();
        if (!seen.add(next)) {
          continue;
        }
        if (!next.equals(start) && tagged.contains(next)) {
          found.add(repository.name(next));
          continue;
        }
        left.addAll(List.of(parsed(walk, repository.name(next)).getParents()));
      }
    }
    return found;
  }

  private RevCommit parsed(RevWalk walk, String commit) throws IOException {
    ObjectId id = repository.id(commit);
    return GitFailure.guard(() -> walk.parseCommit(id));
  }

  private Set<ObjectId> tagged(RevWalk walk) throws IOException {
    Set<ObjectId> tagged = new HashSet<>();
    for (Ref tag : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
      try {
        RevObject object = GitFailure.guard(() -> walk.peel(walk.parseAny(tag.getObjectId())));
        if (object instanceof RevCommit) {
          tagged.add(object);
        }
      } catch (MissingObjectException e) {
        // A tag that leads nowhere is before nothing.
      }
    }
    return tagged;
  }

  /**
   * Returns the name of the branch that the remote {@code origin} calls its own, or an empty text.
   *
   * @throws IOException if the references cannot be read
   */
  public String defaultBranch() throws IOException {
    String prefix = Constants.R_REMOTES + "origin/";
    Ref head = repository.jgit().exactRef(prefix + Constants.HEAD);
    if (head != null && head.isSymbolic() && head.getTarget().getName().startsWith(prefix)) {
      return head.getTarget().getName().substring(prefix.length());
    }
    for (String usual : List.of("main", "master")) {
      if (repository.jgit().exactRef(prefix + usual) != null) {
        return usual;
      }
    }
    return "";
  }
}
