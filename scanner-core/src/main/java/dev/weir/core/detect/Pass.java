package dev.weir.core.detect;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/** One round of all rules over one text of a fragment, as written or decoded. */
final class Pass {
  private static final Content ALLOW_COMMENT = Content.of("gitleaks:allow");

  /** How many bytes around a match in binary content are shown as its line. */
  private static final int BINARY_LINE = 100;

  final Fragment fragment;
  final CandidateRules candidates;
  final DetectionListener out;
  final Positions positions;
  final ScopedFindings scoped;
  Content text;
  @Nullable DecodedText decoded;
  // Cached, because many candidates may be on one long line.
  private int lineFrom = -1;
  private int lineTo = -1;
  private Content line = Content.empty();
  private @Nullable Boolean lineIsAllowed;
  // Where the value of the match begins that was rejected last, or -1.
  int rejectedAt = -1;

  Pass(Fragment fragment, CandidateRules candidates, DetectionListener out) {
    this.fragment = fragment;
    this.candidates = candidates;
    this.out = out;
    this.text = fragment.content();
    this.scoped = new ScopedFindings(fragment.scope());
    this.positions = new Positions(fragment.content(), fragment.firstLine());
  }

  /** Begins a pass over what another one's text is read as. */
  Pass(Pass other, CandidateRules candidates, DecodedText read) {
    this.fragment = other.fragment;
    this.candidates = candidates;
    this.out = other.out;
    this.positions = other.positions;
    this.scoped = other.scoped;
    this.text = read.content();
    this.decoded = read;
  }

  Content line(Positions.Place place, int start, int end) {
    if (fragment.binary()) {
      // What a file without lines would show as its line is not for people.
      return fragment
          .content()
          .slice(
              Math.max(place.lineFrom(), start - BINARY_LINE),
              Math.min(place.lineTo(), end + BINARY_LINE));
    }
    if (place.lineFrom() != lineFrom || place.lineTo() != lineTo) {
      lineFrom = place.lineFrom();
      lineTo = place.lineTo();
      line = fragment.content().slice(lineFrom, lineTo);
      lineIsAllowed = null;
    }
    return line;
  }

  /** Returns true if the last requested line has the comment that allows secrets. */
  boolean isAllowed() {
    Boolean allowed = lineIsAllowed;
    if (allowed == null) {
      allowed = line.indexOf(ALLOW_COMMENT, 0) >= 0;
      lineIsAllowed = allowed;
    }
    return allowed;
  }

  void start(Content newText, @Nullable DecodedText newDecoded) {
    text = newText;
    decoded = newDecoded;
  }
}
