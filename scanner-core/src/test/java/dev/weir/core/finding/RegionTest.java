package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {
  @ParameterizedTest
  @CsvSource({
    // the other region is from line 2, column 5 to before line 3, column 4
    "2, 5, 3, 4, true",
    "2, 6, 2, 7, true",
    "1, 1, 9, 9, true",
    "1, 9, 2, 6, true",
    "3, 3, 3, 9, true",
    "1, 9, 2, 5, false",
    "2, 1, 2, 5, false",
    "3, 4, 3, 9, false",
    "3, 4, 4, 1, false",
    "1, 1, 1, 9, false",
    "4, 1, 4, 2, false",
    "1, 1, 2, 5, false"
  })
  void overlapsIfACharacterIsInBoth(int line, int column, int toLine, int toColumn, boolean both) {
    Region region = new Region(2, 5, 3, 4);
    Region other = new Region(line, column, toLine, toColumn);
    assertThat(region.overlaps(other)).isEqualTo(both);
    assertThat(other.overlaps(region)).isEqualTo(both);
  }
}
