package dev.weir.core.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Records what a source pushes, in order; a part is read when it is pushed. */
public final class RecordingSink implements Source.Sink {
  private final List<Object> taken = new ArrayList<>();

  /** Returns fragments, {@link Unread} and {@link Skip} values and units, in order. */
  public List<Object> taken() {
    return taken;
  }

  /** Returns everything of one type. */
  public <T> List<T> taken(Class<T> type) {
    return taken.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void fragment(Fragment fragment) {
    taken.add(fragment);
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    taken.add(whole.get());
  }

  @Override
  public void unread(Unread unread) {
    taken.add(unread);
  }

  @Override
  public void skipped(Skip skip) {
    taken.add(skip);
  }

  @Override
  public void read(Source.Unit unit) {
    taken.add(unit);
  }

  @Override
  public void part(Part part) throws InterruptedException {
    part.source().forEachFragment(this);
  }
}
