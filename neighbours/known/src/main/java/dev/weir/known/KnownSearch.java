package dev.weir.known;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Finds known values in texts: it computes a tag at each byte, and an HMAC where the tag is known.
 * The time does not depend on the number of values, except for tables that outgrow the CPU caches.
 * Threads share one instance; each has its own {@link Worker}.
 */
final class KnownSearch {
  private final KnownSet known;
  private final WindowTag tag;
  private final @Nullable Windows[] windows = new Windows[WindowTag.LENGTHS.length];
  private final int[] byMac;

  KnownSearch(KnownSet known) {
    this.known = known;
    this.tag = new WindowTag(known.key());
    Literals literals = known.literals();
    int[] counts = new int[windows.length];
    for (int i = 0; i < literals.count(); i++) {
      counts[WindowTag.kind(literals.length(i))]++;
    }
    for (int kind = 0; kind < windows.length; kind++) {
      windows[kind] = counts[kind] == 0 ? null : new Windows(literals, kind, counts[kind]);
    }
    this.byMac = new int[tableSize(literals.count())];
    for (int i = 0; i < literals.count(); i++) {
      int slot = (int) literals.high(i) & (byMac.length - 1);
      while (byMac[slot] != 0) {
        slot = (slot + 1) & (byMac.length - 1);
      }
      byMac[slot] = i + 1;
    }
  }

  static Mac mac(KnownKey key) {
    return KnownKey.mac(key.derive("weir known forms 1"));
  }

  private static int tableSize(int count) {
    return Integer.highestOneBit(Math.max(8, count)) * 4;
  }

  /** A value found in a text, in the bytes from {@code start} up to {@code end}, exclusive. */
  record Hit(int start, int end, KnownSet.KnownEntry entry, KnownForm form) {}

  /** The tags of all windows of one length, with their offsets and the lengths of the values. */
  private static final class Windows {
    // Has 16 or more bits per tag, so at most places one look at a small table is enough.
    private final long[] filter;
    private final int filterShift;
    private final int[] table;
    private final int tableShift;
    private final Literals literals;

    Windows(Literals literals, int kind, int count) {
      this.literals = literals;
      int bits = Math.max(12, 32 - Integer.numberOfLeadingZeros(count) + 4);
      this.filterShift = 32 - Math.min(bits, 26);
      this.filter = new long[(1 << (32 - filterShift)) / Long.SIZE];
      this.table = new int[tableSize(count)];
      this.tableShift = Integer.numberOfLeadingZeros(table.length) + 1;
      for (int i = 0; i < literals.count(); i++) {
        if (WindowTag.kind(literals.length(i)) == kind) {
          insert(i);
        }
      }
    }

    private void insert(int i) {
      int wanted = literals.tag(i);
      int bit = wanted >>> filterShift;
      filter[bit >>> 6] |= 1L << bit;
      int slot = wanted >>> tableShift;
      while (table[slot] != 0) {
        int other = table[slot] - 1;
        if (literals.tag(other) == wanted
            && literals.offset(other) == literals.offset(i)
            && literals.length(other) == literals.length(i)) {
          return;
        }
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = i + 1;
    }
  }

  /** Searches texts on one thread. */
  final class Worker {
    private final Mac mac = KnownSearch.mac(known.key());
    private final List<Hit> hits = new ArrayList<>();

    /** Returns the values in the text, ordered by start, then by end, each once per position. */
    List<Hit> search(byte[] text) {
      hits.clear();
      for (int kind = 0; kind < windows.length; kind++) {
        Windows of = windows[kind];
        if (of != null) {
          search(text, of, WindowTag.LENGTHS[kind]);
        }
      }
      if (hits.isEmpty()) {
        return List.of();
      }
      // Two values may share a form, and windows of both may lead to the same hit.
      List<Hit> found = new ArrayList<>(new LinkedHashSet<>(hits));
      found.sort(Comparator.comparingInt(Hit::start).thenComparingInt(Hit::end));
      return found;
    }

    private void search(byte[] text, Windows of, int window) {
      long[] filter = of.filter;
      int shift = of.filterShift;
      for (int at = 0; at <= text.length - window; at++) {
        int here = tag.of(text, at, window);
        int bit = here >>> shift;
        if ((filter[bit >>> 6] & 1L << bit) != 0) {
          probe(text, of, at, here);
        }
      }
    }

    private void probe(byte[] text, Windows of, int at, int here) {
      Literals literals = known.literals();
      int[] table = of.table;
      int slot = here >>> of.tableShift;
      for (; table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
        int i = table[slot] - 1;
        int start = at - literals.offset(i);
        if (literals.tag(i) == here && start >= 0 && start + literals.length(i) <= text.length) {
          verify(text, start, literals.length(i));
        }
      }
    }

    private void verify(byte[] text, int start, int length) {
      mac.update(text, start, length);
      byte[] sum = mac.doFinal();
      ByteBuffer parts = ByteBuffer.wrap(sum);
      long high = parts.getLong();
      int low = parts.getInt();
      Literals literals = known.literals();
      int slot = (int) high & (byMac.length - 1);
      for (; byMac[slot] != 0; slot = (slot + 1) & (byMac.length - 1)) {
        int i = byMac[slot] - 1;
        if (literals.high(i) == high && literals.low(i) == low) {
          KnownSet.KnownEntry entry = known.entries().get(literals.entry(i));
          hits.add(new Hit(start, start + length, entry, literals.form(i)));
        }
      }
    }
  }
}
