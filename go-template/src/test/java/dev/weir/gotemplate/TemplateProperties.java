package dev.weir.gotemplate;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.gotemplate.execute.Functions;
import dev.weir.gotemplate.value.TemplateException;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.util.List;

/** Any template is either executed or refused. */
class TemplateProperties {
  private static final List<String> WORDS =
      List.of(
          "{{",
          "}}",
          "{{-",
          "-}}",
          " ",
          "\n",
          "if ",
          "else",
          "end",
          "range ",
          "with ",
          "define ",
          "template ",
          "break",
          "$x",
          ":=",
          "=",
          ",",
          "|",
          "(",
          ")",
          ".",
          ".RuleID",
          ".Tags",
          "\"a\"",
          "`",
          "'",
          "\\",
          "1",
          "-1.5e3",
          "0x",
          "i",
          "nil",
          "true",
          "print ",
          "printf ",
          "index ",
          "list ",
          "dict ",
          "slice ",
          "/*",
          "*/",
          "\u00e9",
          "\uD800",
          "%");
  private static final List<String> OPERANDS =
      List.of(
          ".",
          "$",
          ".RuleID",
          ".Tags",
          ".Entropy",
          ".Fragment",
          "nil",
          "true",
          "1",
          "-1",
          "2.5",
          "1e300",
          "3i",
          "'x'",
          "\"\"",
          "\"abc\"",
          "\"%v %d %*[1]s\"",
          "\"\\xff\"",
          "\"(\"",
          "\"2006-01-02\"",
          "\"1.2.3\"",
          "(list 1 nil \"a\")",
          "(dict \"a\" nil)",
          "(list)",
          "9223372036854775807",
          "-9223372036854775808",
          "(semver \"1.2.3\")",
          "now",
          "(int64 4000000000)");

  // Generating keys takes seconds.
  private static final List<String> NAMES =
      Functions.names().stream()
          .filter(name -> !name.startsWith("gen") && !name.matches("bcrypt|htpasswd|derive.*"))
          .sorted()
          .toList();

  @Property(tries = 3000)
  void anyTextIsParsedOrRefused(Draw draw) {
    String text = text(draw);
    assertThatCode(() -> execute(text)).doesNotThrowAnyException();
  }

  @Property(tries = 10000)
  void anyCallIsExecutedOrRefused(Draw draw) {
    String call = draw.make(() -> call(draw));
    assertThatCode(() -> execute("{{" + call + "}}")).doesNotThrowAnyException();
  }

  private static void execute(String text) throws IOException {
    try {
      Template.parse("custom", text)
          .execute(ReportedFindings.first(), new StringBuilder(), TemplateCasesTest.CLOCK);
    } catch (TemplateException e) {
      // as it should be
    }
  }

  private static String text(Draw draw) {
    return switch (draw.number(0, 2)) {
      case 0 -> draw.joined(25, WORDS);
      case 1 -> "{{" + draw.joined(25, WORDS) + "}}";
      default -> draw.text(0, 255);
    };
  }

  private static String call(Draw draw) {
    String operands = String.join(" ", draw.list(0, 4, () -> draw.of(OPERANDS)));
    return draw.of(NAMES) + " (" + draw.of(NAMES) + " " + operands + ")";
  }
}
