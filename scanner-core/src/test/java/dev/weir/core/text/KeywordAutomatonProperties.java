package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class KeywordAutomatonProperties {
  @Property(tries = 500, seed = "20261121")
  void findsWhatNaiveSearchFinds(
      @ForAll @Size(min = 1, max = 6)
          List<@StringLength(min = 1, max = 4) @CharRange(from = 'a', to = 'c') String> literals,
      @ForAll @StringLength(max = 60) @CharRange(from = 'A', to = 'c') String text) {
    List<String> found = new ArrayList<>();
    List<Content> contents = literals.stream().map(Content::of).toList();
    byte[] bytes = Content.of(text).bytes();
    new KeywordAutomaton(contents)
        .scan(bytes, 0, bytes.length, (id, start) -> found.add(id + "@" + start));
    List<String> wanted = new ArrayList<>();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int id = 0; id < literals.size(); id++) {
      for (int i = lower.indexOf(literals.get(id)); i >= 0; ) {
        wanted.add(id + "@" + i);
        i = lower.indexOf(literals.get(id), i + 1);
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
  }
}
