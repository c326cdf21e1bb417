package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  private record Pair(@Nullable String first, List<String> rest) {}

  @Test
  void differentValuesHaveDifferentTexts() {
    assertThat(
            List.of(
                RecordText.of(new Pair("a", List.of())),
                RecordText.of(new Pair(null, List.of("a"))),
                RecordText.of(new Pair("null", List.of("a"))),
                RecordText.of(new Pair("", List.of("a, b"))),
                RecordText.of(new Pair("", List.of("a", "b"))),
                RecordText.of(new Pair("", List.of("a 1:b"))),
                RecordText.of("a", "b"),
                RecordText.of("a b"),
                RecordText.of("a", null)))
        .doesNotHaveDuplicates();
  }

  @Test
  void equalValuesHaveTheSameText() {
    assertThat(RecordText.of(new Pair("a", List.of("b")), 1, true))
        .isEqualTo(RecordText.of(new Pair("a", List.of("b")), 1, true));
  }
}
