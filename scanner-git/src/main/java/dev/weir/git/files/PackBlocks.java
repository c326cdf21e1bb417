package dev.weir.git.files;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Caches blocks of packs. A mapped pack would need no cache, but one that is cut off while it is
 * read would end the process. Thread-safe.
 */
final class PackBlocks {
  /** The size of a block in bytes. */
  static final int SIZE = 1 << 14;

  private static final int COUNT = 1 << 9;

  private final AtomicReferenceArray<@Nullable Block> slots = new AtomicReferenceArray<>(COUNT);

  /**
   * Some bytes of a pack.
   *
   * @param number the number of the block in the pack
   * @param bytes shorter than {@link #SIZE} at the end of the pack
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Block(SharedPack pack, long number, byte[] bytes) {}

  /** Returns a block that begins in the pack. */
  Block get(SharedPack pack, long number) throws IOException {
    int slot = (int) (number + pack.number() * 0x9E3779B9L) & (COUNT - 1);
    Block known = slots.get(slot);
    if (known != null && known.number == number && known.pack == pack) {
      return known;
    }
    Block block = new Block(pack, number, pack.read(number * SIZE, SIZE));
    slots.set(slot, block);
    return block;
  }
}
