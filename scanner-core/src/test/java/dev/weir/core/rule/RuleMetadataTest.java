package dev.weir.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleMetadataTest {
  @ParameterizedTest
  @EnumSource
  void aSeverityIsReadFromItsWord(Severity severity) {
    assertThat(Severity.of(severity.word())).isEqualTo(severity);
    assertThat(severity.orHigh())
        .isEqualTo(severity == Severity.UNKNOWN ? Severity.HIGH : severity);
  }

  @ParameterizedTest
  @EnumSource
  void aConfidenceIsReadFromItsWord(Confidence confidence) {
    assertThat(Confidence.of(confidence.word())).isEqualTo(confidence);
    assertThat(confidence.orMedium())
        .isEqualTo(confidence == Confidence.UNKNOWN ? Confidence.MEDIUM : confidence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "High", "hgh", "unknown"})
  void anyOtherWordIsUnknown(String word) {
    assertThat(Severity.of(word)).isEqualTo(Severity.UNKNOWN);
    assertThat(Confidence.of(word)).isEqualTo(Confidence.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    // confidence, the next lower one, at least medium?
    "HIGH, MEDIUM, true",
    "MEDIUM, LOW, true",
    "LOW, LOW, false",
    "UNKNOWN, UNKNOWN, true"
  })
  void confidencesHaveAnOrder(Confidence confidence, Confidence lower, boolean isMedium) {
    assertThat(confidence.lower()).isEqualTo(lower);
    assertThat(confidence.isAtLeast(Confidence.MEDIUM)).isEqualTo(isMedium);
    assertThat(confidence.isAtLeast(Confidence.LOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"aws-key-id, aws-key-id, true", "?generic, generic, false", "'', '', true"})
  void aCheckIsReadAndWritten(String written, String name, boolean strict) {
    CheckRef check = CheckRef.of(written);
    assertThat(check).isEqualTo(new CheckRef(name, strict));
    assertThat(check.written()).isEqualTo(written);
    assertThat(check.isEmpty()).isEqualTo(name.isEmpty());
  }

  @Test
  void metadataWithoutAnyPartIsEmpty() {
    assertThat(RuleMetadata.NONE.isEmpty()).isTrue();
    assertThat(
            new RuleMetadata("", Severity.LOW, Confidence.UNKNOWN, "", "", CheckRef.NONE, false)
                .isEmpty())
        .isFalse();
  }
}
