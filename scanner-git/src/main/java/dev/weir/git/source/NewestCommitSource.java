package dev.weir.git.source;

import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Reads all files of the newest commit completely, as anyone gets them who checks it out. */
public final class NewestCommitSource implements Source {
  private final GitRepository repository;
  private final ChangeReading reading;

  /**
   * @param reading how files are read; it only skips paths in archives
   */
  public NewestCommitSource(GitRepository repository, ChangeReading reading) {
    this.repository = repository;
    this.reading = reading;
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    List<Change> files;
    try (ObjectReader reader = repository.jgit().newObjectReader()) {
      ObjectId tree = repository.jgit().resolve(Constants.HEAD + "^{tree}");
      if (tree == null) {
        return;
      }
      files = TreeChanges.between(reader, null, tree, TreeFilter.ALL);
    } catch (IOException e) {
      throw new SourceException("cannot read the newest commit: " + GitFailure.reason(e), e);
    }
    AddedLines.pushInParts(repository, files, Constants.HEAD, reading, sink);
  }
}
