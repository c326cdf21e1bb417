package dev.weir.ci;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clone that a CI system made for a run, as far as plans ask about it. */
public interface Checkout {
  /** Returns true if the history was cut when it was cloned. */
  boolean isShallow();

  /**
   * Returns the full id of a commit, or null if the clone does not have it.
   *
   * @param id an id, perhaps shortened; nothing else names a commit
   */
  @Nullable String commit(String id);

  /**
   * Returns the id of the commit that a reference leads to, or null if there is none.
   *
   * @param name {@code HEAD} or the full name of a reference, which is not taken as a revision
   */
  @Nullable String reference(String name);

  /**
   * Returns the id of the object that a reference points to, or null if the clone lacks one of
   * them. That of an annotated tag is not a commit.
   *
   * @param name as for {@link #reference}
   */
  @Nullable String target(String name);

  /**
   * Returns the ids of a commit's parents that the clone has.
   *
   * @param commit a full id
   */
  List<String> parents(String commit);

  /** Returns true if some commit leads to both of these, or one of them to the other. */
  boolean areRelated(String one, String other);

  /**
   * Returns the nearest tagged commits that lead to a commit, without those that lead to another of
   * them.
   *
   * @param commit a full id; its own tags do not count
   */
  List<String> tagsBefore(String commit);

  /** Returns the branch that the remote names as its own, or an empty text. */
  String defaultBranch();
}
