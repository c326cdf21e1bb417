package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compares the search for a few literals with the search for many. */
class SkipSearchProperties {
  @Property(tries = 300)
  void findsWhatTheOtherSearchFinds(Draw draw) {
    List<Content> literals =
        draw.list(1, 6, () -> draw.text(4, 8, "ab-")).stream().distinct().map(Content::of).toList();
    byte[] text = draw.text(0, 60, "abAB-").getBytes(StandardCharsets.ISO_8859_1);
    List<String> expected = new ArrayList<>();
    LiteralSearch.of(literals)
        .scan(text, 0, text.length, (id, start) -> expected.add(start + " " + id));
    List<String> found = new ArrayList<>();
    new SkipSearch(literals).scan(text, (id, start) -> found.add(start + " " + id));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }
}
