package dev.weir.core.redact;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.RequiredFinding;
import dev.weir.core.redact.SecretMask.Span;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hides the secrets of a run in its findings, and in everything else that is written of it: names,
 * messages, logs. This is the one place that decides what is hidden. Not thread-safe.
 */
public class Redaction {
  /** Hides nothing. */
  public static final Redaction NONE = new Redaction(0, Set.of(), null);

  private final int percent;
  private final @Nullable RuleSet rules;
  private final SecretMask texts;
  private final SecretMask names;
  // Many findings are in the same line and the same commit.
  private @Nullable Content lastLine;
  private @Nullable Content lastMaskedLine;
  private @Nullable CommitInfo lastCommit;
  private @Nullable CommitInfo lastMaskedCommit;

  Redaction(int percent, Set<Content> secrets, @Nullable RuleSet rules) {
    this.percent = percent;
    this.rules = rules;
    this.texts = new SecretMask(secrets, percent);
    List<Content> inNames = new ArrayList<>(0);
    for (Content secret : secrets) {
      if (RunSecrets.isHiddenInNames(secret)) {
        inNames.add(secret);
      }
    }
    this.names = new SecretMask(inNames, percent);
  }

  /**
   * Returns a redaction.
   *
   * @param percent how much of each secret is hidden: 0 for nothing, 100 and above for all of it
   * @param secrets all secrets of the run
   * @param rules the rules of the run, or null if they are not known
   */
  public static Redaction of(int percent, RunSecrets secrets, @Nullable RuleSet rules) {
    return percent <= 0 ? NONE : new Redaction(percent, secrets.values(), rules);
  }

  /**
   * Returns a redaction that changes the fields that gitleaks changes, and the message: names stay,
   * and so does the rest of a match.
   */
  public static Redaction asGitleaks(int percent, RunSecrets secrets, @Nullable RuleSet rules) {
    return percent <= 0 ? NONE : new GitleaksRedaction(percent, secrets.values(), rules);
  }

  /** Hides one finding completely, without knowing others. */
  public static Finding hide(Finding finding) {
    RunSecrets own = new RunSecrets();
    own.add(finding.secret());
    own.add(finding.match());
    return of(100, own, null).of(finding);
  }

  /** Returns true if nothing is hidden. */
  public final boolean isOff() {
    return percent <= 0;
  }

  /** Returns a text that holds no secret: a line of a log, a reason. */
  public String text(String text) {
    return isOff() ? text : names.in(text);
  }

  /** Returns a finding that shows no secret. */
  public Finding of(Finding finding) {
    if (isOff()) {
      return finding;
    }
    boolean isMasked = !finding.maskedDigest().isEmpty();
    Content secret = finding.secret();
    boolean wholly = !isMasked && RunSecrets.hidesMatch(finding, rule(finding.ruleId()));
    Content match =
        isMasked
            ? texts.in(finding.match())
            : wholly ? whole(finding.match(), secret) : match(finding);
    Content shown = isMasked ? secret : SecretMask.of(secret, secret.isEmpty() ? 0 : percent);
    return masked(finding, line(finding, wholly), match, shown);
  }

  private Finding masked(Finding finding, Content line, Content match, Content secret) {
    CommitInfo commit = finding.commit();
    return new Finding(
        names.in(finding.ruleId()),
        names.in(finding.description()),
        names.in(finding.path()),
        names.in(finding.symlinkPath()),
        commit == null ? null : commit(commit, finding.secret()),
        finding.location(),
        line,
        match,
        secret,
        finding.entropy(),
        finding.tags().stream().map(names::in).toList(),
        names.in(finding.link()),
        required(finding.required()),
        finding.region(),
        finding.secretDigest(),
        finding.confidence());
  }

  final List<RequiredFinding> required(List<RequiredFinding> others) {
    List<RequiredFinding> required = new ArrayList<>(others.size());
    for (RequiredFinding other : others) {
      Content secret = SecretMask.of(other.secret(), percent);
      required.add(new RequiredFinding(text(other.ruleId()), other.startLine(), secret));
    }
    return required;
  }

