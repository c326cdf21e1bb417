package dev.weir.verify;

import dev.weir.core.text.Content;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks whether secrets are live, each once. Thread-safe. */
public final class Verifier {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final OfflineEvidence offline;
  private final @Nullable Verifications verifications;
  private final @Nullable HttpVerifier http;
  private final @Nullable AwsVerifier aws;
  private final AskedOnce<Subject> asked = new AskedOnce<>();

  private Verifier(
      OfflineEvidence offline,
      @Nullable Verifications verifications,
      @Nullable HttpVerifier http,
      @Nullable AwsVerifier aws) {
    this.offline = offline;
    this.verifications = verifications;
    this.http = http;
    this.aws = aws;
  }

  /** Returns a verifier that sends no requests. */
  public static Verifier offline(CommittedCertificates certificates, Clock clock) {
    return new Verifier(new OfflineEvidence(certificates, clock), null, null, null);
  }

  /**
   * Returns a verifier that asks providers if the bytes are not enough.
   *
   * @param variables the environment, for the proxy and for AWS
   * @throws VerificationException if the proxy or this Java cannot be used
   */
  public static Verifier online(
      Verifications verifications,
      CommittedCertificates certificates,
      Map<String, String> variables,
      Clock clock)
      throws VerificationException {
    return online(verifications, certificates, variables, clock, LIMIT);
  }

  static Verifier online(
      Verifications verifications,
      CommittedCertificates certificates,
      Map<String, String> variables,
      Clock clock,
      Duration limit)
      throws VerificationException {
    if (ModuleLayer.boot().findModule("java.net.http").isEmpty()) {
      throw new VerificationException(
          "this Java has no java.net.http, so no provider can be asked; use another Java, or"
              + " verify offline");
    }
    HttpVerifier http =
        new HttpVerifier(ProxyFromVariables.of(variables), verifications.endpoints(), limit);
    return new Verifier(
        new OfflineEvidence(certificates, clock),
        verifications,
        http,
        new AwsVerifier(http, variables, clock));
  }

  /** Returns true if a secret of this rule needs values of other findings in the same file. */
  public boolean needsNear(String ruleId, boolean builtInRule) {
    Verification verification = verification(ruleId, builtInRule);
    return verification != null && verification.isSigned();
  }

  /** Returns true if the value of a finding can be needed for another one in the same file. */
  public boolean isNeededNear(Content value) {
    return http != null && AwsKey.isPart(value);
  }

  /** Returns the verdict on a secret. May take as long as the requests take. */
  public Verdict verdict(Subject subject) throws InterruptedException {
    Verification verification = verification(subject.ruleId(), subject.builtInRule());
    if (verification != null && verification.isSigned()) {
      // Which key the secret is a part of depends on its surroundings; each key is asked once.
      return find(subject, verification);
    }
    String beside =
        verification == null ? "" : verification.valuesBeside(subject.lines().text()).toString();
    return asked.verdict(subject.with(Content.of(beside)), () -> find(subject, verification));
  }

  private @Nullable Verification verification(String ruleId, boolean builtInRule) {
    return verifications == null ? null : verifications.of(ruleId, builtInRule);
  }

  private Verdict find(Subject subject, @Nullable Verification verification)
      throws InterruptedException {
    Verdict bytes = offline.of(subject);
    if (bytes.state() != Verdict.State.UNKNOWN || http == null || aws == null) {
      return bytes;
    }
    if (verification == null) {
      return Verdict.unknown(
              subject.builtInRule()
                  ? "no provider to ask is known"
                  : "its rule is not built in, and no provider is declared for it")
          .with(bytes.evidence());
    }
    Verdict verdict =
        verification.isSigned()
            ? aws.ask(verification, subject)
            : http.ask(verification, subject.secret().text(), subject.lines().text());
    return verdict.with(bytes.evidence());
  }
}
