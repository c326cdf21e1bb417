package dev.weir.gotemplate.value;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of one call. The executor has checked their types. */
public final class Arguments {
  private final List<@Nullable Object> values;
  private final Clock clock;

  public Arguments(List<@Nullable Object> values, Clock clock) {
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
    this.clock = clock;
  }

  /** Returns the clock of the execution. */
  public Clock clock() {
    return clock;
  }

  public int count() {
    return values.size();
  }

  public @Nullable Object any(int index) {
    return values.get(index);
  }

  /** Returns the arguments from {@code index} on. */
  public List<@Nullable Object> from(int index) {
    return values.subList(index, values.size());
  }

  public String text(int index) {
    return (String) given(index);
  }

  public boolean bool(int index) {
    return (Boolean) given(index);
  }

  public long integer(int index) {
    return Values.longOf(given(index));
  }

  public double floating(int index) {
    return (Double) given(index);
  }

  public GoMap map(int index) {
    return (GoMap) given(index);
  }

  GoList list(int index) {
    return (GoList) given(index);
  }

  public GoTime time(int index) {
    return (GoTime) given(index);
  }

  private Object given(int index) {
    Object value = values.get(index);
    if (value == null) {
      throw new IllegalStateException("argument " + index + " is nil");
    }
    return value;
  }
}
