package dev.weir.core.check.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordListsTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/weir/core/check/words");

  @Test
  void sectionsHoldTheirWordsInOrder() {
    String text = "# a file\n\n# b\n[one]\nb a\n  c  [d]\n[two-three]\n#e # x\n[none]\n";
    assertThat(WordLists.parse(text))
        .isEqualTo(
            Map.of(
                "one", List.of("b", "a", "c", "[d]"),
                "two-three", List.of("#e", "#", "x"),
                "none", List.of()));
    assertThat(WordLists.parse("[a]\nlast")).isEqualTo(Map.of("a", List.of("last")));
  }

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void noSectionIsEmptyOrSaysAWordTwice(String file) throws IOException {
    Map<String, List<String>> sections =
        WordLists.parse(Files.readString(FOLDER.resolve(file + ".txt")));
    assertThat(sections).isNotEmpty();
    sections.forEach(
        (section, words) -> {
          assertThat(words).as(section).isNotEmpty().doesNotHaveDuplicates();
          assertThat(WordLists.read(file).list(section)).isEqualTo(words);
        });
  }

  @Test
  void aMissingListIsAnError() {
    assertThatIllegalStateException()
        .isThrownBy(() -> WordLists.read("nothing"))
        .withMessageContaining("nothing");
    assertThatIllegalStateException()
        .isThrownBy(() -> WordLists.read("places").set("nothing"))
        .withMessageContaining("nothing");
  }
}
