package dev.weir.gotemplate;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.gotemplate.execute.Functions;
import dev.weir.gotemplate.value.TemplateException;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the template is, it is executed or refused. */
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

  @Property(tries = 3000, seed = "20261121")
  void anyTextIsParsedOrRefused(@ForAll("texts") String text) {
    assertThatCode(() -> execute(text)).doesNotThrowAnyException();
  }

  @Property(tries = 10000, seed = "20261121")
  void anyCallIsExecutedOrRefused(@ForAll("calls") String call) {
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

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> soup =
        Arbitraries.of(WORDS).list().ofMaxSize(25).map(words -> String.join("", words));
    return Arbitraries.oneOf(soup, soup.map(text -> "{{" + text + "}}"), Arbitraries.strings());
  }

  @Provide
  Arbitrary<String> calls() {
    Arbitrary<String> names = Arbitraries.of(Functions.names());
    Arbitrary<String> operands =
        Arbitraries.of(OPERANDS).list().ofMaxSize(4).map(all -> String.join(" ", all));
    return names
        .flatMap(name -> operands.map(all -> name + " " + all))
        .flatMap(call -> names.map(name -> name + " (" + call + ")"));
  }
}
