package dev.weir.core.detect;

import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.decode.DecodedText;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.text.Content;
import dev.weir.core.text.Entropy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides for each match of a rule whether it is a finding. Not thread-safe. */
final class MatchJudge {
  /** How likely a value must be a secret to be reported with medium confidence. */
  private static final double SURE = 0.9;

  private final RuleIndex index;
  private final DetectOptions options;
  private final SecretGroups groups = new SecretGroups();
  // The judgement of the last match by the check of its rule, or null.
  private @Nullable Judgement judgement;

  MatchJudge(RuleIndex index, DetectOptions options) {
    this.index = index;
    this.options = options;
  }

  /** Returns the finding for a match, or null if it is dropped. */
  @Nullable Finding finding(Rule rule, Regex regex, MatchSpan span, Pass pass) {
    Content match = trimNewlines(pass.text, span);
    DecodedText decoded = pass.decoded;
    int start = span.start();
    // gitleaks: newlines trimmed from the head do not move the start, so the end comes too early
    int end = start + match.length();
    List<String> tags = rule.tags();
    if (decoded != null) {
      if (!decoded.touches(span.start(), span.end())) {
        return null;
      }
      MatchSpan original = decoded.original(span.start(), span.end());
      start = original.start();
      end = original.end();
      tags = new ArrayList<>(tags);
      tags.addAll(decoded.tags(span.start(), span.end()));
    }
    Positions.Place place = pass.positions.of(start, end);
    Content line = pass.line(place, start, end);
    MatchSpan inMatch = groups.secret(rule, regex, match);
    Content secret = match.slice(inMatch.start(), inMatch.end());
    double entropy = Entropy.of(secret);
    Finding finding =
        new Finding(
            rule.id(),
            rule.description(),
            pass.fragment.path(),
            pass.fragment.symlinkPath(),
            pass.fragment.commit(),
            place.location(),
            line,
            match,
            secret,
            (float) entropy,
            tags,
            "",
            List.of(),
            region(match, secret, span, pass),
            "",
            Confidence.UNKNOWN);
    judgement = null;
    Suppression why = suppression(rule, finding, entropy, span, pass);
    if (why != null) {
      if (pass.scoped.counts(start, end)) {
        pass.out.suppressed(finding, why);
      }
      if (!(why instanceof Suppression.AllowComment)) {
        pass.rejectedAt = span.start() + headNewlines(pass.text, span) + inMatch.start();
      }
      return null;
    }
    if (options.selection().rated()) {
      finding = finding.withConfidence(confidence(rule, finding, span, pass));
    }
    pass.scoped.add(finding, start, end);
    return finding;
  }

  private static int headNewlines(Content text, MatchSpan span) {
    int start = span.start();
    while (start < span.end() && text.bytes()[start] == '\n') {
      start++;
    }
    return start - span.start();
  }

  private static Region region(Content match, Content secret, MatchSpan span, Pass pass) {
    DecodedText decoded = pass.decoded;
    if (decoded != null && !decoded.isExact()) {
      MatchSpan original = decoded.original(span.start(), span.end());
      return pass.positions.region(original.start(), original.end());
    }
    int from = span.start() + headNewlines(pass.text, span);
    int inMatch = secret.isEmpty() ? -1 : match.indexOf(secret, 0);
    int start = inMatch < 0 ? from : from + inMatch;
    int end = start + (inMatch < 0 ? match : secret).length();
    if (decoded != null) {
      MatchSpan original = decoded.original(start, end);
      return pass.positions.region(original.start(), original.end());
    }
    return pass.positions.region(start, end);
  }

