package dev.weir.core.decode;

import dev.weir.core.regex.MatchSpan;
import org.jspecify.annotations.Nullable;

/**
 * A stretch that was decoded.
 *
 * @param encoded the range of the encoded form in the text of the previous round
 * @param decoded the range of the decoded form in the text of this round
 * @param original the range in the original text that the stretch came from
 * @param encodings bits of the encodings of this stretch and of those it came out of
 * @param depth the number of layers, 1 or more
 */
record Segment(MatchSpan encoded, MatchSpan decoded, MatchSpan original, int encodings, int depth) {

  static Segment of(EncodedRun run, int start, int end, @Nullable DecodedText previous) {
    MatchSpan encoded = new MatchSpan(run.start(), run.end());
    MatchSpan decoded = new MatchSpan(start, end);
    int encodings = run.encoding().bit();
    if (previous == null) {
      return new Segment(encoded, decoded, encoded, encodings, 1);
    }
    for (Segment before : previous.touching(encoded)) {
      encodings |= before.encodings;
    }
    MatchSpan original = previous.originalOfAll(encoded);
    return new Segment(encoded, decoded, original, encodings, 1 + previous.segments().get(0).depth);
  }

  /** Returns true if the two ranges overlap or touch. */
  static boolean touch(MatchSpan a, MatchSpan b) {
    return a.start() <= b.end() && a.end() >= b.start();
  }
}
