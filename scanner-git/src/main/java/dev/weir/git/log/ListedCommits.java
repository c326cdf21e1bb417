package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Selects the commits that {@code git rev-list} prints, for log options that only git supports. */
final class ListedCommits implements CommitSelection {
  private static final List<String> BISECTED =
      List.of("refs/bisect/bad", "--not", "--glob=refs/bisect/good-*", "--not");

  private final LogOptions options;

  ListedCommits(LogOptions options) {
    this.options = options;
  }

  @Override
  public @Nullable StartedWalk start(GitRepository repository, RevWalk walk, Source.Sink sink)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("rev-list");
    arguments.addAll(List.of("--default", "HEAD"));
    for (String word : options.selecting()) {
      // For git rev-list, unlike git log, --bisect means a single commit in the middle.
      arguments.addAll(word.equals("--bisect") ? BISECTED : List.of(word));
    }
    arguments.add("--");
    LogPaths selected = LogPaths.of(repository, options.paths());
    arguments.addAll(selected.full());
    List<ObjectId> ids = new ArrayList<>();
    String listed;
    try {
      listed = repository.commands().text(arguments.toArray(new String[0]));
    } catch (IOException e) {
      throw new SourceException(
          "log options: " + GitFailure.reason(e) + ", so nothing was scanned", e);
    }
    for (String line : listed.lines().toList()) {
      // rev-list may print a mark such as < or = before the id.
      ids.add(repository.id(line.replaceFirst("^[<>=+-]", "")));
    }
    return ids.isEmpty() ? null : StartedWalk.of(ids, walk, selected.filter());
  }

  @Override
  public NamedObjects named(GitRepository repository) throws IOException {
    return new NamedObjects(NamedTags.of(repository, walksNotes(), included()), List.of());
  }

  @Override
  public boolean walksNotes() {
    return included().contains("--all");
  }

  /** Returns the words that add commits: each {@code --not} turns the meaning of what follows. */
  private List<String> included() {
    List<String> included = new ArrayList<>();
    boolean excludes = false;
    for (String word : options.selecting()) {
      if (word.equals("--not")) {
        excludes = !excludes;
      } else if (!excludes) {
        included.add(word);
      }
    }
    return included;
  }

  @Override
  public boolean showsMerges() {
    return options.showsMerges();
  }

  @Override
  public boolean showsOtherTypes() {
    return true;
  }
}