  private @Nullable Suppression suppression(
      Rule rule, Finding finding, double entropy, MatchSpan span, Pass pass) {
    if (rule.entropy() != 0 && entropy <= rule.entropy()) {
      return new Suppression.LowEntropy(entropy, rule.entropy());
    }
    String comment = pass.allowComment(options.allowComments(), rule, index);
    if (comment != null) {
      return new Suppression.AllowComment(comment);
    }
    String sha = finding.sha();
    String path = finding.path();
    CandidateTexts texts = new CandidateTexts(finding, span, pass);
    Allowlist global = index.allowlistCheck().allowing(index.allowlists(), sha, path, texts);
    if (global != null) {
      return new Suppression.Allowlisted(true, global);
    }
    Allowlist own = index.allowlistCheck().allowing(rule.allowlists(), sha, path, texts);
    if (own != null) {
      return new Suppression.Allowlisted(false, own);
    }
    if (!options.strictChecks() && !rule.metadata().check().strict()) {
      return null;
    }
    ValueCheck check = index.check(rule);
    if (check == null) {
      return null;
    }
    Judgement made = check.judge(finding.secret(), finding.match(), place(finding, span, pass));
    judgement = made;
    return switch (made.outcome()) {
      case ACCEPTED -> null;
      case IDENTIFIER ->
          options.selection().identifiers() ? null : new Suppression.Identifier(made.reason());
      case DISMISSED -> new Suppression.Dismissed(made.reason());
    };
  }

  /** Returns the place of a match: where it would begin if all of it stood before its secret. */
  private static Surroundings place(Finding finding, MatchSpan span, Pass pass) {
    DecodedText decoded = pass.decoded;
    int at = span.start();
    if (decoded != null) {
      int inMatch = decoded.isExact() ? finding.match().indexOf(finding.secret(), 0) : -1;
      int secret = span.start() + headNewlines(pass.text, span) + Math.max(0, inMatch);
      at =
          inMatch < 0
              ? decoded.original(span.start(), span.end()).start()
              : decoded.original(secret, secret + finding.secret().length()).start() - inMatch;
    }
    return new Surroundings(finding.path(), pass.fragment.content(), Math.max(0, at));
  }

  /** Rates a finding by its rule, by what its check says, and by its place. */
  private Confidence confidence(Rule rule, Finding finding, MatchSpan span, Pass pass) {
    Confidence ofRule = rule.metadata().confidence();
    if (ofRule == Confidence.UNKNOWN) {
      return ofRule;
    }
    Judgement made = judgement;
    Confidence ofValue = made == null ? ofRule : ofValue(ofRule, made);
    return place(finding, span, pass).isTest() ? ofValue.lower() : ofValue;
  }

  /** Only a judgement with a score changes what the rule says. */
  private static Confidence ofValue(Confidence ofRule, Judgement made) {
    if (made.outcome() == Judgement.Outcome.IDENTIFIER) {
      return Confidence.LOW;
    }
    if (!made.isScored()) {
      return ofRule;
    }
    boolean sure = made.probability() >= SURE;
    return switch (ofRule) {
      case LOW -> sure ? Confidence.MEDIUM : Confidence.LOW;
      case MEDIUM -> sure ? Confidence.MEDIUM : Confidence.LOW;
      case HIGH, UNKNOWN -> ofRule;
    };
  }

  private static Content trimNewlines(Content text, MatchSpan span) {
    byte[] bytes = text.bytes();
    int start = span.start();
    int end = span.end();
    while (start < end && bytes[start] == '\n') {
      start++;
    }
    while (end > start && bytes[end - 1] == '\n') {
      end--;
    }
    return text.slice(start, end);
  }

  /**
   * A candidate's texts. The line of a decoded candidate is computed only if an allowlist needs it.
   */
  private record CandidateTexts(Finding finding, MatchSpan span, Pass pass)
      implements AllowlistCheck.Candidate {
    @Override
    public Content match() {
      return finding.match();
    }

    @Override
    public Content secret() {
      return finding.secret();
    }

    @Override
    public Content currentLine() {
      DecodedText decoded = pass.decoded;
      return decoded == null ? finding.line() : decoded.line(span.start(), span.end());
    }
  }
}
