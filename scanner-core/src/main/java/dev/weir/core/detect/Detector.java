package dev.weir.core.detect;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.decode.Decoder;
import dev.weir.core.decode.PlainReading;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.finding.RequiredFinding;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.RequiredRule;
import dev.weir.core.rule.Rule;
import dev.weir.core.source.Context;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies rules to fragments. Not thread-safe: each worker has its own detector and shares the
 * {@link RuleIndex}.
 */
public final class Detector {
  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  private final RuleIndex index;
  private final DetectOptions options;
  private final CandidateRules candidates;
  // Created for the first match.
  private @Nullable MatchJudge judge;
  // Created for the first fragment with a context.
  private @Nullable CandidateRules around;
  // Created for the first text that is not written as people read it.
  private @Nullable CandidateRules plain;
  private final Decoder decoder = new Decoder();

  public Detector(RuleIndex index, DetectOptions options) {
    this.index = index;
    this.options = options;
    this.candidates = new CandidateRules(index);
  }

  /**
   * Tries all rules on the fragment.
   *
   * <p>The findings are sorted by line and column, and at one place in the order of the rules.
   */
  public void detect(Fragment fragment, DetectionListener out) {
    if (fragment.content().isEmpty() && fragment.path().isEmpty()) {
      return;
    }
    if (options.ownPaths().contains(fragment.path())) {
      out.skipped(fragment, SkipReason.OWN_FILE, "it is the configuration or the baseline");
      return;
    }
    if (index.allowsPlace(fragment.sha(), fragment.path())) {
      out.skipped(fragment, SkipReason.ALLOWLISTED_PATH, "a global allowlist names it");
      return;
    }
    if (isTooLarge(fragment.content())) {
      String limit = "max_size=" + options.maxTargetMegabytes() + "MB";
      out.skipped(fragment, SkipReason.TOO_LARGE, limit);
    }
    List<Found> all = new ArrayList<>(0);
    Pass pass = new Pass(fragment, candidates, out);
    candidates.look(fragment.content(), null, pass.scoped);
    tryRules(pass, all);
    if (options.maxDecodeDepth() > 0 && !fragment.binary()) {
      searchPlain(pass, all);
    }
    boolean decodes = tryRounds(pass, options.maxDecodeDepth(), all);
    Context context = fragment.context();
    if (context != null && !fragment.content().isEmpty()) {
      searchAround(context.around(), fragment, decodes, out, all);
    }
    if (!all.isEmpty()) {
      report(all, pass.scoped, out);
    }
  }

  /**
   * Tries weir's own rules on a text as people read it, near the words that make rules candidates.
   * Rules without a confidence, such as those of gitleaks, are not affected.
   */
  private void searchPlain(Pass pass, List<Found> all) {
    boolean hasOwn = false;
    for (int i = 0; i < candidates.count() && !hasOwn; i++) {
      int rule = candidates.rule(i);
      hasOwn = !isLate(rule) && isOwn(index.rule(rule));
    }
    DecodedText read = hasOwn ? PlainReading.of(pass.text, candidates.words()) : null;
    if (read == null) {
      return;
    }
    CandidateRules again = plain;
    if (again == null) {
      again = new CandidateRules(index, candidates);
      plain = again;
    }
    again.lookAgain(read, candidates, pass.scoped);
    tryRules(new Pass(pass, again, read), all);
  }

  private static boolean isOwn(Rule rule) {
    return rule.metadata().confidence() != Confidence.UNKNOWN;
  }

  /**
   * Tries all rules on what a text decodes to.
   *
   * @return true if something was decoded
   */
  private boolean tryRounds(Pass pass, int rounds, List<Found> all) {
    for (int depth = 0; depth < rounds; depth++) {
      DecodedText decoded = decoder.decode(pass.text, pass.decoded);
      if (decoded == null) {
        break;
      }
      pass.start(decoded.content(), decoded);
      pass.candidates.look(pass.text, decoded, pass.scoped);
      tryRules(pass, all);
    }
    return pass.decoded != null;
  }

  /**
   * Adds findings that need the text around a piece of a file, and whose secret is in the piece.
   */
  private void searchAround(
      Context.Around wide,
      Fragment piece,
      boolean decodes,
      DetectionListener out,
      List<Found> all) {
    CandidateRules near = around;
    if (near == null) {
      near = new CandidateRules(index);
      around = near;
    }
    near.lookAround(wide.text(), wide.from(), wide.to(), decodes ? null : candidates);
    if (near.count() == 0 && !decodes) {
      return;
    }
    PieceFilter filter = new PieceFilter(piece, out);
    List<Found> found = new ArrayList<>(0);
    Pass pass = new Pass(wide.fragment(piece), near, filter);
    tryRules(pass, found);
    tryRounds(pass, decodes ? options.maxDecodeDepth() : 0, found);
    filter.addNew(found, all);
  }

