package dev.weir.git.source;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A path that differs between two trees.
 *
 * @param oldMode the mode as in a tree, or 0 if the path is new
 * @param newMode the mode as in a tree, or 0 if the path is gone
 * @param oldId the id of the old content, or zero if the path is new
 * @param newId the id of the new content, or zero if the path is gone
 */
record Change(String path, int oldMode, int newMode, ObjectId oldId, ObjectId newId) {
  // A tree may have entries of mode 0.
  boolean isAdded() {
    return oldMode == 0 && oldId.equals(ObjectId.zeroId());
  }

  boolean isGone() {
    return newMode == 0 && newId.equals(ObjectId.zeroId());
  }

  /** Returns true if the type of the file changed, for example to a link. */
  boolean isOfOtherType() {
    return !isAdded()
        && !isGone()
        && (oldMode & FileMode.TYPE_MASK) != (newMode & FileMode.TYPE_MASK);
  }
}
