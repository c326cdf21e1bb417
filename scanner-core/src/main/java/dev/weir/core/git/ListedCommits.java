package dev.weir.core.git;

import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** The commits that {@code git rev-list} selects, for log options that only git understands. */
final class ListedCommits implements CommitSelection {
  private final LogWords words;
  private TreeFilter paths = TreeFilter.ANY_DIFF;

  ListedCommits(LogWords words) {
    this.words = words;
  }

  @Override
  public @Nullable Commits start(GitRepository repository, RevWalk walk, Source.Sink sink)
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
          "log options: " + AddedLines.reason(e) + ", so nothing was scanned", e);
    }
    Iterator<String> ids = listed.lines().iterator();
    return () -> {
      if (!ids.hasNext()) {
        return null;
      }
      // A mark such as < or = may stand before the id.
      RevCommit commit = walk.lookupCommit(repository.id(ids.next().replaceFirst("^[<>=+-]", "")));
      walk.parseBody(commit);
      return commit;
    };
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
