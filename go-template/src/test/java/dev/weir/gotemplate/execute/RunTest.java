package dev.weir.gotemplate.execute;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gotemplate.parse.ParsedTemplate;
import dev.weir.gotemplate.parse.Parser;
import dev.weir.gotemplate.value.TemplateException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RunTest {
  @Test
  void anEndlessRangeIsStopped() throws Exception {
    ParsedTemplate endless =
        Parser.parse("custom", "{{range 9223372036854775807}}{{end}}", Functions::objection);
    Run run = new Run(endless, text -> {}, Clock.systemUTC(), Run.MOST_STEPS / 100);
    assertThatThrownBy(() -> run.execute(null))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("exceeded maximum number of steps");
  }
}
