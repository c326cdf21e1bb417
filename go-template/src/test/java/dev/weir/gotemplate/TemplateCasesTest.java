package dev.weir.gotemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.TemplateException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each case is what Go's text/template and sprig 3.3.0 did, in the time zone of New York. Only the
 * functions that weir does not have give an error in weir's own words.
 */
class TemplateCasesTest {
  static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-06-07T08:09:10Z"), ZoneId.of("America/New_York"));

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TemplateCasesTest.class.getResourceAsStream("/template/cases.jsonl"), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = json.readTree(line);
        tests.add(DynamicTest.dynamicTest(row.get("template").asText(), () -> assertSameAsGo(row)));
      }
    }
    return tests;
  }

  private static void assertSameAsGo(JsonNode row) throws IOException {
    StringBuilder out = new StringBuilder();
    String error = "";
    try {
      Template.parse("custom", row.get("template").asText())
          .execute(data(row.path("data").asText()), out, CLOCK);
    } catch (TemplateException e) {
      error = e.getMessage();
    }
    assertThat(out + "\n" + GoText.printable(error))
        .isEqualTo(row.get("out").asText() + "\n" + row.path("error").asText());
  }

  private static Object data(String name) {
    return switch (name) {
      case "nil" -> null;
      case "one" -> ReportedFindings.first();
      case "empty" -> ReportedFindings.none();
      default -> ReportedFindings.both();
    };
  }
}
