package dev.weir.core.detect;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.engine.MatchFilter;
import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RulesByLiteral;
import dev.weir.core.source.Scope;
import dev.weir.core.text.Content;
import dev.weir.core.text.LowerCase;
import dev.weir.core.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that can match in one text, and the windows where they can: each match of a rule
 * with anchors is within reach of one of them. Reused from text to text; not thread-safe.
 *
 * <p>Matching in the windows gives the same result as matching in the whole text. Every match, and
 * every path that the engine could have preferred to it, contains an anchor, so it is inside a
 * window.
 */
final class CandidateRules {
  /** The most bytes of a character that folds to an ASCII letter. */
  private static final int FOLD_BYTES = 3;

  /** A filter costs more than it saves at first, so a rule gets one after this many bytes. */
  private static final int BYTES_BEFORE_FILTER = 16_384;

  private static final ScopedFindings WHOLE = new ScopedFindings(Scope.WHOLE);

  private final RuleLiterals literals;
  private final boolean[] literalSeen;
  private final boolean[] keywordSeen;
  private final @Nullable Windows[] windows;
  private final @Nullable MatchFilter[] filters;
  private final int[] tried;
  // State to clear before the next text. Most texts concern only a few of the rules.
  private final IntList seenLiterals = new IntList();
  private final IntList awake = new IntList();
  private final boolean[] isAwake;
  private final Occurrences occurrences = new Occurrences();
  private final IntList candidates = new IntList();
  // Rules that are tried without any literal.
  private final IntList always = new IntList();
  // In rare texts other characters fold to ASCII letters, also in anchors; no literal shows these.
  private boolean hasFolds;
  private byte[] bytes = new byte[0];
  private @Nullable DecodedText decoded;
  private ScopedFindings scoped = WHOLE;

  CandidateRules(RuleIndex index) {
    literals = index.literals();
    int rules = literals.rules();
    literalSeen = new boolean[literals.search().size()];
    keywordSeen = new boolean[rules];
    isAwake = new boolean[rules];
    windows = new Windows[rules];
    filters = new MatchFilter[rules];
    tried = new int[rules];
    for (int rule = 0; rule < rules; rule++) {
      if (!literals.hasKeywords(rule) && !literals.isAnchored(rule)) {
        always.add(rule);
      }
    }
  }

  /** Finds the rules and windows for a text. */
  void look(Content text) {
    look(text, null);
  }

  /** Finds the rules and windows for a whole text. */
  void look(Content text, @Nullable DecodedText from) {
    look(text, from, WHOLE);
  }

  /**
   * Finds the rules and windows for a text.
   *
   * @param from null for a new text; if the text was decoded from the previous one, only windows
   *     that touch a decoded stretch are used
   * @param scope which findings count
   */
  void look(Content text, @Nullable DecodedText from, ScopedFindings scope) {
    decoded = from;
    scoped = scope;
    if (!begin(text)) {
      lookLowered(text);
    }
    if (from != null) {
      occurrences.searchAgain(literals.search(), from);
    } else {
      occurrences.search(literals.search(), bytes);
    }
    openWindows();
    collect();
  }

  /** Returns false if keywords must be searched in a copy in lower case. */
  private boolean begin(Content text) {
    forget();
    bytes = text.bytes();
    boolean ascii = Utf8.isAscii(bytes, 0, bytes.length);
    int letters = ascii ? 0 : LowerCase.asciiLetters(bytes, 0, bytes.length);
    hasFolds = (letters & LowerCase.FOLDS) != 0;
    return !hasFolds
        && (ascii || (literals.hasAsciiKeywords() && (letters & LowerCase.LOWERS) == 0));
  }

  private void lookLowered(Content text) {
    byte[] lower = LowerCase.of(text).bytes();
    literals.search().scan(lower, 0, lower.length, (literal, start) -> see(literal));
  }

  private void forget() {
    for (int i = 0; i < seenLiterals.size(); i++) {
      literalSeen[seenLiterals.get(i)] = false;
    }
    for (int i = 0; i < awake.size(); i++) {
      int rule = awake.get(i);
      keywordSeen[rule] = false;
      isAwake[rule] = false;
      Windows own = windows[rule];
      if (own != null) {
        own.clear();
      }
    }
    seenLiterals.clear();
    awake.clear();
  }

  private void see(int literal) {
    if (literalSeen[literal]) {
      return;
    }
    literalSeen[literal] = true;
    seenLiterals.add(literal);
    RulesByLiteral keywords = literals.keywords();
    for (int i = keywords.start(literal); i < keywords.end(literal); i++) {
      int rule = keywords.rule(i);
      keywordSeen[rule] = true;
      wake(rule);
    }
  }

  private void wake(int rule) {
    if (!isAwake[rule]) {
      isAwake[rule] = true;
      awake.add(rule);
    }
  }

  private void openWindows() {
    // A rule's keyword may follow its anchor, so all keywords are noted first.
    for (int i = 0; i < occurrences.size(); i++) {
      see(occurrences.literal(i));
    }
    RulesByLiteral rules = literals.anchors();
    IntList folding = hasFolds ? anchoredRules() : new IntList();
    int fold = hasFolds ? LowerCase.nextFold(bytes, 0) : -1;
    for (int i = 0; i < occurrences.size(); i++) {
      // Windows are opened about in the order of the text; any order gives windows that are large enough.
      while (fold >= 0 && fold <= occurrences.start(i)) {
        openAround(fold, folding);
        fold = LowerCase.nextFold(bytes, fold + 1);
      }
      int literal = occurrences.literal(i);
      for (int j = rules.start(literal); j < rules.end(literal); j++) {
        int rule = rules.rule(j);
        if (keywordSeen[rule] || !literals.hasKeywords(rule) || literals.isRequired(rule)) {
          open(rule, occurrences.start(i));
        }
      }
    }
    while (fold >= 0) {
      openAround(fold, folding);
      fold = LowerCase.nextFold(bytes, fold + 1);
    }
  }

