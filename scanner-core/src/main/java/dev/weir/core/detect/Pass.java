package dev.weir.core.detect;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.rule.AllowComments;
import dev.weir.core.rule.Rule;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One round of all rules over one text of a fragment, as written or decoded. */
final class Pass {
  private static final Content GITLEAKS_COMMENT = Content.of("gitleaks:allow");

  /** The scanners whose comments are plain texts, which are quickly searched for. */
  private static final List<String> PLAIN = List.of("weir", "gitleaks");

  private static final Content OWN_COMMENT = Content.of("weir:allow");

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
  private @Nullable Boolean lineHasComment;
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
      lineHasComment = null;
    }
    return line;
  }

  /**
   * Returns the comment in the last requested line that allows what the rule finds there, or null.
   *
   * @param scanners whose comments count
   */
  @Nullable String allowComment(List<String> scanners, Rule rule, RuleIndex index) {
    if (scanners.isEmpty() || (!hasComment() && PLAIN.containsAll(scanners))) {
      return null;
    }
    return new AllowComments(scanners, id -> index.indexOf(id) >= 0)
        .allowing(line, lineBefore(), rule.id());
  }

  /** Returns true if the last requested line may have a comment of weir or gitleaks. */
  private boolean hasComment() {
    Boolean known = lineHasComment;
    if (known == null) {
      known = line.indexOf(GITLEAKS_COMMENT, 0) >= 0 || line.indexOf(OWN_COMMENT, 0) >= 0;
      lineHasComment = known;
    }
    return known;
  }

  private Content lineBefore() {
    byte[] bytes = fragment.content().bytes();
    int end = lineFrom;
    if (end <= 0 || fragment.binary()) {
      return Content.empty();
    }
    int start = end;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return fragment.content().slice(start, end);
  }

  void start(Content newText, @Nullable DecodedText newDecoded) {
    text = newText;
    decoded = newDecoded;
  }
}
