package dev.weir.verify;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Checks whether secrets are live, each once. Thread-safe. */
public final class Verifier {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final OfflineEvidence offline;
  private final @Nullable Verifications verifications;
  private final @Nullable HttpVerifier http;
  private final Map<Subject, CompletableFuture<Verdict>> known = new ConcurrentHashMap<>();

  private Verifier(
      OfflineEvidence offline, @Nullable Verifications verifications, @Nullable HttpVerifier http) {
    this.offline = offline;
    this.verifications = verifications;
    this.http = http;
  }

  /** Returns a verifier that sends no requests. */
  public static Verifier offline(CommittedCertificates certificates, Clock clock) {
    return new Verifier(new OfflineEvidence(certificates, clock), null, null);
  }

  /**
   * Returns a verifier that asks providers if the bytes are not enough.
   *
   * @param variables the environment, for the proxy
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
    return new Verifier(
        new OfflineEvidence(certificates, clock),
        verifications,
        new HttpVerifier(ProxyFromVariables.of(variables), verifications.endpoints(), limit));
  }

  /** Returns the verdict on a secret. May take as long as the requests take. */
  public Verdict verdict(Subject subject) throws InterruptedException {
    CompletableFuture<Verdict> own = new CompletableFuture<>();
    CompletableFuture<Verdict> earlier =
        known.putIfAbsent(isAskedWithLines(subject) ? subject : subject.alone(), own);
    if (earlier != null) {
      try {
        return earlier.get();
      } catch (ExecutionException e) {
        return Verdict.unknown("asking failed");
      }
    }
    Verdict verdict = Verdict.unknown("asking failed");
    try {
      verdict = find(subject);
    } finally {
      own.complete(verdict);
    }
    return verdict;
  }

  private boolean isAskedWithLines(Subject subject) {
    Verification verification =
        verifications == null ? null : verifications.of(subject.ruleId(), subject.builtInRule());
    return verification != null && !verification.beside().isEmpty();
  }

  private Verdict find(Subject subject) throws InterruptedException {
    Verdict bytes = offline.of(subject);
    if (bytes.state() != Verdict.State.UNKNOWN || http == null || verifications == null) {
      return bytes;
    }
    Verification verification = verifications.of(subject.ruleId(), subject.builtInRule());
    if (verification == null) {
      return Verdict.unknown(
              subject.builtInRule()
                  ? "no provider to ask is known"
                  : "its rule is not built in, and no provider is declared for it")
          .with(bytes.evidence());
    }
    return http.ask(verification, subject.secret().text(), subject.lines().text())
        .with(bytes.evidence());
  }
}
