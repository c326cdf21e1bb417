package dev.weir.rules;

import dev.weir.core.config.CompiledConfig;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The configuration that is used where the user gives none. */
public final class DefaultRules {
  /** The resource beside this class that {@link RuleSetCompiler} writes. */
  static final String RESOURCE = "default.rules";

  private DefaultRules() {}

  /** Returns the rules, ready to use. */
  public static RuleSet ruleSet() {
    return compiled().ruleSet();
  }

  /** Returns the configuration, named {@code default}, for one that extends it. */
  public static ConfigFile configFile() {
    return compiled().configFile();
  }

  private static CompiledConfig compiled() {
    try (InputStream in = DefaultRules.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the default rules are missing from this build");
      }
      return new CompiledConfig(ByteBuffer.wrap(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the default rules of this build cannot be read", e);
    }
  }
}
