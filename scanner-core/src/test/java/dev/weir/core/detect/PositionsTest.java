package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Location;
import dev.weir.core.text.Content;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests lines and columns as gitleaks counts them. Each case is «text before, match, text after»; a
 * bar is a newline.
 */
class PositionsTest {
  @ParameterizedTest
  @CsvSource({
    // before, match, after, place, the text of the line
    "'', ab, '', 1-1 1-2, ab",
    "x, ab, '', 1-1 2-3, xab",
    "x, ab, |, 1-1 2-3, xab",
    "x, ab, y|z, 1-1 2-3, xaby",
    // on later lines columns are one too large, and the line begins with its newline
    "x|, ab, |, 2-2 2-3, |ab",
    "x|y, ab, z|, 2-2 3-4, |yabz",
    "|, ab, |, 2-2 2-3, |ab",
    "u|v|w, ab, |q, 3-3 3-4, |wab",
    // over several lines
    "x, a|b, y|, 1-2 2-2, xa|by",
    "x|y, a|c|b, z|, 2-4 3-2, |ya|c|bz",
    "x, a|, y|, 1-2 2-1, xa|y",
    // after the last newline the line is the whole text up to the next line end
    "x|, ab, '', 2-2 2-3, x|ab",
    "x|y, ab, z, 2-2 3-4, x|yabz",
    "x|y|, ab, c, 3-3 2-3, x|y|abc",
    // an end after the last newline is not found: it stays on the line of the start
    "x, a|b, y, 1-1 2-0, xa|b",
    "u|x, a|b, '', 2-2 3-0, |xa|b",
    // a carriage return ends the last line
    "x|, ab, '~y', 2-2 2-3, x|ab",
    "x|, ab, 'c~y', 2-2 2-3, x|abc",
    "x|, a~b, c, 2-2 2-4, x|a~bc"
  })
  void placesAreThoseOfGitleaks(
      String before, String match, String behind, String place, String line) {
    String start = newlines(before);
    String found = newlines(match);
    Content text = Content.of(start + found + newlines(behind));
    int from = start.length();
    Positions.Place made = new Positions(text, 1).of(from, from + found.length());
    assertThat(shown(made.location())).isEqualTo(place);
    assertThat(text.slice(made.lineFrom(), made.lineTo()).text()).isEqualTo(newlines(line));
    Location later = new Positions(text, 11).of(from, from + found.length()).location();
    assertThat(later.startLine()).isEqualTo(made.location().startLine() + 10);
    assertThat(later.endLine()).isEqualTo(made.location().endLine() + 10);
  }

  private static String newlines(String text) {
    return text.replace('|', '\n').replace('~', '\r');
  }

  private static String shown(Location place) {
    return place.startLine()
        + "-"
        + place.endLine()
        + " "
        + place.startColumn()
        + "-"
        + place.endColumn();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, 2-2 1-0",
    "ab, 0, 1-1 1-0",
    "ab, 2, 2-2 1-0",
    "x|y, 0, 1-1 1-0",
    "x|y, 3, 2-2 3-2"
  })
  void anEmptyMatchHasAPlaceToo(String text, int at, String place) {
    assertThat(shown(new Positions(Content.of(newlines(text)), 1).of(at, at).location()))
        .isEqualTo(place);
  }
}
