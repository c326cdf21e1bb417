package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Region;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Compares regions with a count that is too simple to be wrong: lines and UTF-16 units of a String.
 */
class RegionProperties {
  private static final String[] PIECES = {"a", "\n", "é", "😀", "€", " ", "bc\n"};

  @Property(tries = 300)
  void regionsAreThoseOfEditors(Draw draw) {
    Random random = new Random(draw.seed());
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    String whole = text.toString();
    Positions positions = new Positions(Content.of(whole), 7);
    for (int k = 0; k < 10; k++) {
      int a =
          whole.offsetByCodePoints(0, random.nextInt(whole.codePointCount(0, whole.length()) + 1));
      int b =
          a
              + whole
                  .substring(a)
                  .offsetByCodePoints(
                      0,
                      random.nextInt(whole.substring(a).codePointCount(0, whole.length() - a) + 1));
      Region region = positions.region(bytes(whole, a), bytes(whole, b));
      assertThat(region)
          .isEqualTo(
              new Region(line(whole, a), column(whole, a), line(whole, b), column(whole, b)));
    }
  }

  private static int bytes(String text, int chars) {
    return text.substring(0, chars).getBytes(StandardCharsets.UTF_8).length;
  }

  private static int line(String text, int at) {
    return 7 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static int column(String text, int at) {
    return at - text.lastIndexOf('\n', at - 1);
  }
}
