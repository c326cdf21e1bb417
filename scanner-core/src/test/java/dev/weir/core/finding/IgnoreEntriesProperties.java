package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

class IgnoreEntriesProperties {
  @Property(tries = 500)
  void linesAreReadAsTheyWereWritten(Draw draw) {
    String salt = draw.text(16, 16, '0', '9');
    String hash = draw.text(32, 32, 'a', 'f');
    String rule = draw.text(1, 20, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    String path = draw.text(0, 20, '\0', '~');
    int day = draw.number(0, 40_000);
    String author = draw.text(0, 20, '\0', '\u2100');
    String reason = draw.text(0, 40, '\0', '~');
    IgnoreEntry entry =
        new IgnoreEntry(
            salt, hash, rule, path, day == 0 ? null : LocalDate.ofEpochDay(day), author, reason);
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    IgnoreEntries read = IgnoreEntries.read(List.of("# c", "", entry.toLine()), flaws);
    assertThat(flaws).isEmpty();
    assertThat(read.entries()).containsExactly(entry);
  }

  @Property(tries = 1000)
  void noLineMakesItThrow(Draw draw) {
    String line = draw.text(0, 120);
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    String entry = "0123456789abcdef.0123456789abcdef0123456789abcdef r";
    IgnoreEntries.read(List.of(line, entry + line, entry + " until=\"" + line + "\""), flaws);
    assertThat(flaws.size()).isBetween(0, 3);
  }
}
