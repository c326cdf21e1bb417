package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Finding;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.CheckRef;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.Severity;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings that are reported once, although the text contains them several times. */
class RepeatFilterTest {
  private static final String WORDS = "abcdefghij tok=AAAAAAAA klmnopqrstuv";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # confidence, check, path, lines of findings
          low, '', test/a.rb, 1 2
          low, '', src/a.rb, 1 2 3
          low, '', docs/a.md, 1 2
          medium, provider-value, test/a.rb, 1 2
          medium, provider-value, src/a.rb, 1 2 3
          medium, '', test/a.rb, 1 2 3
          '', '', test/a.rb, 1 2 3
          """)
  void aValueOfATestIsReportedOnce(String confidence, String check, String path, String lines) {
    String text = "tok=QXPZRKWV\ntok=WVJKQZXB\ntok=QXPZRKWV\n";
    assertThat(lines(text, path, confidence, check, "tok=([A-Z]{8})")).isEqualTo(lines);
  }

  @ParameterizedTest
  @CsvSource({"high, 1", "medium, 1", "low, 1", "'', 1 1 1"})
  void theDecodedFormIsSkippedIfThePlainOneIsReported(String confidence, String lines) {
    String base64 = Base64.getEncoder().encodeToString(WORDS.getBytes(StandardCharsets.US_ASCII));
    String pattern = "(?:tok|key)=\\S+";
    assertThat(lines("key=" + base64 + "\n", "src/a.rb", confidence, "", pattern)).isEqualTo(lines);
  }

  private static String lines(
      String text, String path, String confidence, String check, String pattern) {
    RuleMetadata metadata =
        new RuleMetadata(
            "", Severity.UNKNOWN, Confidence.of(confidence), "", "", CheckRef.of(check), false);
    Rule rule =
        new Rule(
            "r",
            "",
            Regex.of(pattern),
            null,
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            metadata);
    DetectOptions options = DetectOptions.defaults();
    List<String> found = new ArrayList<>();
    new Detector(new RuleIndex(new RuleSet(List.of(rule), List.of(rule), List.of())), options)
        .detect(
            new Fragment(path, "", Content.of(text), 1, null),
            new DetectionListener() {
              @Override
              public void found(Finding finding) {
                found.add("" + finding.location().startLine());
              }
            });
    return String.join(" ", found);
  }
}
