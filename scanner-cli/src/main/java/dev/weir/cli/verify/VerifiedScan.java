package dev.weir.cli.verify;

import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.settings.VerifySettings;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.ForwardingSink;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Source;
import dev.weir.core.text.Utf8;
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
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs a scan with {@code --verify}: tags say whether the secret of a finding is live. */
public final class VerifiedScan {
  private final Verifier verifier;
  private final CommittedCertificates certificates;
  private final RuleSet rules;

  private VerifiedScan(Verifier verifier, CommittedCertificates certificates, RuleSet rules) {
    this.verifier = verifier;
    this.certificates = certificates;
    this.rules = rules;
  }

  /**
   * Returns a scan that verifies its findings.
   *
   * @throws UsageException if the file of the settings or the proxy is invalid
   */
  public static VerifiedScan of(VerifySettings settings, RuleSet rules, Environment environment) {
    CommittedCertificates certificates = new CommittedCertificates();
    Verifier verifier =
        settings.how() == VerifySettings.How.ONLINE
            ? online(settings.config(), certificates, environment)
            : Verifier.offline(certificates, environment.clock());
    return new VerifiedScan(verifier, certificates, rules);
  }

  private static Verifier online(
      String config, CommittedCertificates certificates, Environment environment) {
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

  private static UsageException wrong(String what) {
    return new UsageException(what, ExitCode.FAILURE, false);
  }

  /**
   * Scans, and then passes on each finding with its verdict.
   *
   * @param listener is notified of everything except findings
   * @param to takes the findings, in order
   */
  public ScanSummary scan(
      Scanner scanner, Source source, ScanListener listener, BiConsumer<Finding, Verdict> to)
      throws InterruptedException {
    return scan(scanner, source, listener, finding -> true, to);
  }

  /**
   * Scans, and then passes on each wanted finding with its verdict. Nobody is asked about others.
   *
   * @param listener is notified of everything except findings
   * @param to takes the findings, in order
   */
  public ScanSummary scan(
      Scanner scanner,
      Source source,
      ScanListener listener,
      Predicate<Finding> wanted,
      BiConsumer<Finding, Verdict> to)
      throws InterruptedException {
    try (VerifiedFindings findings = new VerifiedFindings(verifier, rules, listener, to)) {
      ScanSummary summary = scanner.scan(CertificateWatch.of(source, certificates), findings);
      findings.verify(wanted);
      return summary;
    }
  }

  /** Scans, and then passes on each finding, tagged with its verdict. */
  public ScanSummary scan(Scanner scanner, Source source, ScanListener listener)
      throws InterruptedException {
    return scan(
        scanner,
        source,
        listener,
        (finding, verdict) -> listener.onFinding(tagged(finding, verdict)));
  }

  private static @Nullable String text(String config, Environment environment) {
    if (config.isEmpty()) {
      return null;
    }
    try {
      return Utf8.decodeStrictly(
          Files.readAllBytes(environment.workingDirectory().resolve(config)));
    } catch (IOException e) {
      throw wrong("--verify-config: cannot read " + config + ": " + FailureWords.of(e));
    }
  }

  private static Finding tagged(Finding finding, Verdict verdict) {
    List<String> tags = new ArrayList<>(finding.tags());
    tags.addAll(verdict.tags());
    return finding.withTags(tags);
  }

  /** Passes everything on and keeps the certificates in the text. */
  private static final class CertificateWatch extends ForwardingSink {
    private final CommittedCertificates certificates;

    private CertificateWatch(Source.Sink to, CommittedCertificates certificates) {
      super(to);
      this.certificates = certificates;
    }

    static Source of(Source source, CommittedCertificates certificates) {
      return sink -> source.forEachFragment(new CertificateWatch(sink, certificates));
    }

    @Override
    protected Source.Sink around(Source.Sink other) {
      return new CertificateWatch(other, certificates);
    }

    @Override
    public void fragment(Fragment fragment) throws InterruptedException {
      certificates.look(fragment.content());
      super.fragment(fragment);
    }
  }
}
