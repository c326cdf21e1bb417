package dev.weir.fleet.work;

import dev.weir.core.detect.ShownTexts;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.redact.Redaction;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the results of a scan into rows that show no secret. The rows are made when the scan is
 * over: only then all secrets of the task are known.
 */
final class FoundRows implements ScanListener, AutoCloseable {
  private static final String VERIFIED = "verification:";

  private final Worker worker;
  private final String repository;
  private final RuleSet rules;
  private final RunSecrets secrets = new RunSecrets();
  private final FindingStore findings = new FindingStore();
  private final List<Unread> unread = new ArrayList<>();

  FoundRows(Worker worker, String repository, RuleSet rules) {
    this.worker = worker;
    this.repository = repository;
    this.rules = rules;
  }

  @Override
  public void onFinding(Finding finding) {
    try {
      findings.add(finding, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onUnread(Unread one) {
    unread.add(one);
  }

  @Override
  public boolean wantsSecrets() {
    return true;
  }

  @Override
  public void onSecret(Content secret) {
    secrets.add(secret);
  }

  @Override
  public void onSuppressed(Finding candidate, Suppression why) {
    if (why.isByUser() && candidate.maskedDigest().isEmpty()) {
      secrets.add(candidate.secret());
    }
  }

  /** Passes the rows on. */
  void pushRows(Consumer<Row> out) {
    if (findings.size() == 0 && unread.isEmpty()) {
      return;
    }
    ShownTexts texts = new ShownTexts(rules, secrets);
    findings.forEach(stored -> texts.add(stored.finding()));
    unread.forEach(one -> texts.add(one.path() + "\n" + one.reason()));
    texts.finish();
    Redaction redaction = Redaction.of(100, secrets, rules);
    findings.forEach(stored -> out.accept(row(stored.finding(), redaction)));
    unread.forEach(one -> out.accept(UnreadRows.row(repository, one, redaction)));
  }

  private Row row(Finding plain, Redaction redaction) {
    Finding finding = redaction.of(plain);
    CommitInfo shown = finding.commit();
    CommitInfo commit = shown == null ? CommitInfo.UNCOMMITTED : shown;
    Rule rule = rules.rule(plain.ruleId());
    String severity = rule == null ? "" : rule.metadata().severity().word();
    String digest = worker.digests().of(plain.secretDigest());
    return new Row(
        Table.FOUND,
        repository,
        finding.ruleId(),
        finding.description(),
        severity,
        plain.confidence().word(),
        digest,
        finding.path(),
        finding.symlinkPath(),
        (long) plain.location().startLine(),
        (long) plain.location().endLine(),
        (long) plain.location().startColumn(),
        (long) plain.location().endColumn(),
        finding.match().text(),
        (double) plain.entropy(),
        String.join(",", finding.tags()),
        commit.sha(),
        commit.author(),
        commit.email(),
        plain.sha().isEmpty() ? null : commit.date(),
        commit.message(),
        redaction.text(plain.fingerprint().toString()),
        finding.link(),
        verified(finding),
        secret(plain));
  }

  private static String verified(Finding finding) {
    for (String tag : finding.tags()) {
      if (tag.startsWith(VERIFIED)) {
        return tag.substring(VERIFIED.length());
      }
    }
    return "";
  }

  private @Nullable String secret(Finding plain) {
    boolean isKept = worker.keepsSecrets() && plain.maskedDigest().isEmpty();
    return isKept && !plain.secret().isEmpty()
        ? worker.digests().encrypted(plain.secret().bytes(), repository + " " + plain.fingerprint())
        : null;
  }

  @Override
  public void close() {
    try {
      findings.close();
    } catch (IOException e) {
      // The file has already been unlinked.
    }
  }
}
