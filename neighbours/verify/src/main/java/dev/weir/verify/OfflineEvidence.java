package dev.weir.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.check.ValueChecks;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Judges a secret by its bytes, without any request. */
final class OfflineEvidence {
  private static final Pattern JWT =
      Pattern.compile("ey[0-9A-Za-z_-]+\\.ey[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]*");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CommittedCertificates certificates;
  private final Clock clock;

  OfflineEvidence(CommittedCertificates certificates, Clock clock) {
    this.certificates = certificates;
    this.clock = clock;
  }

  /** Returns the verdict; {@link Verdict.State#UNKNOWN} if only a provider can decide. */
  Verdict of(Subject subject) {
    String text = subject.secret().text();
    if (text.contains("PRIVATE KEY-----")) {
      return privateKey(text);
    }
    if (JWT.matcher(text).matches()) {
      return token(text);
    }
    return checksum(subject);
  }

  private Verdict checksum(Subject subject) {
    ValueCheck check = ValueChecks.named(subject.check());
    boolean sum = subject.check().endsWith("-checksum");
    if (check == null || !sum || subject.secret().isEmpty()) {
      return nothing();
    }
    if (check.dismissal(subject.secret(), subject.match()) != null) {
      Verdict verdict =
          check.isDefinedByProvider()
              ? Verdict.of(Verdict.State.UNVERIFIED, "its checksum is wrong")
              : nothing();
      return verdict.with(List.of("check-sum:wrong"));
    }
    // A check also passes forms without a checksum. A form with one fails when a byte is changed.
    Content changed = changed(subject.secret());
    boolean proved = check.dismissal(changed, changed) != null;
    return proved ? nothing().with(List.of("check-sum:right")) : nothing();
  }

  private static Content changed(Content secret) {
    byte[] bytes = secret.bytes().clone();
    int last = bytes.length - 1;
    bytes[last] = (byte) (bytes[last] == 'a' ? 'c' : 'a');
    return Content.ofOwned(bytes);
  }

  private Verdict token(String text) {
    JsonNode ends;
    try {
      String claims = text.split("\\.", -1)[1];
      ends = MAPPER.readTree(Base64.getUrlDecoder().decode(claims)).path("exp");
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return nothing();
    } catch (IOException e) {
      return nothing();
    }
    if (!ends.isNumber() || !ends.canConvertToLong()) {
      return ends.isMissingNode() ? nothing().with(List.of("jwt-ends:never")) : nothing();
    }
    Instant end;
    try {
      end = Instant.ofEpochSecond(ends.asLong());
    } catch (DateTimeException e) {
      return nothing();
    }
    boolean over = end.isBefore(clock.instant());
    Verdict verdict =
        over ? Verdict.of(Verdict.State.UNVERIFIED, "it expired at " + end) : nothing();
    return verdict.with(List.of("jwt-ends:" + end));
  }

  private Verdict privateKey(String text) {
    List<X509Certificate> known = certificates.all();
    PrivateKey key = known.isEmpty() ? null : PrivateKeyPem.read(text);
    if (key == null) {
      return nothing();
    }
    List<String> evidence = new ArrayList<>();
    boolean valid = false;
    Instant now = clock.instant();
    for (X509Certificate certificate : known) {
      if (PrivateKeyPem.belongs(key, certificate.getPublicKey())) {
        evidence.add("certificate:" + certificate.getSubjectX500Principal().getName());
        evidence.add("certificate-ends:" + certificate.getNotAfter().toInstant());
        valid |=
            !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
      }
    }
    Verdict verdict =
        valid
            ? Verdict.of(
                Verdict.State.VERIFIED,
                "it is the key of a valid certificate that was scanned with it")
            : nothing();
    return verdict.with(evidence);
  }

  private static Verdict nothing() {
    return Verdict.unknown("nobody was asked");
  }
}
