package dev.weir.git.log;

import dev.weir.git.GitRepository;
import dev.weir.git.Revisions;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Finds the annotated tags that log options name. */
final class NamedTags {
  private NamedTags() {}

  /**
   * Returns the tags.
   *
   * @param all true for the tags among all references
   * @param words revisions and options; of a range, only the right end is included
   */
  static List<ObjectId> of(GitRepository repository, boolean all, List<String> words)
      throws IOException {
    if (all) {
      return AllCommits.tags(repository, Constants.R_REFS);
    }
    Set<ObjectId> tags = new LinkedHashSet<>();
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      for (String word : words) {
        if (word.startsWith("--tags")) {
          tags.addAll(AllCommits.tags(repository, Constants.R_TAGS));
        } else if (!word.startsWith("-") && !word.startsWith("^")) {
          AllCommits.addTag(resolve(repository, word), walk, tags);
        }
      }
    }
    return List.copyOf(tags);
  }

  private static @Nullable ObjectId resolve(GitRepository repository, String word)
      throws IOException {
    String name = word.replaceFirst("^.*\\.\\.\\.?", "");
    try {
      return name.isEmpty() ? null : Revisions.resolve(repository, name);
    } catch (IllegalArgumentException e) {
      // The word names a commit in another way, so it is not a tag.
      return null;
    }
  }
}
