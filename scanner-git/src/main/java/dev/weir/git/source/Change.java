package dev.weir.git.source;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A path that differs between two trees.
 *
 * @param oldMode as in a tree, 0 if the path is new
 * @param newMode as in a tree, 0 if the path is gone
 * @param oldId zero if the path is new
 * @param newId zero if the path is gone
 */
record Change(String path, int oldMode, int newMode, ObjectId oldId, ObjectId newId) {
  boolean isAdded() {
    return oldMode == 0;
  }

  boolean isGone() {
    return newMode == 0;
  }

  /** Returns true if a file became a link, or the like. */
  boolean isOfOtherType() {
    return !isAdded()
        && !isGone()
        && (oldMode & FileMode.TYPE_MASK) != (newMode & FileMode.TYPE_MASK);
  }
}
