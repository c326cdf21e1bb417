package dev.weir.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingSinkTest {
  private static final Fragment FRAGMENT = new Fragment("a", "", Content.of("text"), 1, null);
  private static final Source PART = sink -> sink.fragment(FRAGMENT);
  private static final Supplier<Fragment> BINARY = () -> FRAGMENT;
  private static final Consumer<PartSummary> KEEPER = summary -> {};
  private static final Map<Class<?>, Object> VALUES =
      Map.of(
          Fragment.class,
          FRAGMENT,
          Source.class,
          PART,
          Supplier.class,
          BINARY,
          Consumer.class,
          KEEPER,
          String.class,
          "text",
          UnreadReason.class,
          UnreadReason.MISSING,
          SkipReason.class,
          SkipReason.BINARY,
          Source.Unit.class,
          Source.Unit.BLOB,
          PartSummary.class,
          new PartSummary(1, 2, Map.of(), List.of()));

  private final List<String> calls = new ArrayList<>();

  /** Marks what comes through it. */
  private final class Plain extends ForwardingSink {
    Plain(Source.Sink to) {
      super(to);
    }

    @Override
    protected Source.Sink around(Source.Sink other) {
      calls.add("around");
      return new Plain(other);
    }
  }

  private static String said(Method method, Object[] arguments) {
    List<Object> same = new ArrayList<>(Arrays.asList(arguments));
    // A part is another, that goes through the sink.
    same.replaceAll(argument -> argument instanceof Source ? "part" : argument);
    return method.getName() + Arrays.toString(method.getParameterTypes()) + same;
  }

  private Source.Sink recorder(List<Source> parts) {
    return (Source.Sink)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Source.Sink.class},
            (proxy, method, arguments) -> {
              calls.add(said(method, arguments));
              for (Object argument : arguments) {
                if (argument instanceof Source part) {
                  parts.add(part);
                }
              }
              return null;
            });
  }

  static Stream<Method> methods() {
    return Arrays.stream(Source.Sink.class.getMethods());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void handsOnWhatItIsTold(Method method) throws Exception {
    List<Source> parts = new ArrayList<>();
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(VALUES::get).toArray(Object[]::new);
    assertThat(arguments).doesNotContainNull();
    method.invoke(new Plain(recorder(parts)), arguments);
    assertThat(calls).containsExactly(said(method, arguments));
    for (Source part : parts) {
      part.forEachFragment(recorder(new ArrayList<>()));
      assertThat(calls.get(1)).isEqualTo("around");
      assertThat(calls.get(2)).startsWith("fragment[");
    }
  }

  @Test
  void leavesNothingToTheInterface() {
    assertThat(methods())
        .allSatisfy(
            method ->
                assertThat(
                        ForwardingSink.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .isEqualTo(ForwardingSink.class));
  }
}
