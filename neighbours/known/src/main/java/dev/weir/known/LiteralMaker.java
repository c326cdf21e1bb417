package dev.weir.known;

import dev.weir.known.ValueForms.ValueForm;
import java.nio.ByteBuffer;
import java.util.List;
import javax.crypto.Mac;

/** Computes the hashes of values. It chooses windows that few values of the same batch share. */
final class LiteralMaker {
  private static final int COUNTERS = 1 << 20;

  private final WindowTag tag;
  private final Mac idMac;
  private final Mac mac;
  private final short[] seen;

  /**
   * @param batch all values that will be added: a thousand URLs of one server start alike, and a
   *     window that they share would slow down the search at each of them
   */
  LiteralMaker(KnownKey key, List<KnownValue> batch) {
    this.tag = new WindowTag(key);
    this.idMac = KnownKey.mac(key.derive("weir known values 1"));
    this.mac = KnownSearch.mac(key);
    this.seen = new short[COUNTERS];
    for (KnownValue value : batch) {
      for (ValueForm form : ValueForms.of(value.value().bytes())) {
        for (int offset : offsets(form.bytes())) {
          int counter = counter(form.bytes(), offset);
          if (seen[counter] < Short.MAX_VALUE) {
            seen[counter]++;
          }
        }
      }
    }
  }

  /** Returns the hash of the value itself. */
  byte[] id(KnownValue value) {
    return idMac.doFinal(value.value().bytes());
  }

  void add(KnownValue value, int entry, Literals to) {
    for (ValueForm form : ValueForms.of(value.value().bytes())) {
      byte[] bytes = form.bytes();
      int best = 0;
      int fewest = Integer.MAX_VALUE;
      for (int offset : offsets(bytes)) {
        int count = seen[counter(bytes, offset)];
        if (count < fewest) {
          fewest = count;
          best = offset;
        }
      }
      ByteBuffer sum = ByteBuffer.wrap(mac.doFinal(bytes));
      int window = WindowTag.LENGTHS[WindowTag.kind(bytes.length)];
      to.add(
          tag.of(bytes, best, window),
          best,
          bytes.length,
          sum.getLong(),
          sum.getInt(),
          entry,
          form.form());
    }
  }

  private static int[] offsets(byte[] bytes) {
    int last = bytes.length - WindowTag.LENGTHS[WindowTag.kind(bytes.length)];
    return last == 0 ? new int[] {0} : new int[] {0, last / 2, last};
  }

  private int counter(byte[] bytes, int offset) {
    int window = WindowTag.LENGTHS[WindowTag.kind(bytes.length)];
    return tag.of(bytes, offset, window) & (COUNTERS - 1);
  }
}