  /** Returns a rule whose texts hold no secret. */
  public Rule of(Rule rule) {
    if (isOff()) {
      return rule;
    }
    RuleMetadata about = rule.metadata();
    return new Rule(
        names.in(rule.id()),
        names.in(rule.description()),
        rule.regex(),
        rule.path(),
        rule.secretGroup(),
        rule.entropy(),
        rule.keywords(),
        rule.tags().stream().map(names::in).toList(),
        rule.allowlists(),
        rule.required(),
        rule.skipReport(),
        new RuleMetadata(
            names.in(about.provider()),
            about.severity(),
            about.confidence(),
            names.in(about.revoke()),
            names.in(about.docs()),
            about.check(),
            about.identifier()));
  }

  private Content match(Finding finding) {
    Content match = finding.match();
    if (finding.secret().isEmpty()) {
      // The finding of a rule that only tests paths.
      return Content.of(names.in(match.text()));
    }
    return texts.in(match, spans(match, finding.secret()));
  }

  /** Shows no more of the secret in a match than elsewhere. */
  private Content whole(Content match, Content secret) {
    int at = secret.isEmpty() ? -1 : match.indexOf(secret, 0);
    int cut = SecretMask.kept(match.length(), percent);
    if (at >= 0) {
      cut = Math.min(cut, at + SecretMask.kept(secret.length(), percent));
    }
    return texts.in(match, new ArrayList<>(List.of(new Span(0, match.length(), cut))));
  }

  private Content line(Finding finding, boolean wholly) {
    Content line = finding.line();
    Content secret = finding.secret();
    boolean isMasked = !finding.maskedDigest().isEmpty();
    if (!isMasked && !secret.isEmpty() && !line.isEmpty() && !isShown(finding)) {
      // The line contains the encoded form of a decoded secret, which is as good as plain text.
      return SecretMask.of(line, 100);
    }
    boolean isShort = !isMasked && secret.length() < RunSecrets.LEAST_BYTES;
    boolean isOdd = wholly && finding.match().length() < RunSecrets.LEAST_BYTES;
    if (isShort || isOdd) {
      List<Span> spans = spans(line, secret);
      if (wholly) {
        spans.addAll(spans(line, finding.match()));
      }
      return texts.in(line, spans);
    }
    return line(line);
  }

  /** Returns true if the line contains the secret as it is. */
  private static boolean isShown(Finding finding) {
    // A long line with many findings is not searched from its start each time.
    int near = Math.max(0, finding.location().startColumn() - 2);
    return finding.line().indexOf(finding.secret(), near) >= 0
        || finding.line().indexOf(finding.secret(), 0) >= 0;
  }

  /** Masks a line, which may be long and have many findings. */
  final Content line(Content line) {
    Content known = lastMaskedLine;
    Content last = lastLine;
    if (known == null || last == null || !last.equals(line)) {
      known = texts.in(line);
      lastLine = line;
      lastMaskedLine = known;
    }
    return known;
  }

  final List<Span> spans(Content text, Content secret) {
    List<Span> spans = new ArrayList<>();
    if (!secret.isEmpty()) {
      for (int at = text.indexOf(secret, 0); at >= 0; ) {
        spans.add(texts.plain(at, at + secret.length()));
        at = text.indexOf(secret, at + secret.length());
      }
    }
    return spans;
  }

  private CommitInfo commit(CommitInfo commit, Content secret) {
    if (secret.length() < RunSecrets.LEAST_BYTES) {
      Content message = Content.of(commit.message());
      return commit(commit, texts.in(message, spans(message, secret)).text());
    }
    CommitInfo known = lastMaskedCommit;
    CommitInfo last = lastCommit;
    if (known == null || last == null || !last.equals(commit)) {
      known = commit(commit, texts.in(commit.message()));
      lastCommit = commit;
      lastMaskedCommit = known;
    }
    return known;
  }

  private CommitInfo commit(CommitInfo commit, String message) {
    return new CommitInfo(
        commit.sha(), names.in(commit.author()), names.in(commit.email()), commit.date(), message);
  }

  final int percent() {
    return percent;
  }

  final SecretMask texts() {
    return texts;
  }

  final @Nullable Rule rule(String id) {
    return rules == null ? null : rules.rule(id);
  }
}
