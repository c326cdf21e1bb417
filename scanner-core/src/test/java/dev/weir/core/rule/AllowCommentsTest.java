package dev.weir.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowCommentsTest {
  private static final AllowComments ALL =
      new AllowComments(AllowComments.NAMES, Set.of("acme", "other-token")::contains);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "k = v # weir:allow, weir:allow",
        "k = v # weir:allow made up for a test, weir:allow",
        "k = v # weir:allow acme made up, weir:allow",
        "'k = v # weir:allow other-token,acme', weir:allow",
        "'k = v # weir:allow other-token,misspelt', -",
        "k = v # weir:allow other-token made up, -",
        "k = v # weir:allowed, -",
        "k = v /* weir:allow */, weir:allow",
        "k = v gitleaks:allow, gitleaks:allow",
        "k = v # trufflehog:ignore, trufflehog:ignore",
        "k = v // ggignore, ggignore",
        "k = v // ggignore-start, -",
        "k = v # pragma: allowlist secret, pragma: allowlist secret",
        "k = v // pragma: whitelist secret: made up, pragma: allowlist secret",
        "k = v <!-- pragma: allowlist secret -->, pragma: allowlist secret",
        "k = v /* pragma: allowlist secret */ more, -",
        "k = v pragma: allowlist secret, -",
        "k = v # pragma: allowlist nextline secret, -",
        "k = v, -",
      })
  void allowsWhatItsScannerAllows(String line, String comment) {
    assertThat(ALL.allowing(Content.of(line), Content.empty(), "acme")).isEqualTo(comment);
  }

  @ParameterizedTest
  @CsvSource({
    "  # pragma: allowlist nextline secret, true",
    "/* pragma: allowlist nextline secret */, true",
    "k = v # pragma: allowlist nextline secret, false",
    "# pragma: allowlist secret, false",
  })
  void theLineBeforeCounts(String before, boolean allows) {
    assertThat(ALL.allowing(Content.of("k = v"), Content.of(before), "acme") != null)
        .isEqualTo(allows);
    assertThat(AllowComments.isAboutNextLine(Content.of(before))).isEqualTo(allows);
  }

  @ParameterizedTest
  @CsvSource({"gitleaks:allow, false", "# pragma: allowlist secret, true"})
  void onlyChosenScannersCount(String line, boolean allows) {
    AllowComments one = new AllowComments(List.of("detect-secrets"), id -> false);
    assertThat(one.allowing(Content.of(line), Content.empty(), "acme") != null).isEqualTo(allows);
  }
}
