package dev.weir.git.log;

import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevBlob;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The objects besides commits that references name.
 *
 * @param tags the annotated tags
 * @param contents the files and folders, also those that annotated tags lead to
 */
public record NamedObjects(List<ObjectId> tags, List<NamedContent> contents) {
  /** No objects. */
  public static final NamedObjects NONE = new NamedObjects(List.of(), List.of());

  public NamedObjects {
    tags = List.copyOf(tags);
    contents = List.copyOf(contents);
  }

  /**
   * A file or a folder that a reference names.
   *
   * @param name the reference
   */
  public record NamedContent(String name, ObjectId id, boolean isFolder) {}

  /** Returns the objects to read for these tips; commits are not among them. */
  static NamedObjects of(GitRepository repository, Map<ObjectId, String> tips) {
    Set<ObjectId> tags = new LinkedHashSet<>();
    List<NamedContent> contents = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      for (Map.Entry<ObjectId, String> tip : tips.entrySet()) {
        try {
          add(walk, tip.getKey(), tip.getValue(), tags, contents);
        } catch (IOException e) {
          // The walk reports that the object is missing or damaged.
        }
      }
    }
    return new NamedObjects(List.copyOf(tags), contents);
  }

  private static void add(
      RevWalk walk, ObjectId id, String name, Set<ObjectId> tags, List<NamedContent> contents)
      throws IOException {
    RevObject object = GitFailure.guard(() -> walk.parseAny(id));
    if (object instanceof RevTag) {
      tags.add(id);
      object = GitFailure.guard(() -> walk.peel(walk.parseAny(id)));
    }
    if (object instanceof RevBlob || object instanceof RevTree) {
      contents.add(new NamedContent(name, object.copy(), object instanceof RevTree));
    }
  }
}
