package dev.weir.cli.scan;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Redaction;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.Source;
import dev.weir.core.text.Utf8;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.rules.DefaultRules;
import dev.weir.verify.CommittedCertificates;
import dev.weir.verify.Verdict;
import dev.weir.verify.VerificationException;
import dev.weir.verify.Verifications;
import dev.weir.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code --verify}: a scan whose findings are tagged with whether they are live. */
public final class VerifiedScan {
  private static final String ONLINE = "online";
  private static final String OFFLINE = "offline";

  private VerifiedScan() {}

  /** Checks the flags before anything is scanned. */
  static void check(CommandLine line) {
    String how = line.text("verify");
    if (!how.isEmpty() && !how.equals(ONLINE) && !how.equals(OFFLINE)) {
      throw wrong("invalid value " + GoQuote.quote(how) + " of --verify: online or offline");
    }
    if (how.isEmpty() && !line.text("verify-config").isEmpty()) {
      throw wrong("--verify-config says whom to ask, but without --verify nobody is asked");
    }
    if (!how.isEmpty() && line.redactPercent() > 0 && !line.text("baseline-path").isEmpty()) {
      throw wrong(
          "--verify with --redact cannot know which findings of the baseline are masked; leave out"
              + " --redact or --baseline-path");
    }
  }

  private static UsageException wrong(String what) {
    return new UsageException(what, ExitCode.FAILURE, false);
  }

  static ScanSummary scan(
      Scanner scanner,
      Source source,
      RuleSet rules,
      CommandLine line,
      Environment environment,
      ScanListener output)
      throws InterruptedException {
    int percent = line.redactPercent();
    CommittedCertificates certificates = new CommittedCertificates();
    Verifier verifier =
        verifier(
            line.text("verify").equals(ONLINE),
            line.text("verify-config"),
            certificates,
            environment);
    try (VerifiedFindings findings =
        new VerifiedFindings(
            verifier,
            rules,
            output,
            (finding, verdict) ->
                output.onFinding(masked(tagged(finding, verdict), rules, percent)))) {
      ScanSummary summary = scanner.scan(CertificateWatch.of(source, certificates), findings);
      findings.handOn();
      return summary;
    }
  }

  /** Returns what judges secrets; {@link UsageException} if its file or the proxy is wrong. */
  public static Verifier verifier(
      boolean online, String config, CommittedCertificates certificates, Environment environment) {
    if (!online) {
      return Verifier.offline(certificates, environment.clock());
    }
    try {
      return Verifier.online(
          Verifications.of(DefaultRules.verifications(), config, text(config, environment)),
          certificates,
          environment.variables(),
          environment.clock());
    } catch (VerificationException e) {
      throw wrong("--verify: " + e.getMessage());
    }
  }

  private static @Nullable String text(String config, Environment environment) {
    if (config.isEmpty()) {
      return null;
    }
    try {
      byte[] bytes = Files.readAllBytes(environment.workingDirectory().resolve(config));
      return Utf8.decode(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw wrong("--verify-config: cannot read " + config + ": " + FailureWords.of(e));
    }
  }

  private static Finding tagged(Finding finding, Verdict verdict) {
    List<String> tags = new ArrayList<>(finding.tags());
    tags.addAll(verdict.tags());
    return finding.withTags(tags);
  }

  // As the scan itself would have done it.
  private static Finding masked(Finding finding, RuleSet rules, int percent) {
    Rule rule = rules.rule(finding.ruleId());
    boolean wholeMatch = rule != null && rule.masksWholeMatch();
    return Redaction.redact(finding, percent, wholeMatch);
  }
}
