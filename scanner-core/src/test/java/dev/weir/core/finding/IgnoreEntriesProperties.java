package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class IgnoreEntriesProperties {
  @Property(tries = 500, seed = "20261121")
  void linesAreReadAsTheyWereWritten(
      @ForAll @StringLength(16) @CharRange(from = '0', to = '9') String salt,
      @ForAll @StringLength(32) @CharRange(from = 'a', to = 'f') String hash,
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String rule,
      @ForAll @StringLength(max = 20) @CharRange(from = '\0', to = '~') String path,
      @ForAll @LongRange(min = 0, max = 40_000) long day,
      @ForAll @StringLength(max = 20) @CharRange(from = '\0', to = '\u2100') String author,
      @ForAll @StringLength(max = 40) @CharRange(from = '\0', to = '~') String reason) {
    IgnoreEntry entry =
        new IgnoreEntry(
            salt, hash, rule, path, day == 0 ? null : LocalDate.ofEpochDay(day), author, reason);
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    IgnoreEntries read = IgnoreEntries.read(List.of("# c", "", entry.toLine()), flaws);
    assertThat(flaws).isEmpty();
    assertThat(read.entries()).containsExactly(entry);
  }

  @Property(tries = 1000, seed = "20261121")
  void noLineMakesItThrow(@ForAll @StringLength(max = 120) String line) {
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    String entry = "0123456789abcdef.0123456789abcdef0123456789abcdef r";
    IgnoreEntries.read(List.of(line, entry + line, entry + " until=\"" + line + "\""), flaws);
    assertThat(flaws.size()).isBetween(0, 3);
  }
}
