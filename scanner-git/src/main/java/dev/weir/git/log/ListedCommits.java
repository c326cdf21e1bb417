package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The commits that {@code git rev-list} selects, for log options that only git understands. */
final class ListedCommits implements CommitSelection {
  private final LogWords words;
  private final List<ObjectId> ids = new ArrayList<>();
  private TreeFilter paths = TreeFilter.ANY_DIFF;

  ListedCommits(LogWords words) {
    this.words = words;
  }

  @Override
  public boolean start(GitRepository repository, RevWalk walk, Source.Sink sink)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("rev-list");
    arguments.addAll(List.of("--default", "HEAD"));
    arguments.addAll(words.selecting());
    arguments.add("--");
    LogPaths selected = LogPaths.of(repository, words.paths());
    arguments.addAll(selected.full());
    paths = selected.filter();
    String listed;
    try {
      listed = repository.commands().text(arguments.toArray(new String[0]));
    } catch (IOException e) {
      throw new SourceException(
          "log options: " + GitFailure.reason(e) + ", so nothing was scanned", e);
    }
    for (String line : listed.lines().toList()) {
      // A mark such as < or = may stand before the id.
      ids.add(repository.id(line.replaceFirst("^[<>=+-]", "")));
    }
    return !ids.isEmpty();
  }

  @Override
  public Commits commits(RevWalk walk) {
    Iterator<ObjectId> left = ids.iterator();
    return () -> {
      if (!left.hasNext()) {
        return null;
      }
      RevCommit commit = walk.lookupCommit(left.next());
      walk.parseBody(commit);
      return commit;
    };
  }

  @Override
  public List<ObjectId> tags(GitRepository repository) throws IOException {
    return NamedTags.of(repository, walksNotes(), words.selecting());
  }

  @Override
  public boolean walksNotes() {
    return words.selecting().contains("--all");
  }

  @Override
  public boolean showsMerges() {
    return words.showsMerges();
  }

  @Override
  public boolean showsOtherTypes() {
    return true;
  }

  @Override
  public TreeFilter pathFilter() {
    return paths;
  }
}