  private boolean isTooLarge(Content text) {
    return options.maxTargetMegabytes() > 0
        && text.length() / BYTES_PER_MEGABYTE > options.maxTargetMegabytes();
  }

  /**
   * Tries all rules. Identifiers that are not asked for are tried last, and only if there are
   * findings, some of which may be about an identifier.
   */
  private void tryRules(Pass pass, List<Found> all) {
    int before = all.size();
    boolean isLeft = tryRules(pass, false, all);
    if (isLeft && all.size() > before) {
      tryRules(pass, true, all);
    }
  }

  private boolean isLate(int rule) {
    return index.literals().isIdentifier(rule)
        && !options.selection().identifiers()
        && !options.selection().explained();
  }

  /** Tries the rules that are late or those that are not; returns true if others are left. */
  private boolean tryRules(Pass pass, boolean late, List<Found> all) {
    boolean isLeft = false;
    boolean binary = pass.fragment.binary();
    boolean plainText = pass.decoded != null && pass.decoded.isExact();
    for (int candidate = 0; candidate < pass.candidates.count(); candidate++) {
      int i = pass.candidates.rule(candidate);
      if (isLate(i) != late) {
        isLeft = true;
        continue;
      }
      Rule rule = index.rule(i);
      if (rule.skipReport() || (binary && !isSpecific(rule)) || (plainText && !isOwn(rule))) {
        continue;
      }
      List<Finding> found = tryRule(rule, i, pass);
      if (!rule.required().isEmpty() && !found.isEmpty()) {
        found = requireOthers(rule, found, pass);
      }
      for (Finding finding : found) {
        all.add(new Found(finding, i, List.of()));
      }
    }
    return isLeft;
  }

  /** Returns true for rules that find nothing in random bytes. */
  private static boolean isSpecific(Rule rule) {
    return rule.regex() != null
        && rule.metadata().confidence() != Confidence.LOW
        && !GenericRuleFilter.isGeneric(rule.id());
  }

  /** Tries one rule, without testing its keywords and required rules. */
  private List<Finding> tryRule(Rule rule, int ruleIndex, Pass pass) {
    Fragment fragment = pass.fragment;
    Regex regex = rule.regex();
    // In a hook, matching one file costs less than making the program of an allowlist's pattern.
    boolean asksLate = regex != null && !AllowlistCheck.isReady(rule.allowlists());
    if (!asksLate && isPlaceAllowed(rule, fragment)) {
      return List.of();
    }
    Regex path = rule.path();
    if (path != null && !path.isFoundIn(fragment.path())) {
      return List.of();
    }
    if (regex == null) {
      boolean isFirst = pass.decoded == null && fragment.scope().isFirst();
      return isFirst ? List.of(pathFinding(rule, fragment)) : List.of();
    }
    if (isTooLarge(pass.text)) {
      return List.of();
    }
    List<MatchSpan> spans = pass.candidates.matches(ruleIndex, regex, pass.text);
    if (spans.isEmpty() || (asksLate && isPlaceAllowed(rule, fragment))) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>(0);
    int at = 0;
    while (at < spans.size()) {
      int inside = tryMatch(rule, regex, spans.get(at), pass, found);
      at++;
      if (inside >= 0) {
        at = searchInside(rule, ruleIndex, inside, spans, at, pass, found);
      }
    }
    return found;
  }

  private boolean isPlaceAllowed(Rule rule, Fragment fragment) {
    return index.allowlistCheck().allowsPlace(rule.allowlists(), fragment.sha(), fragment.path());
  }

  /**
   * Adds the finding of a match. If the match is rejected, returns where the search goes on inside
   * it: where the rejected value begins, because it may be the name of the next value. Returns -1
   * if the search goes on after the match.
   */
  private int tryMatch(Rule rule, Regex regex, MatchSpan span, Pass pass, List<Finding> found) {
    pass.rejectedAt = -1;
    Finding finding = judge().finding(rule, regex, span, pass);
    if (finding != null) {
      found.add(finding);
      return -1;
    }
    return options.searchRejected() && pass.rejectedAt > span.start() ? pass.rejectedAt : -1;
  }

