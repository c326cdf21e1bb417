package dev.weir.core.detect;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.RegexAnchors;
import dev.weir.core.text.Content;
import dev.weir.core.text.LowerCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rules that can match in one text, and the windows where they can: each match of a rule with
 * anchors lies within reach of one of them. Reused from text to text; not thread-safe.
 *
 * <p>Matching in the windows gives what matching in the whole text gives, since every match, and
 * every path that the engine could have preferred to it, contains an anchor and so lies in a
 * window.
 */
final class CandidateRules {
  private final RuleIndex index;
  private final boolean[] keywordSeen;
  private final Windows[] windows;
  // Texts where other characters fold to ASCII letters are searched as a whole.
  private boolean wholeText;
  private byte[] bytes = new byte[0];

  CandidateRules(RuleIndex index) {
    this.index = index;
    this.keywordSeen = new boolean[index.size()];
    this.windows = new Windows[index.size()];
    Arrays.setAll(windows, i -> new Windows());
  }

  /** Looks at a text. */
  void look(Content text) {
    bytes = text.bytes();
    Arrays.fill(keywordSeen, false);
    for (Windows window : windows) {
      window.clear();
    }
    boolean ascii = text.chars().isAscii();
    wholeText = !ascii && LowerCase.foldsToAscii(bytes);
    if (wholeText || (!ascii && !index.hasAsciiKeywords())) {
      byte[] lower = LowerCase.of(text).bytes();
      index.automaton().scan(lower, 0, lower.length, (literal, start) -> seeKeyword(literal));
      if (wholeText) {
        return;
      }
    }
    index
        .automaton()
        .scan(
            bytes,
            0,
            bytes.length,
            (literal, start) -> {
              seeKeyword(literal);
              for (int rule : index.rulesWithAnchor(literal)) {
                open(rule, start);
              }
            });
  }

  private void seeKeyword(int literal) {
    for (int rule : index.rulesWithKeyword(literal)) {
      keywordSeen[rule] = true;
    }
  }

  private void open(int rule, int at) {
    RegexAnchors anchors = index.anchors(rule);
    Windows own = windows[rule];
    if (anchors.after() < 0 && own.reachesFrom(at - Math.max(anchors.before(), 0), at)) {
      return;
    }
    own.add(startOf(anchors.before(), at), endOf(anchors.after(), at));
  }

  private int startOf(int before, int at) {
    if (before == RegexAnchors.UNBOUNDED) {
      return 0;
    }
    if (before == RegexAnchors.LINE) {
      int start = at;
      while (start > 0 && bytes[start - 1] != '\n') {
        start--;
      }
      return start;
    }
    return Math.max(0, at - before);
  }

  private int endOf(int after, int at) {
    if (after == RegexAnchors.UNBOUNDED) {
      return bytes.length;
    }
    if (after == RegexAnchors.LINE) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      return end;
    }
    return (int) Math.min(bytes.length, (long) at + after);
  }

  /** Returns the first rule at or after {@code from} that can match, or -1. */
  int next(int from) {
    for (int rule = from; rule < keywordSeen.length; rule++) {
      if ((keywordSeen[rule] || !index.hasKeywords(rule)) && canMatch(rule)) {
        return rule;
      }
    }
    return -1;
  }

  private boolean canMatch(int rule) {
    return wholeText || !index.anchors(rule).isPresent() || !windows[rule].isEmpty();
  }

  /** Returns the matches of a rule, whether or not its keywords were seen. */
  List<MatchSpan> matches(int rule, Regex regex, Content text) {
    if (wholeText || !index.anchors(rule).isPresent()) {
      return regex.findAll(text, 0, text.length());
    }
    Windows own = windows[rule];
    List<MatchSpan> found = new ArrayList<>(0);
    for (int i = 0; i < own.count(); i++) {
      regex.findAll(text, own.start(i), own.end(i), found);
    }
    return found;
  }

  /** Ranges that neither overlap nor touch, in order. */
  private static final class Windows {
    private int[] bounds = new int[8];
    private int size;

    void clear() {
      size = 0;
    }

    boolean isEmpty() {
      return size == 0;
    }

    int count() {
      return size / 2;
    }

    int start(int i) {
      return bounds[2 * i];
    }

    int end(int i) {
      return bounds[2 * i + 1];
    }

    /** Returns true if the last window, which is open to an end, covers these places. */
    boolean reachesFrom(int first, int last) {
      return size > 0 && bounds[size - 2] <= Math.max(first, 0) && last < bounds[size - 1];
    }

    void add(int start, int end) {
      int from = start;
      int to = end;
      while (size > 0 && bounds[size - 1] >= from) {
        from = Math.min(from, bounds[size - 2]);
        to = Math.max(to, bounds[size - 1]);
        size -= 2;
      }
      if (size == bounds.length) {
        bounds = Arrays.copyOf(bounds, size * 2);
      }
      bounds[size++] = from;
      bounds[size++] = to;
    }
  }
}
