package dev.weir.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.Regex;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPathsTest {
  @ParameterizedTest
  @CsvSource({
    "(?:^|/)node_modules/, /home/x/node_modules/p, /home/x/node_modules/p/a.js, false",
    "(?:^|/)node_modules/, /home/x/node_modules/p, /home/x/node_modules/p/node_modules/a.js, true",
    "node_modules/.*, /home/x/node_modules/p, /home/x/node_modules/p/a.js, false",
    "^/home/x/node_modules/p/a, /home/x/node_modules/p, /home/x/node_modules/p/a.js, true",
    "^a, /home/x, /home/x/a.js, false",
    "vendor, /vendor, /vendor, false",
    "a\\.js$, /tree/, /tree/a.js, true",
    "(?:^|/)node_modules/, /home, node_modules/a.js, true",
    "^tree/skip, ., tree/skip/a, true",
  })
  void whereTheTargetIsDoesNotCount(String pattern, String target, String path, boolean expected) {
    TargetPaths targets = new TargetPaths(List.of(target));
    Regex paths = Regex.of(pattern);
    assertThat(targets.isFoundIn(paths, path)).isEqualTo(expected);
    assertThat(targets.isFoundIn(paths, path)).as("as remembered").isEqualTo(expected);
  }
}
