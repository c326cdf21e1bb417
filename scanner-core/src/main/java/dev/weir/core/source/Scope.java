package dev.weir.core.source;

import java.util.Arrays;

/**
 * Which matches in a fragment count, if its text is also in other fragments: a long file is scanned
 * in pieces and again around the places where these meet, and text in another encoding as its bytes
 * and converted. So each secret is found once. Offsets are those of the fragment's content.
 */
public final class Scope {
  /** All matches count. */
  public static final Scope WHOLE = new Scope(Kind.APART_FROM, new int[0], 0, 0, true);

  /** All matches count in another form of a text. */
  public static final Scope OTHER_FORM = WHOLE.again();

  /** Findings at this distance, in bytes, can be needed to judge one that counts. */
  private static final int NEAR = 2_000;

  private enum Kind {
    APART_FROM,
    ACROSS,
    WITHIN
  }

  private final Kind kind;
  private final int[] offsets;
  private final int from;
  private final int to;
  private final boolean first;

  private Scope(Kind kind, int[] offsets, int from, int to, boolean first) {
    this.kind = kind;
    this.first = first;
    this.offsets = offsets;
    this.from = from;
    this.to = to;
  }

  /**
   * Returns the scope of a piece of a text: matches count that reach neither end where the text
   * goes on.
   *
   * @param length the length of the piece in bytes
   */
  static Scope piece(boolean isFirst, boolean isLast, int length) {
    if (isFirst && isLast) {
      return WHOLE;
    }
    int[] ends = isFirst ? new int[] {length} : isLast ? new int[] {0} : new int[] {0, length};
    return new Scope(Kind.APART_FROM, ends, 0, 0, true);
  }

  /**
   * Returns the scope of a text that was scanned in pieces: matches count that reach a place where
   * two of them meet.
   *
   * @param cuts these places, ascending; not changed afterwards
   * @param from the matches that reach an earlier place first count elsewhere
   * @param to the matches that reach this or a later place first count elsewhere
   */
  static Scope across(int[] cuts, int from, int to) {
    return new Scope(Kind.ACROSS, cuts, from, to, false);
  }

  /**
   * Returns the scope of a text that was scanned in another form: matches count that touch one of
   * the ranges in which the forms differ.
   *
   * @param ranges start and end of each range, ascending; not changed afterwards
   */
  static Scope within(int[] ranges) {
    return new Scope(Kind.WITHIN, ranges, 0, 0, false);
  }

  /** Returns the same scope for a fragment whose bytes are already in another one. */
  Scope again() {
    return new Scope(kind, offsets, from, to, false);
  }

  /** Returns false if the bytes of the fragment are also in other fragments, which come first. */
  public boolean isFirst() {
    return first;
  }

  /** Returns true if most matches count elsewhere. */
  public boolean isAddition() {
    return kind != Kind.APART_FROM;
  }

  /** Returns true if all matches count. */
  public boolean isWhole() {
    return kind == Kind.APART_FROM && offsets.length == 0;
  }

  /** Returns true if a match from {@code start} to before {@code end} counts. */
  public boolean counts(int start, int end) {
    if (offsets.length == 0) {
      return kind == Kind.APART_FROM;
    }
    int at = Arrays.binarySearch(offsets, start);
    return switch (kind) {
      case APART_FROM -> !reaches(at < 0 ? -at - 1 : at, end);
      case ACROSS -> {
        int next = at < 0 ? -at - 1 : at;
        yield reaches(next, end) && offsets[next] >= from && offsets[next] < to;
      }
      case WITHIN -> touchesRange(at, end);
    };
  }

  /**
   * Returns true if a match that counts can be near the stretch from {@code start} to {@code end}.
   */
  public boolean mayCount(int start, int end) {
    return switch (kind) {
      case APART_FROM -> true;
      case ACROSS -> {
        int at = Arrays.binarySearch(offsets, Math.max(start - NEAR, from));
        int next = at < 0 ? -at - 1 : at;
        yield reaches(next, end + NEAR) && offsets[next] < to;
      }
      case WITHIN -> counts(Math.max(0, start - NEAR), end + NEAR);
    };
  }

  private boolean reaches(int next, int end) {
    return next < offsets.length && offsets[next] <= end;
  }

  private boolean touchesRange(int at, int end) {
    // The last bound at or before the start begins a range if its index is even.
    int last = at < 0 ? -at - 2 : at;
    boolean startsInside = last >= 0 && last % 2 == 0;
    int next = last + 1;
    return startsInside || (next < offsets.length && offsets[next] < end);
  }
}
