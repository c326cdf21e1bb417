package dev.weir.core.source;

import java.util.function.Supplier;

/**
 * Passes everything on to another sink: a base for sinks that look at some of it or change it. A
 * part is read through the same kind of sink, on whatever thread it is read.
 */
public abstract class ForwardingSink implements Source.Sink {
  private final Source.Sink to;

  /**
   * @param to takes everything
   */
  protected ForwardingSink(Source.Sink to) {
    this.to = to;
  }

  /** Returns a sink like this one that passes on to another. May be called from several threads. */
  protected abstract Source.Sink around(Source.Sink other);

  @Override
  public void fragment(Fragment fragment) throws InterruptedException {
    to.fragment(fragment);
  }

  @Override
  public void binary(Supplier<Fragment> whole) throws InterruptedException {
    to.binary(whole);
  }

  @Override
  public void unread(Unread unread) {
    to.unread(unread);
  }

  @Override
  public void skipped(Skip skip) {
    to.skipped(skip);
  }

  @Override
  public void read(Source.Unit unit) {
    to.read(unit);
  }

  @Override
  public void part(Part part) throws InterruptedException {
    to.part(part.through(this::around));
  }
}
