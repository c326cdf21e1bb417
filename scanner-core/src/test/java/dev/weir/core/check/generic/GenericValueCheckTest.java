package dev.weir.core.check.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The judgement of values that are assigned to names of credentials. */
class GenericValueCheckTest {
  private static final String BEFORE = "api_key = \"";

  private final ValueCheck check = new GenericValueCheck();

  @TestFactory
  Stream<DynamicTest> values() throws Exception {
    try (InputStream in =
        GenericValueCheckTest.class.getResourceAsStream("/check/generic-values.tsv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).hasSizeGreaterThan(150);
      return lines.stream()
          .filter(line -> !line.startsWith("# "))
          .map(line -> line.split("\t", -1))
          .map(cells -> DynamicTest.dynamicTest(String.join(" | ", cells), () -> judge(cells)));
    }
  }

  private void judge(String[] cells) {
    String before = cells.length > 2 ? cells[2] : BEFORE;
    String reason = check.dismissal(Content.of(cells[0]), Content.of(before + cells[0] + "\""));
    assertThat(reason == null ? "-" : reason).isEqualTo(cells[1]);
  }

  @Property(tries = 2000)
  void anyBytesAreJudged(Draw draw) {
    byte[] value = draw.bytes(300);
    byte[] before = draw.bytes(60);
    byte[] match = Arrays.copyOf(before, before.length + value.length);
    System.arraycopy(value, 0, match, before.length, value.length);
    String reason = check.dismissal(Content.ofOwned(value), Content.ofOwned(match));
    if (reason != null) {
      assertThat(reason).matches("[a-zA-Z0-9' ]+");
    }
  }

  @Test
  void longValuesTakeNoTime() {
    for (String unit :
        List.of("a", "q7", "A.", "$", "eyJ.", "/x", "1", "aB3xQ9", "-", "=", "\u00e9")) {
      Content value = Content.of(unit.repeat(1_000_000 / unit.length()));
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> check.dismissal(value, Content.of(BEFORE + value.text())));
    }
  }
}
