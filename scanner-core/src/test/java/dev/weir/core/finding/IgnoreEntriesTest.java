package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.redact.Redaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreEntriesTest {
  private static final String SALT = "0123456789abcdef";

  private static IgnoreEntry entry(String salt, String path, @Nullable LocalDate until) {
    return IgnoreEntry.of(new FindingBuilder().build(), salt, path, until, "ann", "a test");
  }

  @Test
  void coversTheSecretOfTheRuleWhereverItIs() {
    IgnoreEntry entry = entry(SALT, "", null);
    assertThat(entry.covers(new FindingBuilder().build())).isTrue();
    assertThat(entry.covers(new FindingBuilder().path("b").location(9, 9, 1, 2).build())).isTrue();
    assertThat(entry.covers(new FindingBuilder().secret("other").build())).isFalse();
    assertThat(entry.covers(new FindingBuilder().rule("q").build())).isFalse();
  }

  @Test
  void coversAMaskedSecretToo() {
    Finding masked = Redaction.hide(new FindingBuilder().build());
    assertThat(entry(SALT, "", null).covers(masked)).isTrue();
    Finding other = Redaction.hide(new FindingBuilder().secret("other").build());
    assertThat(entry(SALT, "", null).covers(other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // path of the entry, of the finding
    "'', x/a.txt, true",
    "x/a.txt, x/a.txt, true",
    "x/a.txt, x/a.txt.bak, false",
    "x/, x/a.txt, true",
    "x/, x/y/a.txt, true",
    "x/, y/x/a.txt, false",
    "x, x/a.txt, false",
    "x, xa.txt, false"
  })
  void aPathIsAFileOrWithASlashAFolder(String path, String file, boolean covered) {
    assertThat(entry(SALT, path, null).covers(new FindingBuilder().path(file).build()))
        .isEqualTo(covered);
  }

  /**
   * The hash must stay the same, because files in use contain it: the first 128 bits of an
   * HMAC-SHA256.
   */
  @Test
  void theHashStaysAsItIs() {
    assertThat(entry(SALT, "", null).hash()).isEqualTo("e518735aa584ea1a755c1c1e3a9e2b6c");
    assertThat(entry("fedcba9876543210", "", null).hash())
        .isNotEqualTo(entry(SALT, "", null).hash());
    assertThat(new FindingBuilder().build().secretDigest())
        .isEqualTo("dbfb89a6c8261a94758271a54b995e97b055e6807b5224b9de2fcf87bee85c9e");
  }

  @Test
  void aLineHasAllFieldsThatAreGivenAndEscapesThem() {
    IgnoreEntry entry =
        new IgnoreEntry(
            SALT,
            "0".repeat(32),
            "r",
            "a \"b\"\\c",
            LocalDate.of(2027, 1, 31),
            "ann\n\u001f",
            "why not");
    assertThat(entry.toLine())
        .isEqualTo(
            SALT
                + "."
                + "0".repeat(32)
                + " r path=\"a \\\"b\\\"\\\\c\" until=\"2027-01-31\" by=\"ann\\u000a\\u001f\""
                + " reason=\"why not\"");
    assertThat(new IgnoreEntry(SALT, "1".repeat(32), "r", "", null, "", "").toLine())
        .isEqualTo(SALT + "." + "1".repeat(32) + " r");
  }

  @Test
  void flawsNameTheirLine() {
    List<IgnoreEntries.Flaw> flaws = new ArrayList<>();
    IgnoreEntries read =
        IgnoreEntries.read(
            List.of(
                "# a comment",
                "",
                "  " + entry(SALT, "", null).toLine() + "  ",
                "nonsense",
                SALT + ".0123 r",
                entry(SALT, "", null).toLine() + " until=\"soon\""),
            flaws);
    assertThat(read.entries()).containsExactly(entry(SALT, "", null));
    assertThat(flaws)
        .containsExactly(
            new IgnoreEntries.Flaw(4, "not an ignore entry"),
            new IgnoreEntries.Flaw(5, "not an ignore entry"),
            new IgnoreEntries.Flaw(6, "until must be a day such as 2027-01-31"));
  }

  @Test
  void theFirstEntryThatCoversAFindingIsTheOne() {
    IgnoreEntry elsewhere = entry("1111111111111111", "x/", null);
    IgnoreEntry first = entry("2222222222222222", "", null);
    IgnoreEntry second = entry("3333333333333333", "", null);
    IgnoreEntries entries = IgnoreEntries.of(List.of(elsewhere, first, second));
    assertThat(entries.entryFor(new FindingBuilder().build())).isSameAs(first);
    assertThat(entries.entryFor(new FindingBuilder().path("x/a").build())).isSameAs(elsewhere);
    assertThat(entries.entryFor(new FindingBuilder().rule("q").build())).isNull();
    assertThat(entries.entryFor(new FindingBuilder().secret("other").build())).isNull();
    assertThat(IgnoreEntries.NONE.entryFor(new FindingBuilder().build())).isNull();
  }

  @Test
  void entriesOfOneChangeShareASalt() {
    IgnoreEntry one = entry(SALT, "x/", null);
    IgnoreEntry other =
        IgnoreEntry.of(
            new FindingBuilder().secret("other").build(), SALT, "", null, "ann", "a test");
    IgnoreEntries entries = IgnoreEntries.of(List.of(one, other));
    assertThat(entries.entryFor(new FindingBuilder().path("x/a").build())).isSameAs(one);
    assertThat(entries.entryFor(new FindingBuilder().build())).isNull();
    assertThat(entries.entryFor(new FindingBuilder().secret("other").build())).isSameAs(other);
  }

  @Test
  void anEntryHoldsToTheEndOfItsLastDay() {
    LocalDate last = LocalDate.of(2027, 1, 31);
    IgnoreEntries entries =
        IgnoreEntries.of(List.of(entry(SALT, "", last), entry(SALT, "x", null)));
    assertThat(entries.on(last.minusDays(1)).entries()).hasSize(2);
    assertThat(entries.on(last).entries()).hasSize(2);
    assertThat(entries.on(last.plusDays(1)).entries()).containsExactly(entry(SALT, "x", null));
  }

  @Test
  void entriesAreKeptInTheOrderOfTheirSalts() {
    IgnoreEntry first = entry("1111111111111111", "", null);
    IgnoreEntry second = entry("2222222222222222", "", null);
    IgnoreEntry third = entry("3333333333333333", "", null);
    assertThat(IgnoreEntries.of(List.of(second)).with(List.of(third, first)).entries())
        .containsExactly(first, second, third);
  }

  /** An entry without a path would hide all findings of a rule that only tests paths. */
  @Test
  void anEntryForAFindingWithoutASecretNeedsAPath() {
    Finding finding = new FindingBuilder().path("d/a.p12").texts("", "", "").build();
    IgnoreEntry entry = IgnoreEntry.of(finding, "0123456789abcdef", "", null, "", "");
    assertThat(entry.path()).isEqualTo("d/a.p12");
    assertThat(entry.covers(finding)).isTrue();
    assertThat(entry.in("").covers(finding)).isFalse();
    assertThat(entry.in("d/").covers(finding)).isTrue();
    Finding other = new FindingBuilder().path("d/b.p12").texts("", "", "").build();
    assertThat(entry.covers(other)).isFalse();
    assertThat(entry.in("d/").covers(other)).isTrue();
  }
}
