package dev.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTableTest {
  private static final String HEADER =
      "id\tprovider\tnames\tvalue\tseverity\tfinds\trevoke\tsource\n";

  @TempDir Path folder;

  @Test
  void aRowBecomesARule() throws IOException {
    List<ProviderRow> rows =
        read("# a comment\n" + HEADER + row("a-key", "acme corp|acme+", "${hex:32}", "high"));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).toml())
        .contains(
            "id = \"a-key\"",
            "([0-9a-f]{32})",
            "\"acmecorp\"",
            "confidence = \"medium\"",
            "docs = \"https://acme.example/docs\"",
            "check = \"provider-value\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "A_key; acmecorp; ${hex:32}; high; A_key is no id",
        "a-key; Acme; ${hex:32}; high; is no name",
        "a-key; acme; ${hex:32}; high; needs a + after it",
        "a-key; acmecorp; ${hexes:32}; high; there is no alphabet hexes",
        "a-key; acmecorp; ${hex:9-3}; high; the smaller one first",
        "a-key; acmecorp; abc; high; has no part",
        "a-key; acmecorp; ${hex:3} ${hex:4}; high; cannot be a part",
        "a-key; acmecorp; ${hex:3} | ${hex:3}; high; a form is there twice",
        "a-key; acmecorp; ${hex:32}; huge; huge is no severity",
      })
  void aMistakeIsReportedWithItsLine(
      String id, String names, String forms, String severity, String message) {
    assertThatThrownBy(() -> read(HEADER + row(id, names, forms, severity)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("table.tsv:2: ")
        .hasMessageContaining(message);
  }

  @Test
  void rowsAreSortedAndComplete() {
    String first = row("b-key", "acmecorp", "${hex:32}", "high");
    String second = row("a-key", "acmecorp", "${hex:32}", "high");
    assertThatThrownBy(() -> read(HEADER + first + second))
        .hasMessage("table.tsv:3: a-key is not after b-key");
    assertThatThrownBy(() -> read(first)).hasMessageStartingWith("table.tsv:1: ");
    assertThatThrownBy(() -> read(HEADER + "a-key\tb\n"))
        .hasMessage("table.tsv:2: there are 2 columns and not 8");
  }

  @Test
  void piecesAreWrittenOut() throws IOException {
    Path file = folder.resolve("pieces.tsv");
    Files.writeString(file, "# a comment\nword\t(?:a|b)\ntwo\t@{word}{2}\n");
    PatternPieces pieces = PatternPieces.read(file);
    assertThat(pieces.expanded("x@{two}y", "a rule")).isEqualTo("x(?:a|b){2}y");
    assertThatThrownBy(() -> pieces.expanded("@{three}", "a rule"))
        .hasMessage("a rule: no piece is named three");
    Files.writeString(file, "word\ta\nword\tb\n");
    assertThatThrownBy(() -> PatternPieces.read(file)).hasMessageStartingWith("pieces.tsv:2: ");
  }

  private List<ProviderRow> read(String text) throws IOException {
    Path file = folder.resolve("table.tsv");
    Files.writeString(file, text);
    return ProviderTable.read(file);
  }

  private static String row(String id, String names, String forms, String severity) {
    return String.join(
            "\t",
            id,
            "Acme",
            names,
            forms,
            severity,
            "An Acme key opens everything.",
            "acme.example > keys > delete",
            "acme.example/docs")
        + "\n";
  }
}
