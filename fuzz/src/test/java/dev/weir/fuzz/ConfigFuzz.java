package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.ConfigException;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigReader;
import dev.weir.core.config.Problem;
import dev.weir.core.config.Spelling;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.Utf8;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A configuration is read, or refused with problems whose lines exist. */
final class ConfigFuzz implements FuzzTarget {
  private static final Path OURS = Path.of("../rules/src/main/rules");

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(Files.readAllBytes(Path.of("src/test/resources/all-keys.toml")));
    for (String name : List.of("_global", "github", "ably", "npm", "stripe")) {
      seeds.add(Files.readAllBytes(OURS.resolve(name + ".toml")));
    }
    return seeds;
  }

  @Override
  public int tries() {
    return 300;
  }

  @Override
  public void run(byte[] input) {
    String text = Utf8.decode(input, 0, input.length);
    long lines = text.lines().count();
    List<Problem> notices = new ArrayList<>();
    try {
      ConfigFile file = ConfigReader.read(text, "c.toml", notices, Spelling.STRICT);
      RuleSet rules = loader(input, notices).load(file);
      assertThat(rules.rules()).isNotEmpty();
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
      e.problems().forEach(problem -> check(problem, lines));
    }
    notices.forEach(notice -> check(notice, lines));
  }

  private static ConfigLoader loader(byte[] input, List<Problem> notices) {
    return new ConfigLoader(
        path -> {
          if (path.endsWith(".toml")) {
            return input;
          }
          throw new NoSuchFileException(path);
        },
        DefaultRules::configFile,
        notices,
        Spelling.LENIENT);
  }

  private static void check(Problem problem, long lines) {
    assertThat(problem.line()).isBetween(0, (int) lines + 1);
    assertThat(problem.message()).isNotBlank();
    assertThat(problem.message().length()).isLessThan(2_000);
    assertThat(problem.toString()).doesNotContain("\tat ", "java.", "Exception", "org.tomlj");
  }
}
