package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFileTest {
  private static final Fingerprint IN_COMMIT = new Fingerprint("c0ffee", "d/a.txt", "r", 3);
  private static final Fingerprint IN_FOLDER = new Fingerprint("", "d/a.txt", "r", 3);

  @ParameterizedTest
  @CsvSource({
    // line, in the commit, in a folder
    "d/a.txt:r:3, true, true",
    "c0ffee:d/a.txt:r:3, true, false",
    "'  d/a.txt:r:3\t', true, true",
    "d\\a.txt:r:3, true, true",
    "c0ffee:d\\a.txt:r:3, true, false",
    "d/a.txt:r:4, false, false",
    "d/a.txt:q:3, false, false",
    "d/b.txt:r:3, false, false",
    "beef:d/a.txt:r:3, false, false",
    "#d/a.txt:r:3, false, false",
    "' # d/a.txt:r:3', false, false",
    "'', false, false",
    "d/a.txt:r, false, false",
  })
  void ignoresWhatALineLists(String line, boolean inCommit, boolean inFolder) {
    IgnoreFile file = IgnoreFile.of(List.of("x:y:1", line, "x:y:2"));
    assertThat(file.ignores(IN_COMMIT)).isEqualTo(inCommit);
    assertThat(file.ignores(IN_FOLDER)).isEqualTo(inFolder);
  }

  @Test
  void listsLinesThatAreNotFingerprintsAndKeepsThem() {
    IgnoreFile file = IgnoreFile.of(List.of("a:r:1", "word", "", "# c", "c:a:r:1", "a:b:c:d:1"));
    assertThat(file.invalid()).containsExactly("word", "a:b:c:d:1");
    assertThat(file.ignores(new Fingerprint("", "a:b:c", "d", 1))).isTrue();
    assertThat(file.ignores(new Fingerprint("a", "b:c", "d", 1))).isTrue();
  }

  @Test
  void noneIgnoresNothing() {
    assertThat(IgnoreFile.NONE.ignores(IN_COMMIT)).isFalse();
    assertThat(IgnoreFile.NONE.invalid()).isEmpty();
  }

  @Test
  void fingerprintsAreThoseOfGitleaks() {
    assertThat(IN_COMMIT).hasToString("c0ffee:d/a.txt:r:3");
    assertThat(IN_COMMIT.global()).isEqualTo("d/a.txt:r:3");
    assertThat(IN_FOLDER).hasToString("d/a.txt:r:3");
    assertThat(new FindingBuilder().path("p").build().fingerprint()).hasToString("p:r:3");
  }
}
