package dev.weir.cli.verify;

import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ForwardingListener;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.source.Unread;
import dev.weir.rules.DefaultRules;
import dev.weir.verify.Subject;
import dev.weir.verify.Verdict;
import dev.weir.verify.Verifier;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Keeps the findings of a scan until its end, because a certificate may come after its key, and
 * then passes them on in order, each with a verdict. All other events go to another listener
 * immediately.
 */
final class VerifiedFindings extends ForwardingListener implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int AHEAD = 64;

  private final Verifier verifier;
  private final RuleSet rules;
  private final RuleSet builtIn = DefaultRules.ruleSet();
  private final BiConsumer<Finding, Verdict> to;
  private final FindingStore findings = new FindingStore();
  private final NearbyFindings nearby = new NearbyFindings();

  VerifiedFindings(
      Verifier verifier, RuleSet rules, ScanListener others, BiConsumer<Finding, Verdict> to) {
    super(others);
    this.verifier = verifier;
    this.rules = rules;
    this.to = to;
  }

  /** A finding whose verdict is being computed. */
  private record Waiting(Finding finding, Future<Verdict> verdict) {}

  /** Verifies the wanted findings and passes them on. */
  void verify(Predicate<Finding> wanted) throws InterruptedException {
    nearby.sort();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Deque<Waiting> waiting = new ArrayDeque<>();
    try {
      for (FindingStore.Stored stored : findings) {
        if (!wanted.test(stored.finding())) {
          continue;
        }
        Subject subject = subject(stored.finding());
        waiting.add(new Waiting(stored.finding(), threads.submit(() -> verifier.verdict(subject))));
        if (waiting.size() > AHEAD) {
          passOn(waiting.remove());
        }
      }
      while (!waiting.isEmpty()) {
        passOn(waiting.remove());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void passOn(Waiting next) throws InterruptedException {
    try {
      to.accept(next.finding(), next.verdict().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("verifying a secret failed", e.getCause());
    }
  }

  private Subject subject(Finding finding) {
    Rule rule = rules.rule(finding.ruleId());
    Rule ours = builtIn.rule(finding.ruleId());
    boolean same =
        rule != null
            && ours != null
            && rule.regex() != null
            && ours.regex() != null
            && rule.regex().pattern().equals(ours.regex().pattern())
            && rule.secretGroup() == ours.secretGroup();
    return new Subject(
        finding.ruleId(),
        same,
        same && ours != null ? ours.metadata().check().name() : "",
        finding.secret(),
        finding.match(),
        finding.line(),
        verifier.needsNear(finding.ruleId(), same) ? nearby.near(finding) : List.of());
  }

  @Override
  public void onFinding(Finding finding) {
    try {
      findings.add(finding, "");
      if (verifier.isNeededNear(finding.secret())) {
        nearby.add(finding);
      }
    } catch (IOException e) {
      onUnread(
          new Unread(
              finding.path() + ":" + finding.location().startLine(),
              "a finding cannot be kept until it is verified: " + FailureWords.of(e)));
    }
  }

  @Override
  public void close() {
    try {
      findings.close();
    } catch (IOException e) {
      // The file has already been unlinked, so nothing is left behind.
    }
  }
}