  /** Returns the rules that are tried in windows, and whose keywords were seen. */
  private IntList anchoredRules() {
    IntList rules = new IntList();
    for (int rule = 0; rule < windows.length; rule++) {
      boolean applies =
          keywordSeen[rule] || !literals.hasKeywords(rule) || literals.isRequired(rule);
      if (applies && literals.isAnchored(rule)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /**
   * Opens windows for the matches that a character beyond ASCII may belong to, in the anchor or
   * elsewhere: the reach of a pattern counts a byte for each letter.
   */
  private void openAround(int fold, IntList rules) {
    for (int i = 0; i < rules.size(); i++) {
      int rule = rules.get(i);
      int before = literals.before(rule);
      int after = literals.after(rule);
      if (before == RegexAnchors.UNBOUNDED || after == RegexAnchors.UNBOUNDED) {
        windowsOf(rule).add(0, bytes.length);
        continue;
      }
      boolean line = before == RegexAnchors.LINE || after == RegexAnchors.LINE;
      int reach = FOLD_BYTES * (Math.max(before, 0) + Math.max(after, 0) + 1);
      int first = startOf(reach, line ? startOf(RegexAnchors.LINE, fold) : fold);
      int last = endOf(reach, line ? endOf(RegexAnchors.LINE, fold) : fold);
      windowsOf(rule)
          .add(
              before == RegexAnchors.LINE ? startOf(before, first) : first,
              after == RegexAnchors.LINE ? endOf(after, last) : last);
    }
  }

  private Windows windowsOf(int rule) {
    wake(rule);
    Windows own = windows[rule];
    if (own == null) {
      own = new Windows();
      windows[rule] = own;
    }
    return own;
  }

  private void open(int rule, int at) {
    Windows own = windowsOf(rule);
    int before = literals.before(rule);
    int after = literals.after(rule);
    if (after < 0 && own.reachesFrom(at - Math.max(before, 0), at)) {
      return;
    }
    own.add(startOf(before, at), endOf(after, at));
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

  private void collect() {
    candidates.clear();
    for (int i = 0; i < always.size(); i++) {
      candidates.add(always.get(i));
    }
    for (int i = 0; i < awake.size(); i++) {
      int rule = awake.get(i);
      boolean applies = keywordSeen[rule] || !literals.hasKeywords(rule);
      if (applies && (!literals.isAnchored(rule) || hasWindows(rule))) {
        candidates.add(rule);
      }
    }
    candidates.sort();
  }

  private boolean hasWindows(int rule) {
    Windows own = windows[rule];
    return own != null && own.count() > 0;
  }

  /** Returns how many rules can match. */
  int count() {
    return candidates.size();
  }

  /** Returns one of the rules that can match; they come in the order of the configuration. */
  int rule(int candidate) {
    return candidates.get(candidate);
  }

  /** Returns the matches of a rule that can match, or that another rule requires. */
  List<MatchSpan> matches(int rule, Regex regex, Content text) {
    if (!literals.isAnchored(rule)) {
      return regex.findAll(text, 0, text.length());
    }
    List<MatchSpan> found = new ArrayList<>(0);
    Windows own = windows[rule];
    for (int i = 0; own != null && i < own.count(); i++) {
      if (counts(own.start(i), own.end(i)) && mayMatch(rule, regex, own.start(i), own.end(i))) {
        regex.findAll(text, own.start(i), own.end(i), found);
      }
    }
    return found;
  }

  /**
   * Returns the first match that begins at {@code from} or later, in the window that {@code from}
   * belongs to, or null.
   */
  @Nullable MatchSpan next(int rule, Regex regex, Content text, int from) {
    if (!literals.isAnchored(rule)) {
      return regex.findFirst(text, from, text.length());
    }
    Windows own = windows[rule];
    for (int i = 0; own != null && i < own.count(); i++) {
      if (own.start(i) <= from && from < own.end(i)) {
        return regex.findFirst(text, from, own.end(i));
      }
    }
    return null;
  }

  private boolean counts(int start, int end) {
    DecodedText text = decoded;
    return text == null ? scoped.mayCount(start, end) : text.touches(start, end);
  }

  private boolean mayMatch(int rule, Regex regex, int start, int end) {
    if (hasFolds && (LowerCase.asciiLetters(bytes, start, end) & LowerCase.FOLDS) != 0) {
      return true;
    }
    MatchFilter filter = filters[rule];
    if (filter == null) {
      tried[rule] += end - start;
      if (tried[rule] < BYTES_BEFORE_FILTER) {
        return true;
      }
      filter = regex.filter();
      filters[rule] = filter;
    }
    return filter.mayMatch(bytes, start, end);
  }

  /** Returns the windows in which the pattern of a rule is tried, in order. */
  List<MatchSpan> windows(int rule) {
    if (!literals.isAnchored(rule)) {
      return List.of(new MatchSpan(0, bytes.length));
    }
    List<MatchSpan> spans = new ArrayList<>();
    Windows own = windows[rule];
    for (int i = 0; own != null && i < own.count(); i++) {
      spans.add(new MatchSpan(own.start(i), own.end(i)));
    }
    return spans;
  }
}
