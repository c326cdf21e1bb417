package dev.weir.core.decode;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text after one round of decoding, with the ranges of the original that it came from. Immutable.
 *
 * <p>gitleaks: a range that touches a decoded stretch counts as overlapping it, throughout this
 * class.
 */
public final class DecodedText {
  private final Content content;
  private final List<Segment> segments;
  private final @Nullable DecodedText previous;
  private final boolean exact;

  DecodedText(Content content, List<Segment> segments, @Nullable DecodedText previous) {
    this(content, segments, previous, false);
  }

  private DecodedText(
      Content content, List<Segment> segments, @Nullable DecodedText previous, boolean exact) {
    this.content = content;
    this.segments = segments;
    this.previous = previous;
    this.exact = exact;
  }

  /** Returns a text that was made from the original and whose offsets are mapped byte by byte. */
  static DecodedText exact(Content content, List<Segment> segments) {
    return new DecodedText(content, segments, null, true);
  }

  /** Returns the text after this round. */
  public Content content() {
    return content;
  }

  List<Segment> segments() {
    return segments;
  }

  /** Returns true if a stretch that this round decoded overlaps or touches the range. */
  public boolean touches(int start, int end) {
    int first = firstEndingAt(start);
    return first < segments.size() && segments.get(first).decoded().start() <= end;
  }

  /** Returns true if a stretch that this round decoded overlaps the range. */
  public boolean overlaps(int start, int end) {
    int first = firstEndingAt(start + 1);
    return first < segments.size() && segments.get(first).decoded().start() < end;
  }

  /** Returns how many stretches this round decoded. */
  public int count() {
    return segments.size();
  }

  /** Returns where a decoded stretch begins in this text; stretches are in order. */
  public int start(int stretch) {
    return segments.get(stretch).decoded().start();
  }

  /** Returns where a decoded stretch ends in this text. */
  public int end(int stretch) {
    return segments.get(stretch).decoded().end();
  }

  /**
   * Returns where a range of the previous round's text begins in this text, or -1 if some of it was
   * decoded.
   */
  public int moved(int start, int end) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).encoded().end() > start) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (low < segments.size() && segments.get(low).encoded().start() < end) {
      return -1;
    }
    if (low == 0) {
      return start;
    }
    Segment before = segments.get(low - 1);
    return start + before.decoded().end() - before.encoded().end();
  }

  /** Returns the first stretch that ends at or after the offset, or the number of stretches. */
  private int firstEndingAt(int offset) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).decoded().end() >= offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Returns true if {@link #original} gives the first and the last byte of a range, and not all of
   * the stretches that it touches.
   */
  public boolean isExact() {
    return exact;
  }

  /** Returns the range of the original text that a range of this text came from. */
  public MatchSpan original(int start, int end) {
    if (exact) {
      int from = originalStart(start);
      return new MatchSpan(from, Math.max(from, originalEnd(end)));
    }
    MatchSpan range = new MatchSpan(start, end);
    return map(touching(range), range);
  }

  private int originalStart(int offset) {
    int next = firstEndingAt(offset + 1);
    if (next < segments.size() && segments.get(next).decoded().start() <= offset) {
      Segment in = segments.get(next);
      if (in.decoded().end() > in.decoded().start()) {
        return in.encoded().start();
      }
    }
    return next == 0 ? offset : offset + shift(segments.get(next - 1));
  }

  private int originalEnd(int offset) {
    int next = firstEndingAt(offset);
    if (next < segments.size() && segments.get(next).decoded().start() < offset) {
      return segments.get(next).encoded().end();
    }
    return next == 0 ? offset : offset + shift(segments.get(next - 1));
  }

  private static int shift(Segment before) {
    return before.encoded().end() - before.decoded().end();
  }

  /** Returns the tags of a finding in the range: the encodings, then the depth. */
  public List<String> tags(int start, int end) {
    List<Segment> touching = touching(new MatchSpan(start, end));
    int encodings = 0;
    for (Segment segment : touching) {
      encodings |= segment.encodings();
    }
    List<String> tags = new ArrayList<>();
    Encoding[] all = Encoding.values();
    for (int i = all.length - 1; i >= 0; i--) {
      if ((encodings & all[i].bit()) != 0) {
        tags.add(all[i].tag());
      }
    }
    tags.add("decode-depth:" + touching.get(0).depth());
    return tags;
  }

  /**
   * Returns the line or lines of this text around the stretches that were decoded in the range,
   * starting with the newline before them.
   */
  public Content line(int start, int end) {
    List<Segment> touching = touching(new MatchSpan(start, end));
    MatchSpan merged = touching.get(0).decoded();
    for (Segment segment : touching) {
      merged = merge(merged, segment.decoded());
    }
    byte[] bytes = content.bytes();
    int from = Math.min(merged.start(), bytes.length - 1);
    while (from > 0 && bytes[from] != '\n') {
      from--;
    }
    int to = merged.end();
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    return from < to ? content.slice(from, to) : Content.empty();
  }

  /**
   * Returns the range of the original text that a range of this text came from, considering all
   * segments.
   */
  MatchSpan originalOfAll(MatchSpan range) {
    return map(touching(range), range);
  }

  List<Segment> touching(MatchSpan range) {
    List<Segment> touching = new ArrayList<>(0);
    int i = firstEndingAt(range.start());
    while (i < segments.size() && segments.get(i).decoded().start() <= range.end()) {
      touching.add(segments.get(i++));
    }
    return touching;
  }

  private MatchSpan map(List<Segment> candidates, MatchSpan range) {
    MatchSpan encoded = null;
    for (Segment segment : candidates) {
      MatchSpan decoded = segment.decoded();
      if (!Segment.touch(decoded, range)) {
        continue;
      }
      if (decoded.start() <= range.start() && range.end() <= decoded.end()) {
        return segment.original();
      }
      MatchSpan wide = merge(decoded, range);
      MatchSpan before =
          new MatchSpan(
              segment.encoded().start() + wide.start() - decoded.start(),
              segment.encoded().end() + wide.end() - decoded.end());
      encoded = encoded == null || encoded.end() == 0 ? before : merge(encoded, before);
    }
    if (encoded == null || encoded.end() == 0) {
      return range;
    }
    return previous == null ? encoded : previous.originalOfAll(encoded);
  }

  private static MatchSpan merge(MatchSpan a, MatchSpan b) {
    return new MatchSpan(Math.min(a.start(), b.start()), Math.max(a.end(), b.end()));
  }
}
