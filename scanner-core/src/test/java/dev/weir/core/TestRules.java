package dev.weir.core;

import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigReader;
import dev.weir.core.rule.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;

/** Rules for tests, written as users write them. */
public final class TestRules {
  private TestRules() {}

  /** Returns the rules of a configuration in TOML. */
  public static RuleSet of(String toml) {
    return new ConfigLoader(
            Path.of("."),
            () -> {
              throw new AssertionError("the configuration extends nothing");
            },
            new ArrayList<>())
        .load(ConfigReader.read(toml, "test.toml", new ArrayList<>()));
  }
}
