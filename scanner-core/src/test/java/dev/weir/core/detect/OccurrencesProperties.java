package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.TestRules;
import dev.weir.core.decode.DecodedText;
import dev.weir.core.decode.Decoder;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** Searching only parts of a decoded text finds the same as searching all of it. */
class OccurrencesProperties {
  private static final RuleSet RULES =
      TestRules.of(
          """
          [[rules]]
          id = 'tok'
          regex = 'tok_[a-z0-9]{2,8}'
          keywords = ['tok_']

          [[rules]]
          id = 'line'
          regex = '(?m)^.*key[^\\n]*=[^\\n]*'
          keywords = ['key']

          [[rules]]
          id = 'rest'
          regex = '(?s)begin.+?end'
          keywords = ['begin']
          """);

  private static final List<String> PIECES =
      List.of(
          "tok_ab12",
          "tok",
          "_zz",
          "key",
          "=",
          "begin",
          "end",
          " ",
          "\n",
          "x",
          "tok_",
          "é",
          "-",
          "ey");

  private static String text(Draw draw, int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = draw.number(1, 6); i > 0; i--) {
      if (depth > 0 && draw.oneIn(2)) {
        String inner = text(draw, depth - 1) + " and some more words";
        text.append(Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8)));
      } else {
        text.append(draw.joined(6, PIECES));
      }
    }
    return text.toString();
  }

  private static List<Long> found(Occurrences occurrences) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < occurrences.size(); i++) {
      all.add((long) occurrences.start(i) << 32 | occurrences.literal(i));
    }
    return all;
  }

  @Property(tries = 1000)
  void theSameLiteralsAreFound(Draw draw) {
    Content text = Content.of(text(draw, 3));
    Occurrences again = new Occurrences();
    again.search(RULES.literals().search(), text.bytes());
    DecodedText decoded = new Decoder().decode(text, null);
    while (decoded != null) {
      again.searchAgain(RULES.literals().search(), decoded);
      Occurrences fresh = new Occurrences();
      fresh.search(RULES.literals().search(), decoded.content().bytes());
      List<Long> expected = found(fresh);
      Collections.sort(expected);
      assertThat(found(again)).isEqualTo(expected);
      decoded = new Decoder().decode(decoded.content(), decoded);
    }
  }

  @Property(tries = 1000)
  void theSameMatchesThatTouchDecodedTextAreFound(Draw draw) {
    Content text = Content.of(text(draw, 3));
    CandidateRules candidates = new CandidateRules(new RuleIndex(RULES));
    candidates.look(text);
    DecodedText decoded = new Decoder().decode(text, null);
    while (decoded != null) {
      Content now = decoded.content();
      candidates.look(now, decoded);
      List<Integer> tried = new ArrayList<>();
      for (int i = 0; i < candidates.count(); i++) {
        tried.add(candidates.rule(i));
      }
      assertThat(tried).isSorted().doesNotHaveDuplicates();
      for (int rule = 0; rule < RULES.rules().size(); rule++) {
        Regex regex = RULES.rules().get(rule).regex();
        assertThat(regex).isNotNull();
        List<MatchSpan> made =
            tried.contains(rule) ? candidates.matches(rule, regex, now) : List.of();
        assertThat(touching(made, decoded))
            .as(regex.pattern())
            .isEqualTo(touching(regex.findAll(now, 0, now.length()), decoded));
      }
      decoded = new Decoder().decode(now, decoded);
    }
  }

  private static List<MatchSpan> touching(List<MatchSpan> spans, DecodedText decoded) {
    return spans.stream().filter(span -> decoded.touches(span.start(), span.end())).toList();
  }
}
