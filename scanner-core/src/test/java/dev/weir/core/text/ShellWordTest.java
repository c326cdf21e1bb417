package dev.weir.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "a b",
          "it's",
          "'",
          "''",
          "$HOME",
          "`id`",
          "$(id)",
          "a\\b",
          "a\"b",
          "*",
          "?",
          "[a]",
          "~",
          "~/x",
          "a\nb",
          "a\tb",
          "!x",
          "#x",
          "a;b",
          "a&b",
          "a|b",
          "a<b",
          "{a,b}",
          "=ls",
          "A=b",
          "-rf",
          "--",
          "häuser",
          "日本",
          "\u001b[2J'\\0x",
          "a\u202eb",
          "##[error]x");

  @Test
  void aShellReadsEachWordUnchanged() throws Exception {
    StringBuilder script = new StringBuilder("printf '%s\\0'");
    for (String text : TEXTS) {
      script.append(' ').append(ShellWord.of(text));
      script.append(' ').append(ShellWord.quoted(text));
    }
    StringBuilder expected = new StringBuilder();
    TEXTS.forEach(text -> expected.append(text).append('\0').append(text).append('\0'));
    assertThat(shell(script.toString())).isEqualTo(expected.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "src/main/App.java", "2024-01-02", "user@host:/x", "a+b,c=d%e_f"})
  void plainWordsStayWithoutQuotes(String text) {
    assertThat(ShellWord.of(text)).isEqualTo(text);
    assertThat(ShellWord.quoted(text)).isEqualTo("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-rf", "=ls", "", "~", "a b", "ä"})
  void otherWordsGetQuotes(String text) {
    assertThat(ShellWord.of(text)).isEqualTo("'" + text + "'");
  }

  @Test
  void noFileIsAnOption() throws Exception {
    assertThat(ShellWord.ofFile("-rf")).isEqualTo("./-rf");
    assertThat(ShellWord.ofFile("-r f")).isEqualTo("'./-r f'");
    assertThat(ShellWord.ofFile("a-b")).isEqualTo("a-b");
    assertThat(shell("basename " + ShellWord.ofFile("-x"))).isEqualTo("-x\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u001b[2J", "\u202ea", "it's\r"})
  void noWordHidesAnything(String text) {
    assertThat(ForeignText.line(ShellWord.of(text))).isEqualTo(ShellWord.of(text));
  }

  private static String shell(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return answer;
  }
}
