package dev.weir.core.detect;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.engine.MatchFilter;
import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RulesByLiteral;
import dev.weir.core.source.Scope;
import dev.weir.core.text.Binary;
import dev.weir.core.text.Content;
import dev.weir.core.text.LowerCase;
import dev.weir.core.text.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that can match in one text, and the windows where they can: each match of a rule
 * with anchors is within reach of one of them. Reused from text to text; not thread-safe.
 *
 * <p>Matching in the windows gives the same result as matching in the whole text. Every match, and
 * every path that the engine could have preferred to it, contains an anchor, so it is inside a
 * window. In rare texts a character beyond ASCII may stand for a letter of an anchor; then there
 * are windows around these characters too.
 */
final class CandidateRules {
  /** A filter costs more than it saves at first, so a rule gets one after this many bytes. */
  private static final int BYTES_BEFORE_FILTER = 16_384;

  /** How far around a focus a rule without anchors is tried, in bytes. */
  private static final int UNANCHORED_REACH = 1_024;

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
  // Ranges with characters that fold to ASCII letters; most texts have none.
  private int[] folds = {};
  private boolean isLowered;
  private byte[] bytes = new byte[0];
  private @Nullable DecodedText decoded;
  // With a focus only matches that touch this range are wanted, and only those that a search of the
  // range alone does not find.
  private int focusFrom;
  private int focusTo = -1;
  private final boolean[] keywordInside;
  // The matches in the whole text of the rules whose matches can be long.
  private final Map<Integer, List<MatchSpan>> farMatches = new HashMap<>();
  private final boolean[] literalInside;
  private ScopedFindings scoped = WHOLE;

  CandidateRules(RuleIndex index) {
    this(index, new MatchFilter[index.literals().rules()], new int[index.literals().rules()]);
  }

  /** Creates candidates of other texts, which share what filters learn. */
  CandidateRules(RuleIndex index, CandidateRules other) {
    this(index, other.filters, other.tried);
  }

