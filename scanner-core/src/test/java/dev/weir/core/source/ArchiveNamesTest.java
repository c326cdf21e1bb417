package dev.weir.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.zip",
        "s/.browserslistrc",
        "s/My.Targets",
        "n.zip.md",
        "x.tar.gz",
        "a.7Z",
        "b.s2",
        "x.LZ",
        "x.mz",
        "app.tar.service"
      })
  void isAnArchive(String path) {
    assertThat(ArchiveNames.isArchive(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x.tzar", "a.zip/f.txt", "zip", "x.lz.txt", "x.mzx", "", "a/", "tar", "f.txt"})
  void isNoArchive(String path) {
    assertThat(ArchiveNames.isArchive(path)).isFalse();
  }
}
