package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whatever a rule matches and calls the secret, replacing removes the match, and leaves all lines
 * without a value as they are.
 */
class PurgeModelProperties {
  private static final List<String> PIECES =
      List.of(
          "aws",
          "_secret",
          "_key",
          "=",
          " = ",
          ": ",
          "\"",
          "'",
          "password",
          "token",
          "AKIA",
          "AKIAQ3EGRIX5K2B7LM4T",
          "hvs.CAESIJ9x4Qm2Lr7Tz0Wb",
          "hunter22",
          "wJq8rXUtnFEm1/K7MD3NG",
          "bPxRfiCY9LmA2+LEKE",
          " ",
          ";",
          "\n",
          "\t",
          "\u00e4",
          "user",
          "@",
          "//",
          "-",
          "0f1e2d3c",
          "4b5a6978",
          "x",
          "7");

  private static String latin(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** Does what git-filter-repo does with a file of expressions. */
  private static String replaced(String text, byte[] expressions) {
    String result = text;
    List<String[]> patterns = new ArrayList<>();
    for (String line : new String(expressions, ISO_8859_1).split("\n")) {
      int end = line.lastIndexOf("==>");
      if (line.startsWith("literal:")) {
        result = result.replace(line.substring("literal:".length(), end), line.substring(end + 3));
      } else if (line.startsWith("regex:")) {
        patterns.add(
            new String[] {line.substring("regex:".length(), end), line.substring(end + 3)});
      }
    }
    for (String[] pattern : patterns) {
      String with = Matcher.quoteReplacement(pattern[1]);
      result = Pattern.compile(pattern[0]).matcher(result).replaceAll(with);
    }
    return result;
  }

  @Property(tries = 2000)
  void replacesTheMatchAndNoLineWithoutAValue(Draw draw) {
    String text = draw.joined(30, PIECES);
    int from = draw.number(0, text.length());
    int to = draw.number(from, text.length());
    String match = text.substring(from, to);
    int start = draw.number(0, match.length());
    String secret = match.substring(start, draw.number(start, match.length()));
    List<Content> about =
        new ReportedValues(Recipes.read()).of(Content.of(match), Content.of(secret));
    ReportedLeak leak = new ReportedLeak("r", "", "f", "", "", 1, 1, match, secret, List.of());
    List<LeakedValue> values =
        LeakedValue.of(List.of(new LeakedValue.Found(leak, about))).stream()
            .filter(LeakedValue::isUsable)
            .toList();
    String other = draw.joined(12, PIECES);
    String whole = latin(text + "\n" + other + "\n");
    String left = replaced(whole, Expressions.write(values, List.of()));
    if (!values.isEmpty()) {
      assertThat(left).as("%s, %s: %s", match, secret, about).doesNotContain(latin(match));
    }
    // The text ends with an empty line, so there is always one that stays.
    assertThat(left.split("\n", -1)).containsSubsequence(without(values, whole));
    for (LeakedValue value : values) {
      assertThat(latin(match)).contains(value.value().text().isEmpty() ? "?" : bytes(value));
      assertThat(left).doesNotContain(bytes(value));
    }
  }

  private static String bytes(LeakedValue value) {
    return new String(value.value().bytes(), ISO_8859_1);
  }

  /** Returns the lines in which no line of a value ends or starts. */
  private static String[] without(List<LeakedValue> values, String text) {
    List<String> kept = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      boolean holds = false;
      for (LeakedValue value : values) {
        for (String part : bytes(value).split("\n", -1)) {
          holds |= !part.isBlank() && line.contains(part.strip());
        }
      }
      if (!holds && !line.isBlank()) {
        kept.add(line);
      }
    }
    kept.add("");
    return kept.toArray(String[]::new);
  }
}
