package dev.weir.core.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Records what a source pushes, in order; a part is read when it is pushed. */
public final class RecordingSink implements Source.Sink {
  private final List<Object> recorded = new ArrayList<>();

  /** Returns fragments, {@link Unread} and {@link Skip} values and units, in order. */
  public List<Object> recorded() {
    return recorded;
  }

  /** Returns everything of one type. */
  public <T> List<T> recorded(Class<T> type) {
    return recorded.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void fragment(Fragment fragment) {
    recorded.add(fragment);
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    recorded.add(whole.get());
  }

  @Override
  public void unread(Unread unread) {
    recorded.add(unread);
  }

  @Override
  public void skipped(Skip skip) {
    recorded.add(skip);
  }

  @Override
  public void read(Source.Unit unit) {
    recorded.add(unit);
  }

  @Override
  public void part(Part part) throws InterruptedException {
    part.source().forEachFragment(this);
  }
}
