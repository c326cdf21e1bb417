package dev.weir.git.files;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The head of an object in a pack.
 *
 * @param offset where it starts in the pack
 * @param type 1 to 4 as in {@link ObjectFiles.Stored}, or one of the two deltas
 * @param size of the object in bytes, or of the delta
 * @param data where its deflated bytes start in the pack
 * @param base where the base starts in the same pack, or 0
 * @param baseId the id of the base, or null
 */
record PackEntry(
    PackFile pack,
    long offset,
    int type,
    int size,
    long data,
    long base,
    @Nullable ObjectId baseId) {
  static final int TAG = 4;
  static final int DELTA_TO_OFFSET = 6;
  static final int DELTA_TO_ID = 7;

  boolean isDelta() {
    return type > TAG;
  }

  boolean isAt(PackFile otherPack, long otherOffset) {
    return pack == otherPack && offset == otherOffset;
  }
}
