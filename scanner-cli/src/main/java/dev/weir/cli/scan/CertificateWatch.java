package dev.weir.cli.scan;

import dev.weir.core.source.ForwardingSink;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Source;
import dev.weir.verify.CommittedCertificates;

/** Passes everything on and keeps the certificates that stand in it. */
final class CertificateWatch extends ForwardingSink {
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

  @Override
  public void fragmentAside(Fragment fragment) throws InterruptedException {
    certificates.look(fragment.content());
    super.fragmentAside(fragment);
  }
}
