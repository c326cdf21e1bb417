package dev.weir.cli;

import dev.weir.cli.verify.CommittedCertificates;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.UnreadReason;

/** Passes everything on and keeps the certificates that stand in it. */
final class CertificateWatch implements Source.Sink {
  private final Source.Sink to;
  private final CommittedCertificates certificates;

  private CertificateWatch(Source.Sink to, CommittedCertificates certificates) {
    this.to = to;
    this.certificates = certificates;
  }

  static Source of(Source source, CommittedCertificates certificates) {
    return sink -> source.forEachFragment(new CertificateWatch(sink, certificates));
  }

  @Override
  public void fragment(Fragment fragment) throws InterruptedException {
    certificates.look(fragment.content());
    to.fragment(fragment);
  }

  @Override
  public void fragmentAside(Fragment fragment) throws InterruptedException {
    certificates.look(fragment.content());
    to.fragmentAside(fragment);
  }

  @Override
  public void unreadable(String path, String reason) {
    to.unreadable(path, reason);
  }

  @Override
  public void unreadable(String path, UnreadReason kind, String reason) {
    to.unreadable(path, kind, reason);
  }

  @Override
  public void skipped(String path, SkipReason reason, String detail) {
    to.skipped(path, reason, detail);
  }

  @Override
  public void read(Source.Unit unit) {
    to.read(unit);
  }

  @Override
  public void part(Source part) throws InterruptedException {
    to.part(of(part, certificates));
  }
}