  /**
   * Searches from inside a rejected match on, until the search meets one of the matches that follow
   * it, and returns the index of that one.
   */
  private int searchInside(
      Rule rule,
      int ruleIndex,
      int from,
      List<MatchSpan> spans,
      int next,
      Pass pass,
      List<Finding> found) {
    Regex regex = Objects.requireNonNull(rule.regex());
    int position = from;
    int at = next;
    MatchSpan span = pass.candidates.next(ruleIndex, regex, pass.text, position);
    while (span != null) {
      while (at < spans.size() && spans.get(at).start() < span.start()) {
        at++;
      }
      if (at < spans.size() && spans.get(at).equals(span)) {
        return at;
      }
      int inside = tryMatch(rule, regex, span, pass, found);
      position = inside >= 0 ? inside : Math.max(span.end(), position + 1);
      span = pass.candidates.next(ruleIndex, regex, pass.text, position);
    }
    while (at < spans.size() && spans.get(at).start() < position) {
      at++;
    }
    return at;
  }

  private MatchJudge judge() {
    MatchJudge ready = judge;
    if (ready == null) {
      ready = new MatchJudge(index, options);
      judge = ready;
    }
    return ready;
  }

  private Finding pathFinding(Rule rule, Fragment fragment) {
    return new Finding(
        rule.id(),
        rule.description(),
        fragment.path(),
        fragment.symlinkPath(),
        fragment.commit(),
        Location.NONE,
        Content.empty(),
        Content.of("file detected: " + fragment.path()),
        Content.empty(),
        0,
        rule.tags(),
        "",
        List.of(),
        Region.FILE,
        "",
        options.selection().rated() ? rule.metadata().confidence() : Confidence.UNKNOWN);
  }

  /** Keeps the findings that have a match of each required rule nearby. */
  private List<Finding> requireOthers(Rule rule, List<Finding> primary, Pass pass) {
    List<List<Finding>> others = new ArrayList<>();
    for (RequiredRule required : rule.required()) {
      int other = index.indexOf(required.ruleId());
      if (other < 0) {
        if (pass.fragment.scope().isFirst()) {
          pass.out.requiredRuleMissing(pass.fragment.path(), required.ruleId());
        }
        return List.of();
      }
      others.add(tryRule(index.rule(other), other, pass));
    }
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : primary) {
      Finding complete = withRequired(rule, finding, others, pass);
      if (complete != null) {
        kept.add(complete);
      }
    }
    return kept;
  }

  private static @Nullable Finding withRequired(
      Rule rule, Finding finding, List<List<Finding>> others, Pass pass) {
    List<RequiredFinding> near = new ArrayList<>();
    boolean onlyHere = false;
    for (int i = 0; i < others.size(); i++) {
      RequiredRule required = rule.required().get(i);
      int before = near.size();
      boolean allAcross = true;
      for (Finding other : others.get(i)) {
        if (isNear(required, finding.location(), other.location())) {
          allAcross &= pass.scoped.countsWith(finding, other);
          near.add(
              new RequiredFinding(other.ruleId(), other.location().startLine(), other.secret()));
        }
      }
      if (near.size() == before) {
        if (pass.scoped.counts(finding)) {
          pass.out.suppressed(finding, new Suppression.RequiredRuleAbsent(required.ruleId()));
        }
        return null;
      }
      onlyHere |= allAcross;
    }
    Finding complete = finding.withRequired(near);
    pass.scoped.replace(finding, complete, onlyHere);
    return complete;
  }

  private static boolean isNear(RequiredRule required, Location a, Location b) {
    Integer lines = required.withinLines();
    Integer columns = required.withinColumns();
    return (lines == null || Math.abs(a.startLine() - b.startLine()) <= lines)
        && (columns == null || Math.abs(a.startColumn() - b.startColumn()) <= columns);
  }

  private void report(List<Found> all, ScopedFindings scoped, DetectionListener out) {
    List<Found> kept = OneSecretFilter.filter(GenericRuleFilter.filter(all, out), index::rule, out);
    kept = RepeatFilter.filter(kept, index::rule, out);
    kept.sort(
        Comparator.comparingInt((Found found) -> found.finding().location().startLine())
            .thenComparingInt(found -> found.finding().location().startColumn())
            .thenComparingInt(Found::ruleIndex));
    for (Found found : kept) {
      Finding finding = found.finding();
      if (!scoped.counts(finding)) {
        continue;
      }
      Suppression why = options.selection().against(finding, index.rule(found.ruleIndex()));
      if (why != null) {
        out.suppressed(finding, why);
        continue;
      }
      finding = finding.withLink(options.links().linkTo(finding));
      if (out.wantsSecrets()) {
        RunSecrets.of(finding, index.rule(found.ruleIndex())).forEach(out::secret);
      }
      found.others().forEach(out::standsFor);
      out.found(finding);
    }
  }

  /**
   * A finding and the place of its rule in the configuration.
   *
   * @param others findings of weaker rules that are about the same secret
   */
  record Found(Finding finding, int ruleIndex, List<Finding> others) {
    Found with(List<Finding> weaker) {
      return new Found(finding, ruleIndex, weaker);
    }
  }
}
