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
   */
  record Found(int start, int end, KnownSet.KnownEntry entry, List<String> how) {
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
      String form = "form:" + hit.form().shown();
      if (decoded == null) {
        all.add(new Found(hit.start(), hit.end(), hit.entry(), List.of(form)));
      } else if (decoded.overlaps(hit.start(), hit.end())) {
        MatchSpan from = decoded.original(hit.start(), hit.end());
        List<String> how = new ArrayList<>(List.of(form));
        how.addAll(decoded.tags(hit.start(), hit.end()));
        Found found = new Found(from.start(), from.end(), hit.entry(), how);
        // A form that is searched for may be one that is decoded, too.
        if (all.stream().noneMatch(found::overlaps)) {
          all.add(found);
        }
      }
    }
  }
}
