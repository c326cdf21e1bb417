package dev.weir.core.redact;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Finds encoded copies of secrets: in base64, hexadecimal, percent escapes, escapes of JSON and
 * HTML, also in each other. It decodes the text, not the secrets, because the same secret can be
 * escaped in many ways.
 */
final class EncodedCopies {
  private static final int MOST_ROUNDS = 4;
  private static final int WINDOW = 1 << 18;
  private static final int OVERLAP = 1 << 14;

  /** Limits the work on a text whose copies are in each other: rounds one and two come first. */
  private static final int MOST_BYTES = 100 * WINDOW;

  private final SecretSearch literals;
  private final SecretSearch.Hits hits;
  private final Deque<Decoded> waiting = new ArrayDeque<>();
  private long bytes;

  /** A text, and how often it was decoded. */
  private record Decoded(MappedText text, int rounds) {}

  private EncodedCopies(SecretSearch literals, SecretSearch.Hits hits) {
    this.literals = literals;
    this.hits = hits;
  }

  /** Reports the ranges of the text that hold an encoded secret. */
  static void search(byte[] text, SecretSearch literals, SecretSearch.Hits hits) {
    int overlap = Math.max(OVERLAP, 4 * literals.longest());
    int step = Math.max(WINDOW, 2 * overlap);
    for (int from = 0; from == 0 || from + overlap < text.length; from += step) {
      int start = from;
      byte[] window =
          text.length <= step + overlap
              ? text
              : Arrays.copyOfRange(text, from, Math.min(text.length, from + step + overlap));
      new EncodedCopies(literals, (a, b) -> hits.hit(start + a, start + b)).search(window);
      if (window == text) {
        return;
      }
    }
  }

  private void search(byte[] text) {
    waiting.add(new Decoded(MappedText.of(text), 0));
    while (!waiting.isEmpty() && bytes <= MOST_BYTES) {
      Decoded next = waiting.remove();
      for (MappedText.Escape escape : MappedText.Escape.values()) {
        MappedText other = next.text().without(escape);
        if (other != null) {
          look(other, next.rounds() + 1);
        }
      }
      runs(next.text(), 6, next.rounds());
      runs(next.text(), 4, next.rounds());
    }
  }

  private void look(MappedText text, int rounds) {
    bytes += text.length();
    literals.search(text.bytes(), (start, end) -> hits.hit(text.from(start), text.to(end - 1)));
    if (rounds < MOST_ROUNDS && isText(text)) {
      waiting.add(new Decoded(text, rounds));
    }
  }

  /** Decodes the runs of digits; digits of several lines are one run. */
  private void runs(MappedText text, int bits, int rounds) {
    int least = (literals.least() * 8 + bits - 1) / bits;
    int[] at = new int[text.length()];
    int count = 0;
    for (int i = 0; i <= text.length(); i++) {
      byte b = i < text.length() ? text.at(i) : 0;
      if (i < text.length() && MappedText.digit(b, bits) >= 0) {
        at[count++] = i;
      } else if (b != '\n' && b != '\r') {
        if (count >= least) {
          run(text, at, count, bits, rounds);
        }
        count = 0;
      }
    }
  }

  private void run(MappedText text, int[] at, int count, int bits, int rounds) {
    // A byte may begin within a digit that belongs to the byte before it.
    for (int first = 0; first < (bits == 6 ? 4 : 2); first++) {
      look(text.decoded(at, count, first, bits), rounds + 1);
    }
  }

  /** Returns true if the bytes look like text, and not like what is decoded at a wrong place. */
  private static boolean isText(MappedText text) {
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      byte b = text.at(i);
      odd += b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != 0 ? 1 : 0;
    }
    return odd * 4 <= text.length();
  }
}
