package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PropertyTest {
  private static final List<Integer> NUMBERS = new ArrayList<>();

  @Property(tries = 400)
  void eachTryDrawsDifferentInput(Draw draw) {
    int number = draw.number(-3, 300);
    assertThat(number).isBetween(-3, 300);
    NUMBERS.add(number);
  }

  @AfterAll
  static void limitsWereDrawn() {
    assertThat(NUMBERS).hasSize(Integer.getInteger("property.tries", 400)).contains(-3, 300);
    assertThat(new HashSet<>(NUMBERS)).hasSizeGreaterThan(100);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(everything(new Draw(5))).isEqualTo(everything(new Draw(5)));
    assertThat(everything(new Draw(5))).isNotEqualTo(everything(new Draw(6)));
  }

  private static String everything(Draw draw) {
    draw.number(0, 1_000_000);
    draw.text(0, 50);
    draw.bytes(50);
    draw.list(0, 9, () -> draw.of("a", "b"));
    draw.joined(9, List.of("x", "y"));
    return draw.toString();
  }

  @Test
  void aFailureShowsWhatWasDrawn() {
    Draw draw = new Draw(1);
    String text = draw.text(3, 3, 'b', 'b');
    draw.text(1, 1, "\n");
    draw.make(() -> draw.text(2, 2, "z") + draw.number(7, 7));
    assertThat(text).isEqualTo("bbb");
    assertThat(draw).hasToString("[\"bbb\", \"\\u000a\", \"zz7\"]");
  }

  @Test
  void lengthsAreKept() {
    Set<Integer> lengths = new HashSet<>();
    for (int seed = 0; seed < 500; seed++) {
      Draw draw = new Draw(seed);
      assertThat(draw.text(2, 9)).hasSizeBetween(2, 9);
      assertThat(draw.list(1, 3, () -> 1)).hasSizeBetween(1, 3);
      lengths.add(draw.bytes(5).length);
    }
    assertThat(lengths).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }
}
