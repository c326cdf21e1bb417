package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.util.List;

/** A pattern is refused, or its filter and its ranges lose no match. */
final class RegexFuzz implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return List.of(
        Parts.of("(?i)(?:\\b|_)mk_([a-z0-9]{4,8})(?:\\s|$)", "MK_abcd0 _mk_12345678\n"),
        Parts.of("^key\\s*[:=]\\s*\"?([^\"\\n]{1,9})", "key = \"value\"\nkey:x"),
        Parts.of("(?m:^a.*?b$)|(?s:c.d)", "a..b\nc\nd"),
        Parts.of("[[:alpha:]]+\\pL\\x{e9}\\Q.*\\E", "abcdé.*"),
        Parts.of("(?P<name>a|b)*\\B\\z", "abab"),
        Parts.of("[^\\W\\d_-]{2,}(?U:x+)\\D\\S", "ab1_xx y"));
  }

  @Override
  public void run(byte[] input) {
    List<byte[]> parts = Parts.split(input, 2);
    String pattern = Utf8.decode(parts.get(0), 0, parts.get(0).length);
    Content text = Content.ofOwned(parts.get(1));
    Regex regex;
    try {
      regex = Regex.of(pattern);
    } catch (RegexSyntaxException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    List<MatchSpan> found = regex.findAll(text, 0, text.length());
    int end = 0;
    for (MatchSpan span : found) {
      assertThat(span.start()).isGreaterThanOrEqualTo(end);
      assertThat(span.end()).isBetween(span.start(), text.length());
      end = span.end();
    }
    assertThat(regex.isFoundIn(text)).isEqualTo(!found.isEmpty());
    if (!found.isEmpty()) {
      assertThat(regex.filter().mayMatch(text.bytes(), 0, text.length())).isTrue();
    }
    regex.anchors();
    regex.groupCount();
    regex.findAllGroups(text);
  }
}
