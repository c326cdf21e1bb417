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
    "^tree/skip, tree, tree/skip/a, true",
    "^skip/, tree, tree/skip/a, true",
    "^skip/, ., skip/a, true",
    "vendor, vendor, vendor, false",
    "vendor, vendored, vendor/a, true",
    ".*, tree, tree/a, true",
    "a\\.js$, tree/, tree/a.js, true",
  })
  void thePathInsideCounts(String pattern, String target, String path, boolean expected) {
    TargetPaths targets = new TargetPaths(List.of(target));
    Regex paths = Regex.of(pattern);
    assertThat(targets.isFoundIn(paths, path)).isEqualTo(expected);
    assertThat(targets.isFoundIn(paths, path)).as("as remembered").isEqualTo(expected);
  }
}
