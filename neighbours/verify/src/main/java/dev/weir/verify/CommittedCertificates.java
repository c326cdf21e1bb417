package dev.weir.verify;

import dev.weir.core.text.Content;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Collects the X.509 certificates in PEM that a scan reads. Thread-safe. */
public final class CommittedCertificates {
  private static final Content BEGIN = Content.of("-----BEGIN CERTIFICATE-----");
  private static final Content END = Content.of("-----END CERTIFICATE-----");
  private static final int MOST = 1_000;

  private final List<X509Certificate> found = new ArrayList<>();

  /** Collects the certificates in a text and ignores everything else. */
  public void look(Content text) {
    int start = text.indexOf(BEGIN, 0);
    while (start >= 0) {
      int end = text.indexOf(END, start);
      if (end < 0) {
        return;
      }
      keep(text.slice(start + BEGIN.length(), end).text());
      start = text.indexOf(BEGIN, end);
    }
  }

  private void keep(String body) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(body.replace("\\n", "").replace("\\r", ""));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      synchronized (found) {
        if (found.size() < MOST && !found.contains(certificate)) {
          found.add(certificate);
        }
      }
    } catch (CertificateException | IllegalArgumentException e) {
      // A damaged or fake certificate proves nothing.
    }
  }

  List<X509Certificate> all() {
    synchronized (found) {
      return List.copyOf(found);
    }
  }
}
