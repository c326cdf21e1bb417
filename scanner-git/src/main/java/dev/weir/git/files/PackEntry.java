package dev.weir.git.files;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The header of an object in a pack.
 *
 * @param offset the start of the object in the pack
 * @param type 1 to 4 as in {@link ObjectFiles.Stored}, or one of the two kinds of deltas
 * @param size the size of the object or delta in bytes
 * @param data the start of the deflated bytes in the pack
 * @param base the start of the base in the same pack, or 0
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
