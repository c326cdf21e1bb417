package dev.weir.git.source;

import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.NamedObjects;
import dev.weir.git.log.StartedWalk;
import dev.weir.git.program.GitCommands;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads commits, tags, folders and files that no reference leads to. They were amended, reset,
 * dropped or only staged, and exist until git deletes them. The git program lists them.
 */
public final class UnreachableSource implements Source {

  private final GitRepository repository;
  private final HistoryExtras extras;
  private final ChangeReading reading;
  // Object ids by type. Objects that were read as part of another one are removed.
  private final Map<String, Set<ObjectId>> left = new TreeMap<>();

  /**
   * @param extras the texts to read of the commits in addition to added lines
   * @param reading how files are read; it only skips paths in archives
   */
  public UnreachableSource(GitRepository repository, HistoryExtras extras, ChangeReading reading) {
    this.repository = repository;
    this.extras = extras;
    this.reading = reading;
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    try (ObjectReader reader = repository.jgit().newObjectReader()) {
      list();
      readCommits(reader, sink);
      readTrees(reader, sink);
      readBlobs(sink);
    } catch (IOException e) {
      sink.unread(new Unread("unreachable objects", GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  private void list() throws IOException {
    Set<ObjectId> reachable = new HashSet<>();
    GitCommands git = repository.commands();
    for (String id :
        git.lines("rev-list", "--all", "--objects", "--no-object-names", "--missing=allow-any")) {
      reachable.add(repository.id(id));
    }
    for (String line : git.lines("cat-file", "--batch-all-objects", "--batch-check")) {
      String[] words = line.split(" ", -1);
      ObjectId id = repository.id(words[0]);
      if (words.length > 1 && !reachable.contains(id)) {
        left.computeIfAbsent(words[1], type -> new LinkedHashSet<>()).add(id);
      }
    }
  }

  private Set<ObjectId> left(String type) {
    return left.getOrDefault(type, Set.of());
  }

  private void readCommits(ObjectReader reader, Sink sink)
      throws IOException, InterruptedException {
    Lost lost = new Lost(new ArrayList<>(left("commit")), new ArrayList<>(left("tag")));
    new HistorySource(repository, lost, extras, reading).forEachFragment(sink);
    try (RevWalk walk = new RevWalk(reader)) {
      for (ObjectId id : lost.commits) {
        remove(reader, GitFailure.guard(() -> walk.parseCommit(id).getTree()));
      }
    }
  }

  /** Reads whole folders; folders inside other folders are not read again. */
  private void readTrees(ObjectReader reader, Sink sink) throws IOException, InterruptedException {
    Set<ObjectId> trees = new LinkedHashSet<>(left("tree"));
    for (ObjectId tree : List.copyOf(trees)) {
      if (trees.contains(tree)) {
        trees.removeAll(below(reader, tree));
      }
    }
    for (ObjectId tree : trees) {
      String name = "tree " + repository.name(tree);
      TreeChanges.Trees whole = new TreeChanges.Trees(reader, null, tree);
      List<Change> files = TreeChanges.between(whole, TreeFilter.ALL, name, sink);
      remove(reader, tree);
      push(files, name, sink);
    }
  }

  private void readBlobs(Sink sink) throws InterruptedException {
    List<Change> files = new ArrayList<>();
    for (ObjectId id : left("blob")) {
      String name = "blob " + repository.name(id);
      files.add(new Change(name, 0, FileMode.REGULAR_FILE.getBits(), ObjectId.zeroId(), id));
    }
    push(files, "unreachable", sink);
  }

  private void push(List<Change> files, String where, Sink sink) throws InterruptedException {
    AddedLines.pushInParts(repository, files, where, reading, sink);
  }

  private void remove(ObjectReader reader, ObjectId tree) throws IOException {
    left("tree").remove(tree);
    for (ObjectId id : below(reader, tree)) {
      left.values().forEach(ids -> ids.remove(id));
    }
  }

  private static Set<ObjectId> below(ObjectReader reader, ObjectId tree) throws IOException {
    Set<ObjectId> found = new HashSet<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      GitFailure.guard(() -> walk.addTree(tree));
      while (GitFailure.guard(walk::next)) {
        found.add(walk.getObjectId(0));
        if (walk.isSubtree()) {
          walk.enterSubtree();
        }
      }
    }
    return found;
  }

  /** Selects commits and tags by their ids. */
  private record Lost(List<ObjectId> commits, List<ObjectId> tags) implements CommitSelection {
    @Override
    public @Nullable StartedWalk start(GitRepository repository, RevWalk walk, Sink sink) {
      return commits.isEmpty() && tags.isEmpty()
          ? null
          : StartedWalk.of(commits, walk, TreeFilter.ANY_DIFF);
    }

    @Override
    public NamedObjects named(GitRepository repository) {
      return new NamedObjects(tags, List.of());
    }

    @Override
    public boolean walksNotes() {
      return true;
    }

    @Override
    public boolean isBounded() {
      return false;
    }
  }
}
