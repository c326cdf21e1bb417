package dev.weir.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.text.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainReadingTest {
  private static final String VALUE = "q7Rt2Xw9Zk4";

  private static DecodedText read(String text, String word) {
    int at = text.indexOf(word);
    return PlainReading.of(Content.of(text), new int[] {at, at + word.length()});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "token=^[[32mVALUE^[[0m ~ token=VALUE",
        "token=\\x1b[1;32mVALUE\\x1b[0m ~ token=VALUE",
        "token=\\u001b[38;5;214mVALUE\\u001b[K ~ token=VALUE",
        "{&quot;token&quot;:&quot;VALUE&quot;} ~ {\"token\":\"VALUE\"}",
        "?a=1&amp;token=VALUE&amp;b=2 ~ ?a=1&token=VALUE&b=2",
        "token = &#34;VALUE&#x22; ~ token = \"VALUE\"",
        "<token><![CDATA[VALUE]]></token> ~ <token>VALUE</token>",
        "<span class='n'>token</span> = <code>VALUE</code> ~ token = VALUE",
        "{\"name\":\"token\",\"value\":\"VALUE\"} ~ {\"name\":\"token\"=\"VALUE\"}",
        "{\"key\": \"token\", \"type\": \"text\", \"value\": \"VALUE\"} ~ {\"key\": \"token\"=\"VALUE\"}",
        "<key>token</key> <string>VALUE</string> ~ <key>token=VALUE</string>",
        "<string name=\"token\" translatable=\"false\">VALUE</string> ~ <string name=\"token\"=VALUE</string>",
        "| token | VALUE | ~ | token=VALUE |",
        "Set `token` to `VALUE` now ~ Set `token`=`VALUE` now",
        "the token for the test system is VALUE ~ the token=VALUE",
        "Const token As String = \"VALUE\" ~ Const token=\"VALUE\"",
        "token <- \"VALUE\" ~ token=\"VALUE\"",
        "env.token || \"VALUE\" ~ env.token=\"VALUE\"",
        "\"token: \" + \"VALUE\" ~ \"token=\"VALUE\"",
        "tokens = [ \"VALUE\" ] ~ tokens=\"VALUE\" ]",
        "ENV token VALUE ~ ENV token=VALUE",
        "put --name \"/p/token\" --type S --value \"VALUE\" ~ put --name \"/p/token\"=\"VALUE\"",
        "secret key: VALUE ~ secret_key: VALUE",
      })
  void connectsANameAndItsValue(String text, String wanted) {
    String word = text.contains("secret") ? "secret" : "token";
    DecodedText read = read(text.strip().replace("VALUE", VALUE), word);
    String found = read == null ? text.strip().replace("VALUE", VALUE) : read.content().text();
    assertThat(found).isEqualTo(wanted.strip().replace("VALUE", VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "token: " + VALUE,
        "if (a && token || b) return q7Rt2Xw9Zk4",
        "the token for the test system is missing",
        "{\"name\":\"token\",\"value\":\"on\"}",
        "List<String> token = new ArrayList<>()",
      })
  void leavesTheRest(String text) {
    assertThat(read(text, "token")).isNull();
  }

  @Test
  void readsLinesOfAPair() {
    String text = "  - name: TOKEN\n    type: text\n    value: " + VALUE + "\n";
    assertThat(read(text, "TOKEN").content().text()).isEqualTo("  - name: TOKEN=" + VALUE + "\n");
    String variable = "variable \"token\" {\n  type = string\n\n  default = \"" + VALUE + "\"\n}\n";
    assertThat(read(variable, "token").content().text())
        .isEqualTo("variable \"token\"=\"" + VALUE + "\"\n}\n");
  }

  @Test
  void mapsEachByteBack() {
    String text = "a&quot;token&quot;=\u001b[32m" + VALUE + "\u001b[0m z";
    DecodedText read = read(text, "token");
    String plain = read.content().text();
    int at = plain.indexOf(VALUE);
    int original = text.indexOf(VALUE);
    assertThat(plain).isEqualTo("a\"token\"=" + VALUE + " z");
    assertThat(read.original(at, at + VALUE.length()))
        .isEqualTo(new MatchSpan(original, original + VALUE.length()));
    assertThat(read.original(1, 2)).isEqualTo(new MatchSpan(1, 7));
    assertThat(read.original(2, 7)).isEqualTo(new MatchSpan(7, 12));
    assertThat(read.original(plain.length() - 1, plain.length()))
        .isEqualTo(new MatchSpan(text.length() - 1, text.length()));
  }
}
