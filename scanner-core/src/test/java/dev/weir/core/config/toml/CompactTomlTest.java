package dev.weir.core.config.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactTomlTest {
  @Test
  void dropsBlankLinesAndComments() {
    CompactToml compact = CompactToml.of("# x\n\n a = 1 # y\r\n\t# z\r\n\nb = 2");
    assertThat(compact.text()).isEqualTo(" a = 1 # y\r\nb = 2");
    assertThat(compact.line(1)).isEqualTo(3);
    assertThat(compact.line(2)).isEqualTo(6);
    assertThat(compact.line(3)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = \"\"\"\n\n# in it\n\"\"\"\n",
        "a = '''\n\n# in it\n'''\n",
        "a = \"\"\"x\\\"\"\"\n\n# in it\n\"\"\"\"\"\n",
        "a = [ \"# no comment\", '''\n\n''' ]\n",
        "a = \"\\\"\"\nb = '\\'\nc = '''\n\n'''\n",
        "# a control character \u0001\n",
        "# a carriage return \r here\n",
      })
  void keepsEverythingElse(String text) {
    assertThat(CompactToml.of(text).text()).isEqualTo(text);
  }

  @Test
  void anApostropheInACommentOpensNothing() {
    assertThat(CompactToml.of("a = 1 # don'''t\n\nb = 2\n").text())
        .isEqualTo("a = 1 # don'''t\nb = 2\n");
  }

  @Test
  void valuesAndErrorsHaveTheirOwnLines() throws Exception {
    ConfigTable table = TomlReader.read("# one\n\n\na = [\n# two\n\n  1,\n\n]\n\nb = 2\n");
    assertThat(table.get("a").line()).isEqualTo(4);
    assertThat(table.get("b").line()).isEqualTo(11);
    assertThatThrownBy(() -> TomlReader.read("# one\n\n\nb = = 2\n"))
        .isInstanceOfSatisfying(
            TomlSyntaxException.class, e -> assertThat(e.flaws().get(0).line()).isEqualTo(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "# x\n", " \n", "\r\n", "# x\n\n"})
  void manyEmptyLinesTakeNoTime(String line) {
    String text = "a = [\n" + line.repeat(50_000) + "]\n" + line.repeat(50_000) + "b = 2\n";
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> TomlReader.read(text));
  }
}
