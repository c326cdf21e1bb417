package dev.weir.known;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.decode.Readings;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds known values in a text as written, and in everything that it can be decoded to: the texts
 * in which rules are searched, and more. Not thread-safe.
 */
final class ReadingSearch {
  private final KnownSearch.Worker worker;
  private final int rounds;

  /**
   * @param rounds the rounds of decoding, 0 for none
   */
  ReadingSearch(KnownSearch search, int rounds) {
    this.worker = search.new Worker();
    this.rounds = rounds;
  }

  /**
   * A value, and the bytes of the text as written that it is in.
   *
   * @param how tags that say in which form it is there
   * @param value the value, or the form of it that was found
   * @param isRaw true if {@code value} is not only a form
   */
  record Found(
      int start,
      int end,
      KnownSet.KnownEntry entry,
      List<String> how,
      Content value,
      boolean isRaw) {
    Found withValue(Content raw) {
      return new Found(start, end, entry, how, raw, true);
    }

    private boolean overlaps(Found other) {
      return entry.equals(other.entry) && start < other.end && other.start < end;
    }
  }

  /** Returns the values in the text, ordered by start, then by end. */
  List<Found> search(Content text) {
    List<Found> all = new ArrayList<>(0);
    Readings.of(text, rounds, (reading, decoded) -> search(reading, decoded, all));
    all.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::end));
    return all;
  }

  private void search(Content reading, @Nullable DecodedText decoded, List<Found> all) {
    for (KnownSearch.Hit hit : worker.search(reading.bytes())) {
      if (decoded == null) {
        all.add(found(hit, reading, hit.start(), hit.end(), List.of()));
      } else if (decoded.overlaps(hit.start(), hit.end())) {
        MatchSpan from = decoded.original(hit.start(), hit.end());
        List<String> how = decoded.tags(hit.start(), hit.end());
        add(found(hit, reading, from.start(), from.end(), how), all);
      }
    }
  }

  /** Adds what was found after decoding, unless it is a form that was found before. */
  private static void add(Found found, List<Found> all) {
    boolean isKnown = false;
    for (int i = 0; i < all.size(); i++) {
      Found other = all.get(i);
      if (found.overlaps(other)) {
        isKnown = true;
        if (found.isRaw() && !other.isRaw()) {
          all.set(i, other.withValue(found.value()));
        }
      }
    }
    if (!isKnown) {
      all.add(found);
    }
  }

  private static Found found(
      KnownSearch.Hit hit, Content reading, int start, int end, List<String> decoding) {
    List<String> how = new ArrayList<>(List.of("form:" + hit.form().shown()));
    how.addAll(decoding);
    Content value = reading.slice(hit.start(), hit.end());
    return new Found(start, end, hit.entry(), how, value, hit.form() == KnownForm.RAW);
  }
}