  private CandidateRules(RuleIndex index, @Nullable MatchFilter[] filters, int[] tried) {
    literals = index.literals();
    int rules = literals.rules();
    this.filters = filters;
    this.tried = tried;
    literalSeen = new boolean[literals.search().size()];
    keywordSeen = new boolean[rules];
    isAwake = new boolean[rules];
    keywordInside = new boolean[rules];
    literalInside = new boolean[literals.search().size()];
    windows = new Windows[rules];
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
   * Finds the rules and windows for the matches that touch a range of a text and that are not found
   * in the range alone: those that extend beyond it, whose keyword is outside, or whose rule
   * requires another one. The text of the call before is not searched again.
   *
   * @param from the start of the range, at the start of a line
   * @param to the end of the range, after the end of a line
   * @param alone the rules that were found for the range alone, or null
   */
  void lookAround(Content text, int from, int to, @Nullable CandidateRules alone) {
    Occurrences inside = alone == null ? null : alone.occurrences;
    boolean isKnown = focusTo >= 0 && bytes == text.bytes();
    if (!isKnown) {
      farMatches.clear();
    }
    forget();
    focusFrom = from;
    focusTo = to;
    decoded = null;
    isLowered = isKnown ? isLowered : !begin(text);
    if (isLowered) {
      lookLowered(text);
    }
    occurrences.searchAround(literals, bytes, from, to, inside, isKnown);
    openWindows();
    collect();
  }

  /**
   * Finds the rules and windows for a text.
   *
   * @param from null for a new text; if the text was decoded from the previous one, only windows
   *     that touch a decoded stretch are used
   * @param scope which findings count
   */
  void look(Content text, @Nullable DecodedText from, ScopedFindings scope) {
    focusTo = -1;
    decoded = from;
    forget();
    scoped = scope;
    isLowered = !begin(text);
    if (isLowered) {
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

  /**
   * Finds the rules and windows for a text that was made from the text of other candidates.
   *
   * @param before the candidates of that text
   */
  void lookAgain(DecodedText text, CandidateRules before, ScopedFindings scope) {
    occurrences.copy(before.occurrences);
    look(text.content(), text, scope);
  }

  /** Returns the start and the end of each literal in the text, in the order of their starts. */
  int[] words() {
    int[] words = new int[2 * occurrences.size()];
    for (int i = 0; 2 * i < words.length; i++) {
      words[2 * i] = occurrences.start(i);
      words[2 * i + 1] = words[2 * i] + literals.search().length(occurrences.literal(i));
    }
    return words;
  }

  /** Returns false if keywords must be searched in a copy in lower case. */
  private boolean begin(Content text) {
    bytes = text.bytes();
    boolean ascii = Utf8.isAscii(bytes, 0, bytes.length);
    // In pictures and programs the bytes of such letters are chance.
    boolean isText = !ascii && !Binary.isBinary(bytes);
    int letters = isText ? LowerCase.asciiLetters(bytes, 0, bytes.length) : 0;
    folds = LowerCase.folds(bytes, letters);
    return folds.length == 0
        && (ascii
            || ((letters & LowerCase.LOWERS) == 0
                && (literals.hasAsciiKeywords() || !literals.hasUpperCase(bytes))));
  }

  private void lookLowered(Content text) {
    byte[] lower = LowerCase.of(text).bytes();
    literals.search().scan(lower, 0, lower.length, (literal, start) -> see(literal));
  }

  private void forget() {
    for (int i = 0; i < seenLiterals.size(); i++) {
      literalSeen[seenLiterals.get(i)] = false;
      literalInside[seenLiterals.get(i)] = false;
    }
    for (int i = 0; i < awake.size(); i++) {
      int rule = awake.get(i);
      keywordSeen[rule] = false;
      keywordInside[rule] = false;
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

  private void seeInside(int literal) {
    if (literalInside[literal]) {
      return;
    }
    literalInside[literal] = true;
    RulesByLiteral keywords = literals.keywords();
    for (int i = keywords.start(literal); i < keywords.end(literal); i++) {
      keywordInside[keywords.rule(i)] = true;
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
      if (focusTo >= 0 && isInside(i)) {
        seeInside(occurrences.literal(i));
      }
    }
    RulesByLiteral rules = literals.anchors();
    int fold = 0;
    for (int i = 0; i < occurrences.size(); i++) {
      for (; fold < folds.length && folds[fold] < occurrences.start(i); fold += 2) {
        openAround(folds[fold], folds[fold + 1]);
      }
      int literal = occurrences.literal(i);
      for (int j = rules.start(literal); j < rules.end(literal); j++) {
        int rule = rules.rule(j);
        if (focusTo >= 0 && literals.isImplying(rule)) {
          keywordSeen[rule] = true;
          keywordInside[rule] |= isInside(i);
        }
        if (keywordSeen[rule] || !literals.hasKeywords(rule) || literals.isRequired(rule)) {
          open(rule, occurrences.start(i));
        }
      }
    }
    for (; fold < folds.length; fold += 2) {
      openAround(folds[fold], folds[fold + 1]);
    }
  }

  /** Opens windows for all matches that contain a character in a range. */
  private void openAround(int from, int to) {
    for (int rule = 0; rule < keywordSeen.length; rule++) {
      boolean applies =
          keywordSeen[rule] || !literals.hasKeywords(rule) || literals.isRequired(rule);
      if (applies && literals.isAnchored(rule)) {
        ofWoken(rule).addAround(bytes, from, to, literals.before(rule), literals.after(rule));
      }
    }
  }

  private boolean hasFold(int from, int to) {
    for (int i = 0; i < folds.length; i += 2) {
      if (folds[i] < to && folds[i + 1] > from) {
        return true;
      }
    }
    return false;
  }

  private boolean isInside(int occurrence) {
    int start = occurrences.start(occurrence);
    int end = start + literals.search().length(occurrences.literal(occurrence));
    return start >= focusFrom && end <= focusTo;
  }

  /**
   * Returns false if no match with an anchor at this offset can extend over the ends of the focus.
   */
  private boolean crossesFocus(int rule, int at) {
    boolean isInside = at >= focusFrom && at < focusTo;
    if (literals.isFar(rule) || (isInside && isTriedAgain(rule))) {
      return true;
    }
    // The focus consists of whole lines, so a newline comes before it and one ends it.
    int before = literals.lineBefore(rule);
    int after = literals.lineAfter(rule);
    return isWithin(focusFrom - at, after)
        || isWithin(focusTo - at, after)
        || isWithin(at - focusFrom + 1, before)
        || isWithin(at - focusTo + 1, before);
  }

  private static boolean isWithin(int distance, int reach) {
    return distance > 0 && (reach == RegexAnchors.UNBOUNDED || distance <= reach);
  }

  private void open(int rule, int at) {
    if (focusTo >= 0 && !literals.isRequired(rule) && !crossesFocus(rule, at)) {
      return;
    }
    ofWoken(rule).addAt(bytes, at, literals.before(rule), literals.after(rule));
  }

  /** Returns the windows of a rule, which is tried from now on. */
  private Windows ofWoken(int rule) {
    wake(rule);
    Windows own = windows[rule];
    if (own == null) {
      own = new Windows();
      windows[rule] = own;
    }
    return own;
  }

  private void collect() {
    candidates.clear();
    for (int i = 0; i < always.size(); i++) {
      if (focusTo < 0 || isTriedAgain(always.get(i))) {
        candidates.add(always.get(i));
      }
    }
    for (int i = 0; i < awake.size(); i++) {
      int rule = awake.get(i);
      boolean applies = keywordSeen[rule] || !literals.hasKeywords(rule);
      boolean isTried = literals.isAnchored(rule) ? hasWindows(rule) : isTriedAgain(rule);
      if (applies && isTried) {
        candidates.add(rule);
      }
    }
    candidates.sort();
  }

  /** Returns true if a rule may match what a search of the focus alone does not find. */
  private boolean isTriedAgain(int rule) {
    return focusTo < 0
        || literals.isCrossing(rule)
        || literals.isRequiring(rule)
        || (literals.hasKeywords(rule) && !keywordInside[rule]);
  }

  /** Returns true if a match of a rule can be in one of its windows. */
  private boolean hasWindows(int rule) {
    Windows own = windows[rule];
    for (int i = 0; own != null && i < own.count(); i++) {
      if (hasRun(rule, own.start(i), own.end(i))) {
        return true;
      }
    }
    return false;
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
      boolean isNear = focusTo >= 0 && !literals.isRequired(rule);
      int from = isNear ? Math.max(0, focusFrom - UNANCHORED_REACH) : 0;
      int to = isNear ? Math.min(text.length(), focusTo + UNANCHORED_REACH) : text.length();
      return regex.findAll(text, from, to);
    }
    if (focusTo < 0 || literals.isRequired(rule)) {
      return matchesInWindows(rule, regex, text);
    }
    List<MatchSpan> all = farMatches.get(rule);
    if (all == null) {
      all = matchesInWindows(rule, regex, text);
      if (literals.isFar(rule)) {
        farMatches.put(rule, all);
      }
    }
    List<MatchSpan> touching = new ArrayList<>(all);
    touching.removeIf(span -> span.start() >= focusTo || span.end() <= focusFrom);
    return touching;
  }

  private List<MatchSpan> matchesInWindows(int rule, Regex regex, Content text) {
    List<MatchSpan> found = new ArrayList<>(0);
    Windows own = windows[rule];
    for (int i = 0; own != null && i < own.count(); i++) {
      int start = own.start(i);
      int end = own.end(i);
      if (counts(rule, start, end) && hasRun(rule, start, end)) {
        tried[rule] += end - start;
        MatchFilter filter = filter(rule, regex, start, end);
        regex.findAll(text, start, end, last(own, i), filter, found);
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
      int end = own.end(i);
      if (own.start(i) <= from && from < end) {
        MatchFilter filter = filter(rule, regex, from, end);
        return regex.findFirst(text, from, end, last(own, i), filter);
      }
    }
    return null;
  }

  private boolean counts(int rule, int start, int end) {
    if (focusTo >= 0 && !literals.isRequired(rule) && !literals.isFar(rule)) {
      boolean touches = start < focusTo && end > focusFrom;
      boolean isInside = start >= focusFrom && end <= focusTo;
      boolean isTried = !literals.hasKeywords(rule) || keywordInside[rule];
      return touches && !(isInside && isTried && !literals.isRequiring(rule));
    }
    DecodedText text = decoded;
    return text == null ? scoped.mayCount(start, end) : text.touches(start, end);
  }

  private boolean hasRun(int rule, int start, int end) {
    return literals.runs().mayBeIn(rule, bytes, start, end) || hasFold(start, end);
  }

  /** Returns the filter of a rule for a range of the text, or null for none. */
  private @Nullable MatchFilter filter(int rule, Regex regex, int start, int end) {
    // Filters do not know characters that fold to letters.
    if (hasFold(start, end)) {
      return null;
    }
    MatchFilter filter = filters[rule];
    if (filter == null && tried[rule] >= BYTES_BEFORE_FILTER) {
      filter = regex.filter();
      filters[rule] = filter;
    }
    return filter;
  }

  /** Returns an offset after which no match of a window begins. */
  private int last(Windows own, int window) {
    // With a focus not every anchor opens a window.
    return focusTo < 0 ? own.last(window) : own.end(window);
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
