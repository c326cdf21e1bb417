package dev.weir.core.source;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands everything on to another sink, for those that look at some of it or change it. A part is
 * read through the same kind of sink, on whatever thread it is read.
 */
public abstract class ForwardingSink implements Source.Sink {
  private final Source.Sink to;

  /**
   * @param to takes everything
   */
  protected ForwardingSink(Source.Sink to) {
    this.to = to;
  }

  /** Returns one of these that hands on to another sink. May be called from several threads. */
  protected abstract Source.Sink around(Source.Sink other);

  private Source through(Source part) {
    return sink -> part.forEachFragment(around(sink));
  }

  @Override
  public void fragment(Fragment fragment) throws InterruptedException {
    to.fragment(fragment);
  }

  @Override
  public void fragmentAside(Fragment fragment) throws InterruptedException {
    to.fragmentAside(fragment);
  }

  @Override
  public void binary(Supplier<Fragment> fragment) throws InterruptedException {
    to.binary(fragment);
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
    to.part(through(part));
  }

  @Override
  public void part(Source part, Consumer<@Nullable PartSummary> keeper)
      throws InterruptedException {
    to.part(through(part), keeper);
  }

  @Override
  public void known(PartSummary summary) throws InterruptedException {
    to.known(summary);
  }
}
