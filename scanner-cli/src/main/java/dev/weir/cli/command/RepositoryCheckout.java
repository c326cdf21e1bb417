package dev.weir.cli.command;

import dev.weir.ci.Checkout;
import dev.weir.core.file.FailureWords;
import dev.weir.core.source.SourceException;
import dev.weir.git.CommitGraph;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The repository that a CI system has cloned. What cannot be read is a {@link SourceException}. */
final class RepositoryCheckout implements Checkout {
  private final CommitGraph graph;

  RepositoryCheckout(CommitGraph graph) {
    this.graph = graph;
  }

  /** A question to the repository. */
  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T answer(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new SourceException(
          "the history cannot be read: " + FailureWords.of(e) + "; nothing was scanned", e);
    }
  }

  @Override
  public boolean isShallow() {
    return answer(graph::isShallow);
  }

  @Override
  public @Nullable String commit(String id) {
    return answer(() -> Optional.ofNullable(graph.commit(id))).orElse(null);
  }

  @Override
  public @Nullable String reference(String name) {
    return answer(() -> Optional.ofNullable(graph.reference(name))).orElse(null);
  }

  @Override
  public @Nullable String target(String name) {
    return answer(() -> Optional.ofNullable(graph.target(name))).orElse(null);
  }

  @Override
  public List<String> parents(String commit) {
    return answer(() -> graph.parents(commit));
  }

  @Override
  public boolean areRelated(String one, String other) {
    return answer(() -> graph.areRelated(one, other));
  }

  @Override
  public List<String> tagsBefore(String commit) {
    return answer(() -> graph.tagsBefore(commit));
  }

  @Override
  public String defaultBranch() {
    return answer(graph::defaultBranch);
  }
}
