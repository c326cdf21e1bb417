package dev.weir.core.source;

import java.util.function.Supplier;

/**
 * Passes everything on to another sink: a base for sinks that inspect or change some of it. A part
 * is read through the same kind of sink, on any thread.
 */
public abstract class ForwardingSink implements Source.Sink {
  private final Source.Sink to;

  /**
   * Creates a sink that passes everything on.
   *
   * @param to receives everything
   */
  protected ForwardingSink(Source.Sink to) {
    this.to = to;
  }

  /**
   * Returns a sink like this one that passes everything on to {@code other}. May be called from
   * several threads.
   */
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
